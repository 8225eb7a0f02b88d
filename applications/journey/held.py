"""What the sending of an application reads, in two short statements.

Thousands send in the last minute, and each takes its turn at two processors. Django would ask for
the same rows in five statements and build each of them anew; here it is written once. No rule is
in these statements: the guards (meanings.py) find what they look at loaded.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model

from accounts.models import Person, User
from applications.calls.models import Call

from .models import Answer, Application
from .questions import lend_question_set

OF_CALL = (
    "id", "programme_id", "title", "opens_at", "closes_at", "time_zone", "grace_minutes",
    "stages", "answers_by", "published_at", "cancelled_at",
)  # fmt: skip
"""What guards and the next step look at; anything else of the call would be asked for."""
HOLD = """
SELECT application.*, person.language AS person_language,
    call.programme_id AS call_programme_id, call.title AS call_title,
    call.opens_at AS call_opens_at, call.closes_at AS call_closes_at,
    call.time_zone AS call_time_zone, call.grace_minutes AS call_grace_minutes,
    call.stages AS call_stages, call.answers_by AS call_answers_by,
    call.published_at AS call_published_at, call.cancelled_at AS call_cancelled_at,
    (
        SELECT newer.must_because
        FROM calls_questionset newer, calls_questionset own
        WHERE own.id = application.question_set_id AND newer.call_id = application.call_id
            AND newer.version > own.version AND newer.published_at IS NOT NULL
            AND newer.must_because <> ''
        LIMIT 1
    ) AS must_because
FROM journey_application application
JOIN calls_call call ON call.id = application.call_id
JOIN accounts_person person ON person.id = application.applicant_id
WHERE application.public_id = %s
FOR UPDATE OF application
"""
ANSWERS = """
SELECT answer.*, typist.person_id AS person_id
FROM journey_answer answer JOIN accounts_user typist ON typist.id = answer.typed_by_id
WHERE answer.application_id = %s
"""


def held_to_send(public_id: UUID) -> Application:
    """The application, locked until the transaction ends. Raises Application.DoesNotExist."""
    found: Any = Application.with_tests.raw(HOLD, [public_id])
    for application in found:
        of_call = [getattr(application, f"call_{name}") for name in OF_CALL]
        application.call = _known(Call, OF_CALL, of_call)
        application.applicant = _known(
            Person, ("id", "language"), [application.applicant_id, application.person_language]
        )
        lend_question_set(application)
        _with_answers(application)
        return application
    raise Application.DoesNotExist


def _with_answers(application: Application) -> None:
    """Read after the lock, in a statement of its own: what another window saved while this one
    waited for the lock is part of what is sent."""
    answers: list[Any] = list(Answer.objects.raw(ANSWERS, [application.pk]))
    for each in answers:
        each.typed_by = _known(User, ("id", "person_id"), [each.typed_by_id, each.person_id])
    loaded: Any = application.answers.all()
    loaded._result_cache, loaded._prefetch_done = answers, True
    application._prefetched_objects_cache = {"answers": loaded}


def _known(model: type[Model], names: Sequence[str], values: Sequence) -> Any:
    """A record of which some columns are read; the others would be asked for."""
    return model.from_db(DEFAULT_DB_ALIAS, names, values)
