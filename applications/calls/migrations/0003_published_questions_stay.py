from django.db import migrations

FUNCTION = """
CREATE FUNCTION calls_refuse_change_of_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a published question set never changes' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER published_stays BEFORE UPDATE OR DELETE ON calls_questionset
    FOR EACH ROW WHEN (OLD.published_at IS NOT NULL)
    EXECUTE FUNCTION calls_refuse_change_of_published();
"""


class Migration(migrations.Migration):
    """Applications were begun with these questions: they stay as they were published."""

    dependencies = [("calls", "0002_contact_email")]
    operations = [
        migrations.RunSQL(
            FUNCTION,
            "DROP TRIGGER published_stays ON calls_questionset;"
            "DROP FUNCTION calls_refuse_change_of_published();",
        )
    ]
