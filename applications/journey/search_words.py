"""The words that officers search applications by: what PostgreSQL does not do by itself."""

from collections.abc import Iterable

from django.db import connection

FORGOTTEN = """
SELECT journey_index_words(ARRAY(
    SELECT application.id FROM journey_application application
    LEFT JOIN journey_searchtext words ON words.application_id = application.id
    WHERE application.state <> 'draft' AND words.application_id IS NULL
    LIMIT 10000
))
"""


def index_words(applications: Iterable[int]) -> None:
    """Index what was sent. It takes longer than the sending, so the worker does it; every later
    change of an answer, a name or a title is indexed by the triggers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT journey_index_words(%s)", [list(applications)])


def index_forgotten() -> None:
    """Index what was sent by another way than the form."""
    with connection.cursor() as cursor:
        cursor.execute(FORGOTTEN)
