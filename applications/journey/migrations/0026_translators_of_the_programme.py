from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journey", "0025_words_of_what_is_asked")]

    operations = [
        migrations.AlterField(
            model_name="helper",
            name="relation",
            field=models.CharField(
                choices=[
                    ("caseworker", "Caseworker"),
                    ("interpreter", "Interpreter"),
                    ("friend", "Friend or family"),
                    ("translator", "Translator of the programme"),
                    ("other", "Somebody else"),
                ],
                max_length=12,
                verbose_name="who they are",
            ),
        )
    ]
