from django.db import migrations

TABLE = """
CREATE TABLE shared_cache (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX shared_cache_expires ON shared_cache (expires);
"""


class Migration(migrations.Migration):
    """The table of Django's database cache, as `createcachetable` would make it."""

    initial = True
    dependencies = []
    operations = [migrations.RunSQL(TABLE, "DROP TABLE shared_cache;")]
