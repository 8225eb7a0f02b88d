from django.db import migrations

ALIKE = """
CREATE FUNCTION journey_alike(application bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE SET pg_trgm.similarity_threshold = '0.6' AS $$
    SELECT other.application_id
    FROM journey_searchtext own JOIN journey_searchtext other ON other.title % own.title
    WHERE own.application_id = application
    LIMIT 1000
$$;
"""


class Migration(migrations.Migration):
    """Applications whose titles share six of ten letter groups, by the index of titles."""

    dependencies = [("journey", "0019_assisted_starts")]

    operations = [migrations.RunSQL(ALIKE, "DROP FUNCTION journey_alike;")]
