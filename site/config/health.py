"""`/live`: the process answers. `/ready`: it can do its work."""

from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "live"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and has every migration this code needs, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        _refuse_old_tables()
    except DatabaseError:
        return JsonResponse({"status": "no database"}, status=503)
    except TablesAreOld:
        return JsonResponse({"status": "migrations are missing"}, status=503)
    return JsonResponse({"status": "ready"})


class TablesAreOld(Exception):
    """This code needs migrations that the database does not have yet."""


@cache
def _refuse_old_tables() -> None:
    """Looks until it has seen all migrations once; the answer can't change for this code."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise TablesAreOld
