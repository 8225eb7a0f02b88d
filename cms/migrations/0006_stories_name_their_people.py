"""Stories name everybody in them, pictures everybody on them; the database holds it to that."""

import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models

MENTIONED = """
CREATE FUNCTION cms_story_consents() RETURNS TABLE (page_id integer, consent_id bigint)
LANGUAGE sql STABLE AS $$
    SELECT page_id, consent_id FROM cms_storyperson
    UNION ALL
    SELECT story.page_ptr_id, held.consent_id FROM cms_storypage story
        JOIN cms_siteimage_consents held ON held.siteimage_id = story.image_id
    UNION ALL
    SELECT person.page_id, held.consent_id FROM cms_storyperson person
        JOIN cms_siteimage_consents held ON held.siteimage_id = person.picture_id
    UNION ALL
    SELECT story.page_ptr_id, held.consent_id FROM cms_storypage story
        CROSS JOIN jsonb_path_query(
            story.body, '$[*] ? (@.type == "picture").value.image.image'
        ) AS picture
        JOIN cms_siteimage_consents held ON to_jsonb(held.siteimage_id) = picture
$$;
"""
REFUSED = """
CREATE FUNCTION cms_refuse_uncovered(pages integer[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE uncovered integer;
BEGIN
    SELECT page.id INTO uncovered
        FROM wagtailcore_page page JOIN cms_storypage story ON story.page_ptr_id = page.id
        WHERE page.live AND page.id = ANY (pages) AND (
            NOT EXISTS (SELECT 1 FROM cms_storyperson WHERE page_id = page.id)
            OR EXISTS (
                SELECT 1 FROM cms_story_consents() named
                    JOIN cms_consent consent ON consent.id = named.consent_id
                    WHERE named.page_id = page.id AND (
                        consent.withdrawn_at IS NOT NULL OR NOT 'web' = ANY (consent.uses)
                    )
            )
        ) LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'live story % has somebody without a consent for the web', uncovered
            USING ERRCODE = 'check_violation', CONSTRAINT = 'live_story_is_covered';
    END IF;
END $$;

CREATE FUNCTION cms_page_is_covered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM cms_refuse_uncovered(
        ARRAY[(to_jsonb(coalesce(NEW, OLD)) ->> TG_ARGV[0])::integer]
    );
    RETURN NULL;
END $$;

CREATE FUNCTION cms_consent_covers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM cms_refuse_uncovered(ARRAY(
        SELECT page_id FROM cms_story_consents()
            WHERE consent_id = (to_jsonb(NEW) ->> TG_ARGV[0])::bigint
    ));
    RETURN NULL;
END $$;
"""
HELD = """
CREATE CONSTRAINT TRIGGER live_story_is_covered
    AFTER INSERT OR UPDATE OF live ON wagtailcore_page
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.live)
    EXECUTE FUNCTION cms_page_is_covered('id');
CREATE CONSTRAINT TRIGGER live_story_is_covered
    AFTER INSERT OR UPDATE OF image_id, body ON cms_storypage
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION cms_page_is_covered('page_ptr_id');
CREATE CONSTRAINT TRIGGER live_story_is_covered
    AFTER INSERT OR UPDATE OR DELETE ON cms_storyperson
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION cms_page_is_covered('page_id');
CREATE CONSTRAINT TRIGGER live_story_is_covered
    AFTER UPDATE OF withdrawn_at, uses ON cms_consent
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION cms_consent_covers('id');
CREATE CONSTRAINT TRIGGER live_story_is_covered
    AFTER INSERT OR UPDATE ON cms_siteimage_consents
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION cms_consent_covers('consent_id');
"""
FREE = """
DROP TRIGGER live_story_is_covered ON wagtailcore_page;
DROP TRIGGER live_story_is_covered ON cms_storypage;
DROP TRIGGER live_story_is_covered ON cms_storyperson;
DROP TRIGGER live_story_is_covered ON cms_consent;
DROP TRIGGER live_story_is_covered ON cms_siteimage_consents;
DROP FUNCTION cms_consent_covers();
DROP FUNCTION cms_page_is_covered();
DROP FUNCTION cms_refuse_uncovered(integer[]);
DROP FUNCTION cms_story_consents();
"""


