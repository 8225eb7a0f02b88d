"""News, and pages of partners and funders."""

# ruff: noqa: E501

import django.db.models.deletion
import modelcluster.fields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

import cms.models.partners


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_languages_offered_by_the_site"),
        ("calls", "0007_answers_by"),
        ("cms", "0008_sections"),
        ("programmes", "0006_says_since_when_it_is_over"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="NewsIndexPage",
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
            ],
            options={
                "verbose_name": "list of news",
                "verbose_name_plural": "lists of news",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="PartnerIndexPage",
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
            ],
            options={
                "verbose_name": "list of partners",
                "verbose_name_plural": "lists of partners",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="NewsPage",
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
                    "image_alt",
                    models.CharField(
                        blank=True,
                        help_text="For people who cannot see it.",
                        max_length=200,
                        verbose_name="what the picture shows",
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="calls.call",
                        verbose_name="about call",
                    ),
                ),
                (
                    "city",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="news",
                        to="programmes.city",
                        verbose_name="city",
                    ),
                ),
                (
                    "image",
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
                    "organisation",
                    models.ForeignKey(
                        help_text="The organisation that readers see as the writer.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="who tells it",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        help_text="The page thanks the funders of this programme.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programmes.programme",
                        verbose_name="programme",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="cms.storypage",
                        verbose_name="about story",
                    ),
                ),
                (
                    "themes",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="news",
                        to="programmes.theme",
                        verbose_name="themes",
                    ),
                ),
            ],
            options={
                "verbose_name": "piece of news",
                "verbose_name_plural": "news",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="PartnerPage",
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
                    "organisation",
                    models.ForeignKey(
                        help_text="Its part and its cities are shown from the programme's records.",
                        limit_choices_to=cms.models.partners.partners_and_funders,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pages",
                        to="accounts.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "page of a partner",
                "verbose_name_plural": "pages of partners",
            },
            bases=("wagtailcore.page",),
        ),
    ]
