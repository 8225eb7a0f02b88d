from django.db import migrations

TABLES = ("audit_sighting", "wagtailcore_modellogentry", "wagtailcore_pagelogentry")

FUNCTION = """
CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""


def trigger(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION audit_append_only();",
        f"DROP TRIGGER append_only ON {table};",
    )


class Migration(migrations.Migration):
    """What was written in the log stays as it was written."""

    dependencies = [
        ("audit", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION audit_append_only();"),
        *[trigger(table) for table in TABLES],
    ]
