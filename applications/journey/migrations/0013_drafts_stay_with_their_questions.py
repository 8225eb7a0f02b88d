from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0011_drafts_must_take_over"),
        ("journey", "0012_helpers"),
    ]

    operations = [
        migrations.AddField(
            model_name="application",
            name="stays_below",
            field=models.PositiveSmallIntegerField(blank=True, editable=False, null=True),
        ),
    ]
