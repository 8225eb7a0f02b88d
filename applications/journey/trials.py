"""Staff try the form as an applicant would. What they write is never sent and never counts."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.calls.models import Call, QuestionSet
from files.actions import let_go
from files.models import StoredFile

from . import guards
from .models import AnswerFile, Application
from .references import next_test_reference
from .states import State
from .workflow import NotPermitted, NotReady, hold, need


def of_call(call: Call) -> QuerySet[Application]:
    """The tests of a call, the latest first."""
    found = Application.with_tests.filter(call=call, is_test=True)
    return found.select_related("question_set", "applicant").order_by("-pk")


@transaction.atomic
def start(question_set: QuestionSet, *, by: User) -> Application:
    """Begin a test of these questions, published or not; `by`'s own unfinished one goes on.

    Raises NotPermitted unless `by` manages the call, NotReady when it has no city or strand yet.
    """
    call = question_set.call
    need("calls.manage", by, call)
    own = of_call(call).filter(question_set=question_set, applicant=by.person).first()
    if own:
        return own
    city, strand = call.cities.first(), call.strands.first()
    if city is None or strand is None:
        raise NotReady(_("Give the call a city and a strand first."))
    reference = next_test_reference(timezone.now().astimezone(call.zone).year)
    test = Application.with_tests.create(
        is_test=True,
        call=call,
        question_set=question_set,
        applicant=by.person,
        reference=reference,
        title=_("Test %(reference)s") % {"reference": reference},
        strand=strand,
        city=city,
        language=call.languages[0] if call.languages else "en",
        eligibility={each.key: each.wanted for each in call.eligibility_questions.all()},
    )
    audit.record.record("call.test", call, by=by, version=question_set.version)
    return test


@transaction.atomic
def finish(test: Application, *, by: User) -> None:
    """Check a test as if it were sent; nothing is. Raises NotReady when something is missing."""
    current = hold(test, State.DRAFT)
    need("journey.submit", by, current)
    if reason := guards.Guard("journey.answers_complete").why_not(current):
        raise NotReady(reason)
    audit.record.record("call.finish_test", current.call, by=by)


@transaction.atomic
def delete(test: Application, *, by: User) -> None:
    """Delete a test with all that was written in it. Raises NotPermitted for an application."""
    current = hold(test, State.DRAFT)
    need("calls.manage", by, current.call)
    if not current.is_test:
        raise NotPermitted(_("Only tests can be deleted."))
    held = list(current.answer_files.values_list("stored", flat=True))
    AnswerFile.objects.filter(application=current).delete()
    let_go(StoredFile.objects.filter(pk__in=held))
    current.delete()
    audit.record.record("call.delete_test", current.call, by=by)
