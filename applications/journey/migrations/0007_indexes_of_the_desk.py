import django.db.models.functions.comparison
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import connection, migrations, models

BATCH = 1_000


def index_words(apps, schema_editor) -> None:
    """Words of what was sent before; triggers keep those of everything since."""
    application = apps.get_model("journey", "Application")
    last = application.objects.order_by("pk").last()
    for start in range(0, last.pk + 1 if last else 0, BATCH):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT journey_index_words(ARRAY(SELECT id FROM journey_application"
                " WHERE id >= %s AND id < %s))",
                [start, start + BATCH],
            )


class Migration(migrations.Migration):
    """In batches and without a lock: people may write meanwhile."""

    atomic = False
    dependencies = [("journey", "0006_tallies_and_words")]
    operations = [
        RemoveIndexConcurrently(
            model_name="application",
            name="application_waiting",
        ),
        RemoveIndexConcurrently(
            model_name="application",
            name="application_title_search",
        ),
        RemoveIndexConcurrently(
            model_name="application",
            name="application_counts",
        ),
        AddIndexConcurrently(
            model_name="application",
            index=models.Index(fields=["call", "-id"], name="application_newest"),
        ),
        AddIndexConcurrently(
            model_name="application",
            index=models.Index(fields=["call", "state_since", "id"], name="application_longest"),
        ),
        AddIndexConcurrently(
            model_name="application",
            index=models.Index(
                fields=["call", "state", "state_since", "id"], name="application_state_longest"
            ),
        ),
        AddIndexConcurrently(
            model_name="application",
            index=models.Index(
                models.F("call"),
                models.OrderBy(
                    django.db.models.functions.comparison.Coalesce("requested_minor", 0),
                    descending=True,
                ),
                models.OrderBy(models.F("id"), descending=True),
                name="application_most_asked",
            ),
        ),
        AddIndexConcurrently(
            model_name="application",
            index=models.Index(
                condition=models.Q(("flagged", True)),
                fields=["call", "-id"],
                name="application_flagged",
            ),
        ),
        migrations.RunPython(index_words, migrations.RunPython.noop),
    ]
