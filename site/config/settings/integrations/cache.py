"""The cache every process shares: Redis when set, otherwise a table in PostgreSQL."""

from config.environment import Environment

ENV = Environment()
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": ENV.cache_url,
    }
    if ENV.cache_url
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
    }
}
