import django.db.models.deletion
from django.db import migrations, models


def find_programmes(apps, schema_editor) -> None:
    """An event belongs to the programme of its city, where the city has but one."""
    programme = apps.get_model("programmes", "Programme")
    for event in apps.get_model("events", "Event").objects.filter(programme=None).iterator():
        here = (
            programme.objects.filter(cities=event.city_id) if event.city_id else programme.objects
        )
        found = list(here.all()[:2])
        if len(found) == 1:
            event.programme = found[0]
            event.save(update_fields=["programme"])


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0002_places_are_counted"),
        ("programmes", "0006_says_since_when_it_is_over"),
    ]

    operations = [
        migrations.AddField(
            "event",
            "programme",
            models.ForeignKey(
                help_text="Its letters thank the funders of this programme.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="events",
                to="programmes.programme",
                verbose_name="programme",
            ),
        ),
        migrations.RunPython(find_programmes, migrations.RunPython.noop),
    ]
