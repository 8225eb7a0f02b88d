"""The cache every process shares: Redis when set, otherwise a table in PostgreSQL.

What size a picture comes in is kept in each process: in the table, Wagtail would write it anew at
every view.
"""

from config.environment import Environment

ENV = Environment()
PAGE_MEMORY_MB = ENV.page_memory_mb
KEPT_QUERIES = frozenset(
    {"after", "audience", "city", "kind", "language", "show", "strand", "theme"}
)
"""Names in a query whose answers are kept; with any other name a page is made for that request."""
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": ENV.cache_url,
    }
    if ENV.cache_url
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        # Over the limit Django throws a third away by name, also counts of tries that still hold.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
    "renditions": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "renditions",
        "TIMEOUT": 600,
    },
}
