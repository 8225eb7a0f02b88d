from django.db import migrations


def make_system_user(apps, schema_editor):
    person = apps.get_model("accounts", "Person").objects.create(display_name="Seedbed")
    apps.get_model("accounts", "User").objects.create(
        email="system@seedbed.invalid", person=person, is_active=False, password="!"
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(make_system_user, migrations.RunPython.noop)]
