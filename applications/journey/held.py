"""What the sending of an application reads, in two short statements.

Thousands send in the last minute, and each takes its turn at two processors. Django would ask for
the same rows in five statements and build each of them anew; here it is written once. No rule is
in these statements: the guards (meanings.py) find what they look at loaded.
"""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model

from accounts.models import Person, User
from applications.calls.models import Call
from database import planned
from notifications.queue import WAITS

from .models import Answer, Application
from .questions import lend_question_set
from .tasks import ACKNOWLEDGE

OF_CALL = (
    "id", "programme_id", "title", "opens_at", "closes_at", "time_zone", "grace_minutes",
    "stages", "answers_by", "published_at", "cancelled_at",
)  # fmt: skip
"""What guards and the next step look at; anything else of the call would be asked for."""
OF_APPLICATION = tuple(each.attname for each in Application._meta.concrete_fields)
HOLD = """
SELECT {application}, {call}, person.id, person.language, {letters_wait},
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
""".format(  # noqa: S608 (names of our own columns)
    application=", ".join(f"application.{name}" for name in OF_APPLICATION),
    call=", ".join(f"call.{name}" for name in OF_CALL),
    letters_wait=WAITS,
)
OF_ANSWER = (
    "id", "application_id", "key", "value", "valid", "version", "language", "typed_by_id",
)  # fmt: skip
ANSWERS = """
SELECT {answer}, typist.person_id
FROM journey_answer answer JOIN accounts_user typist ON typist.id = answer.typed_by_id
WHERE answer.application_id = %s
""".format(answer=", ".join(f"answer.{name}" for name in OF_ANSWER))


def held_to_send(public_id: UUID) -> Application:
    """The application, locked until the transaction ends. Raises Application.DoesNotExist."""
    with planned() as cursor:
        cursor.execute(HOLD, [ACKNOWLEDGE, public_id])
        row = cursor.fetchone()
    if row is None:
        raise Application.DoesNotExist
    own, of_call = row[: len(OF_APPLICATION)], row[len(OF_APPLICATION) : -4]
    application = _known(Application, OF_APPLICATION, own)
    application.eligibility = json.loads(application.eligibility)
    application.call = _known(Call, OF_CALL, of_call)
    application.applicant = _known(Person, ("id", "language"), row[-4:-2])
    application.letters_wait, application.must_because = row[-2:]
    lend_question_set(application)
    _with_answers(application)
    return application


def _with_answers(application: Application) -> None:
    """Read after the lock, in a statement of its own: what another window saved while this one
    waited for the lock is part of what is sent."""
    with planned() as cursor:
        cursor.execute(ANSWERS, [application.pk])
        rows = cursor.fetchall()
    persons = {row[-2]: row[-1] for row in rows}
    typists = {pk: _known(User, ("id", "person_id"), (pk, persons[pk])) for pk in persons}
    answers = []
    for pk, of, key, value, *rest, typist, _person in rows:
        read = [pk, of, key, value and json.loads(value), *rest, typist]
        each = _known(Answer, OF_ANSWER, read)
        each.typed_by = typists[typist]
        answers.append(each)
    loaded: Any = application.answers.all()
    loaded._result_cache, loaded._prefetch_done = answers, True
    application._prefetched_objects_cache = {"answers": loaded}


def _known(model: type[Model], names: Sequence[str], values: Sequence) -> Any:
    """A record of which some columns are read; the others would be asked for."""
    return model.from_db(DEFAULT_DB_ALIAS, names, values)
