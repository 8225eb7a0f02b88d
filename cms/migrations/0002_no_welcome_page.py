"""Wagtail's welcome page and its site go: `build_site` makes the real ones."""

from django.db import migrations


def remove_welcome_page(apps, schema_editor):
    """Only the untouched page that Wagtail made itself; never a page that an editor wrote."""
    pages = apps.get_model("wagtailcore", "Page").objects
    welcome = pages.filter(depth=2, slug="home", content_type__app_label="wagtailcore", numchild=0)
    if welcome.delete()[0]:
        pages.filter(depth=1).update(numchild=pages.filter(depth=2).count())


class Migration(migrations.Migration):
    dependencies = [("cms", "0001_initial")]
    operations = [migrations.RunPython(remove_welcome_page, migrations.RunPython.noop)]
