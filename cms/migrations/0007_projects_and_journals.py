"""Pages of funded projects, the founder's switch, and their journal."""

# ruff: noqa: E501

import uuid

import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

import cms.models.consents
import config.languages


class Migration(migrations.Migration):
    dependencies = [
        ("awards", "0004_languages_offered_by_the_site"),
        ("cms", "0006_stories_name_their_people"),
        ("programmes", "0005_cities_on_the_map"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ProjectIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "introduction",
                    models.TextField(
                        help_text="One or two short sentences. Also shown in lists and by search engines.",
                        max_length=320,
                        verbose_name="introduction",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [("text", 0), ("picture", 3), ("quote", 9), ("figures", 16)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "icon": "pilcrow",
                                    "label": "Text",
                                    "template": "cms/blocks/text.html",
                                },
                            ),
                            1: ("wagtail.images.blocks.ImageBlock", [], {"label": "picture"}),
                            2: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "caption", "required": False},
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("image", 1), ("caption", 2)]], {}),
                            4: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {
                                    "help_text": "Exactly as they were said, in the language they were said in.",
                                    "label": "their words",
                                },
                            ),
                            5: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("en", "English"),
                                        ("ar", "Arabic"),
                                        ("uk", "Ukrainian"),
                                        ("fr", "French"),
                                        ("pl", "Polish"),
                                        ("ro", "Romanian"),
                                        ("fa", "Persian"),
                                        ("ckb", "Sorani Kurdish"),
                                        ("ps", "Pashto"),
                                        ("ti", "Tigrinya"),
                                        ("ur", "Urdu"),
                                        ("so", "Somali"),
                                    ],
                                    "label": "language of these words",
                                },
                            ),
                            6: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {
                                    "help_text": "In the language of this page. Leave empty when it is the same.",
                                    "label": "translation",
                                    "required": False,
                                },
                            ),
                            7: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "translated by", "required": False},
                            ),
                            8: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "who said it", "required": False},
                            ),
                            9: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("text", 4),
                                        ("language", 5),
                                        ("translation", 6),
                                        ("translated_by", 7),
                                        ("who", 8),
                                    ]
                                ],
                                {},
                            ),
                            10: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "number", "max_length": 20},
                            ),
                            11: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "what it counts", "max_length": 80},
                            ),
                            12: ("wagtail.blocks.DateBlock", (), {"label": "on which day"}),
                            13: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "where it comes from", "max_length": 160},
                            ),
                            14: (
                                "wagtail.blocks.StructBlock",
                                [[("value", 10), ("label", 11), ("as_of", 12), ("source", 13)]],
                                {},
                            ),
                            15: (
                                "wagtail.blocks.ListBlock",
                                (14,),
                                {"label": "numbers", "max_num": 4, "min_num": 1},
                            ),
                            16: ("wagtail.blocks.StructBlock", [[("figures", 15)]], {}),
                        },
                        verbose_name="body",
                    ),
                ),
                (
                    "shows_amounts",
                    models.BooleanField(
                        default=False,
                        help_text="Tick it only when the programme publishes its grants.",
                        verbose_name="say how much each project got",
                    ),
                ),
            ],
            options={
                "verbose_name": "list of projects",
                "verbose_name_plural": "lists of projects",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="ProjectPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "introduction",
                    models.TextField(
                        help_text="One or two short sentences. Also shown in lists and by search engines.",
                        max_length=320,
                        verbose_name="introduction",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [("text", 0), ("picture", 3), ("quote", 9), ("figures", 16)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "icon": "pilcrow",
                                    "label": "Text",
                                    "template": "cms/blocks/text.html",
                                },
                            ),
                            1: ("wagtail.images.blocks.ImageBlock", [], {"label": "picture"}),
                            2: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "caption", "required": False},
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("image", 1), ("caption", 2)]], {}),
                            4: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {
                                    "help_text": "Exactly as they were said, in the language they were said in.",
                                    "label": "their words",
                                },
                            ),
                            5: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("en", "English"),
                                        ("ar", "Arabic"),
                                        ("uk", "Ukrainian"),
                                        ("fr", "French"),
                                        ("pl", "Polish"),
                                        ("ro", "Romanian"),
                                        ("fa", "Persian"),
                                        ("ckb", "Sorani Kurdish"),
                                        ("ps", "Pashto"),
                                        ("ti", "Tigrinya"),
                                        ("ur", "Urdu"),
                                        ("so", "Somali"),
                                    ],
                                    "label": "language of these words",
                                },
                            ),
                            6: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {
                                    "help_text": "In the language of this page. Leave empty when it is the same.",
                                    "label": "translation",
                                    "required": False,
                                },
                            ),
                            7: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "translated by", "required": False},
                            ),
                            8: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "who said it", "required": False},
                            ),
                            9: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("text", 4),
                                        ("language", 5),
                                        ("translation", 6),
                                        ("translated_by", 7),
                                        ("who", 8),
                                    ]
                                ],
                                {},
                            ),
                            10: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "number", "max_length": 20},
                            ),
                            11: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "what it counts", "max_length": 80},
                            ),
                            12: ("wagtail.blocks.DateBlock", (), {"label": "on which day"}),
                            13: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "where it comes from", "max_length": 160},
                            ),
                            14: (
                                "wagtail.blocks.StructBlock",
                                [[("value", 10), ("label", 11), ("as_of", 12), ("source", 13)]],
                                {},
                            ),
                            15: (
                                "wagtail.blocks.ListBlock",
                                (14,),
                                {"label": "numbers", "max_num": 4, "min_num": 1},
                            ),
                            16: ("wagtail.blocks.StructBlock", [[("figures", 15)]], {}),
                        },
                        verbose_name="body",
                    ),
                ),
                (
                    "award",
                    models.ForeignKey(
                        error_messages={"null": "Choose the award that this project got."},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="project_pages",
                        to="awards.award",
                        verbose_name="award",
                    ),
                ),
                (
                    "themes",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="projects",
                        to="programmes.theme",
                        verbose_name="themes",
                    ),
                ),
            ],
            options={
                "verbose_name": "project",
                "verbose_name_plural": "projects",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="Showing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "token",
                    models.CharField(
                        default=cms.models.consents.new_token,
                        editable=False,
                        max_length=64,
                        unique=True,
                    ),
                ),
                (
                    "agreed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="founder said yes"),
                ),
                ("hidden_at", models.DateTimeField(blank=True, null=True, verbose_name="hidden")),
                (
                    "award",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="showing",
                        to="awards.award",
                    ),
                ),
            ],
            options={
                "verbose_name": "showing of a project",
                "verbose_name_plural": "showings of projects",
            },
        ),
        migrations.CreateModel(
            name="JournalEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "language",
                    models.CharField(
                        choices=config.languages.choices, max_length=10, verbose_name="language"
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("text", models.TextField(max_length=6000, verbose_name="text")),
                (
                    "picture_alt",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="what the picture shows"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("sent", "With the editor"),
                            ("changes_asked", "Please change something"),
                            ("published", "Published"),
                        ],
                        default="draft",
                        max_length=14,
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="what to change")),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "award",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="journal",
                        to="awards.award",
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="cms.siteimage",
                        verbose_name="picture",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "journal entry",
                "verbose_name_plural": "journal entries",
                "ordering": ["-written_at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "published")),
                        fields=["award", "-published_at", "-id"],
                        name="journal_published",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True),
                            models.Q(
                                ("published_at__isnull", False), ("reviewed_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="published_entry_was_read_by_an_editor",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reviewed_by", None),
                            models.Q(("reviewed_by", models.F("written_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_reviews_their_own_entry",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "changes_asked"), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="asked_change_says_what",
                    ),
                ],
            },
        ),
    ]
