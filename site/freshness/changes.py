"""Announcing changes: by PostgreSQL itself for watched tables, by hand for everything else.

A trigger can't be forgotten by a new action, a bulk update or a repair by hand, and PostgreSQL
delivers an announcement when, and only when, the change is committed.
"""

import hashlib
from dataclasses import dataclass

from django.db import connections, models

CHANNEL = "seedbed_changes"
TRIGGER = "seedbed_announce"
FUNCTION = """
CREATE OR REPLACE FUNCTION seedbed_announce() RETURNS trigger LANGUAGE plpgsql AS $$
-- Arguments: the columns that count (none: all), the column that says who sees the row (none:
-- all see it), then tags; "call:id" becomes "call:7" for the row whose id is 7.
DECLARE
  before jsonb; after jsonb; shown jsonb; tags text[] := '{}'; parts text[]; tag text;
BEGIN
  IF TG_OP <> 'INSERT' THEN before := to_jsonb(OLD); END IF;
  IF TG_OP <> 'DELETE' THEN after := to_jsonb(NEW); END IF;
  IF TG_OP = 'UPDATE' THEN
    IF TG_ARGV[0] = '' AND before = after THEN RETURN NULL; END IF;
    IF TG_ARGV[0] <> '' AND NOT EXISTS (
      SELECT FROM unnest(string_to_array(TG_ARGV[0], ',')) AS name
      WHERE before -> name IS DISTINCT FROM after -> name
    ) THEN RETURN NULL; END IF;
  END IF;
  FOREACH shown IN ARRAY ARRAY[before, after] LOOP
    CONTINUE WHEN shown IS NULL;
    FOR i IN 2 .. TG_NARGS - 1 LOOP
      parts := string_to_array(TG_ARGV[i], ':');
      tag := parts[1];
      FOR j IN 2 .. cardinality(parts) LOOP
        tag := tag || ':' || coalesce(shown ->> parts[j], '');
      END LOOP;
      tags := tags || tag;
    END LOOP;
  END LOOP;
  IF TG_ARGV[1] = '' OR coalesce((before ->> TG_ARGV[1])::boolean, false)
     OR coalesce((after ->> TG_ARGV[1])::boolean, false) THEN
    PERFORM pg_notify('seedbed_changes', array_to_string(ARRAY(SELECT DISTINCT unnest(tags)), ' '));
  END IF;
  RETURN NULL;
END $$
"""


@dataclass(frozen=True)
class Watched:
    table: str
    tags: tuple[str, ...]
    columns: tuple[str, ...]
    seen_if: str
    on: str

    @property
    def definition(self) -> str:
        arguments = ", ".join(f"'{each}'" for each in self.arguments)
        return (
            f"CREATE OR REPLACE TRIGGER {TRIGGER} AFTER {self.on} "
            f'ON "{self.table}" FOR EACH ROW EXECUTE FUNCTION {TRIGGER}({arguments})'
        )

    @property
    def arguments(self) -> list[str]:
        return [",".join(self.columns), self.seen_if, *self.tags]


_watched: dict[str, Watched] = {}


def watch(
    model: type[models.Model],
    *tags: str,
    columns: tuple[str, ...] = (),
    seen_if: str = "",
    on: str = "INSERT OR UPDATE OR DELETE",
) -> None:
    """Announce `tags` whenever a row of `model` is added, changed or deleted, by whatever means.

    "call:id" stands for the row's own column. `columns`: only when one of these changed.
    `seen_if`: a boolean column; rows where it was false and stays false are nobody's business.
    `on`: what is looked at, in SQL. PostgreSQL lets one announcing transaction commit at a time,
    so what thousands do in one minute had better announce nothing by itself.
    `manage.py migrate` puts it into force.
    """
    table = model._meta.db_table
    _watched[table] = Watched(table, tags, columns, seen_if, on)


def announce(*tags: str, using: str = "default") -> None:
    """Tell every web process that what `tags` stand for has changed, once this commits.

    For what no single row of a watched table says. A tag holds no space.
    """
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, " ".join(tags)])


def install_after_migrate(using: str, **_signal: object) -> None:
    """Bring the triggers up to what is watched; those that stand already are left alone."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    wanted = {name: each for name, each in _watched.items() if name in tables}
    with connection.cursor() as cursor:
        cursor.execute(FUNCTION)
        cursor.execute(
            "SELECT tgrelid::regclass::text, obj_description(oid, 'pg_trigger') FROM pg_trigger "
            "WHERE tgname = %s",
            [TRIGGER],
        )
        standing = dict(cursor.fetchall())
        for table in standing.keys() - wanted.keys():
            cursor.execute(f'DROP TRIGGER {TRIGGER} ON "{table}"')
        for table, each in wanted.items():
            mark = hashlib.sha256(each.definition.encode()).hexdigest()
            if standing.get(table) != mark:
                cursor.execute(each.definition)
                cursor.execute(f"COMMENT ON TRIGGER {TRIGGER} ON \"{table}\" IS '{mark}'")