def name_the_people(apps, schema_editor):
    """The one consent of a story becomes its first person; a face is told by the picture."""
    stories = apps.get_model("cms", "StoryPage").objects.exclude(consent=None)
    people = apps.get_model("cms", "StoryPerson").objects
    for story in stories.select_related("image").iterator(chunk_size=500):
        people.create(page_id=story.pk, consent_id=story.consent_id, sort_order=0)
        if story.image and story.image_shows_face:
            story.image.shows, story.image.shows_faces = "people", True
            story.image.save(update_fields=["shows", "shows_faces"])
            story.image.consents.add(story.consent_id)
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0004_words_for_editors"),
        ("cms", "0005_theme_briefings"),
        ("training", "0003_words_for_editors"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="siteimage",
            name="consents",
            field=models.ManyToManyField(
                blank=True,
                help_text="Everybody on it. When one takes it back, the picture is deleted.",
                related_name="images",
                to="cms.consent",
                verbose_name="consents of the people on it",
            ),
        ),
        migrations.AddField(
            model_name="siteimage",
            name="shows",
            field=models.CharField(
                blank=True,
                choices=[("nobody", "Nobody"), ("people", "People who agreed")],
                help_text="A page with this picture is published only when this is answered.",
                max_length=10,
                verbose_name="who can be seen on it",
            ),
        ),
        migrations.AddField(
            model_name="siteimage",
            name="shows_faces",
            field=models.BooleanField(default=False, verbose_name="faces can be seen"),
        ),
        migrations.AddField(
            model_name="storypage",
            name="call",
            field=models.ForeignKey(
                blank=True,
                help_text="The call that it began with. Readers get a link to it.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="stories",
                to="calls.call",
                verbose_name="call",
            ),
        ),
        migrations.AddField(
            model_name="storypage",
            name="course",
            field=models.ForeignKey(
                blank=True,
                help_text="The course that the person took.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="stories",
                to="training.course",
                verbose_name="course",
            ),
        ),
        migrations.AlterField(
            model_name="storypage",
            name="image",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="cms.siteimage",
                verbose_name="picture",
            ),
        ),
        migrations.CreateModel(
            name="Removal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("withdrawn", "The person took it back"),
                            ("ended", "The consent ran out"),
                        ],
                        max_length=10,
                    ),
                ),
                ("begun_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("gone_at", models.DateTimeField(blank=True, null=True)),
                ("alarmed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "consent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="removals",
                        to="cms.consent",
                    ),
                ),
            ],
            options={
                "verbose_name": "removal",
                "verbose_name_plural": "removals",
                "ordering": ["-begun_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="HandTask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "use",
                    models.CharField(
                        choices=[
                            ("web", "This website"),
                            ("print", "Print"),
                            ("social", "Social media"),
                            ("press", "Newspapers, radio and television"),
                        ],
                        max_length=10,
                    ),
                ),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="what you did")),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hand_tasks",
                        to="cms.removal",
                    ),
                ),
            ],
            options={
                "verbose_name": "task by hand",
                "verbose_name_plural": "tasks by hand",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("removal", "use"), name="hand_task_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_at", None),
                            models.Q(
                                ("done_by__isnull", False), models.Q(("note", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="done_hand_task_says_by_whom_and_what",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StoryPerson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        help_text="For example: baker, founder.",
                        max_length=120,
                        verbose_name="what they do",
                    ),
                ),
                (
                    "where_from",
                    models.CharField(
                        blank=True,
                        help_text="Only if they want it.",
                        max_length=80,
                        verbose_name="where they are from",
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appearances",
                        to="cms.consent",
                        verbose_name="consent",
                    ),
                ),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="people",
                        to="cms.storypage",
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
                        verbose_name="small picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "person in a story",
                "verbose_name_plural": "people in stories",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("page", "consent"), name="person_once_in_a_story"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Trace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("page", "Page"),
                            ("file", "Picture"),
                            ("mention", "List, search or feed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=255)),
                (
                    "address",
                    models.URLField(help_text="Where anybody could open it.", max_length=1000),
                ),
                (
                    "file",
                    models.CharField(
                        blank=True, help_text="Its name in the storage.", max_length=255
                    ),
                ),
                (
                    "mentions",
                    models.CharField(
                        blank=True,
                        help_text="The address that a list must not lead to.",
                        max_length=1000,
                    ),
                ),
                ("checks", models.PositiveIntegerField(default=0)),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                ("gone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "removal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="traces",
                        to="cms.removal",
                    ),
                ),
            ],
            options={
                "verbose_name": "trace",
                "verbose_name_plural": "traces",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "mention"), _negated=True),
                            models.Q(("mentions", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="list_says_what_must_be_gone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "file"), _negated=True),
                            models.Q(("file", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="picture_names_its_file",
                    ),
                ],
            },
        ),
        migrations.RunPython(name_the_people, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name="storypage",
            name="consent",
        ),
        migrations.RemoveField(
            model_name="storypage",
            name="image_shows_face",
        ),
        migrations.RunSQL(MENTIONED + REFUSED + HELD, FREE),
    ]
