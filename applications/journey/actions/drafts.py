"""Beginning an application, and its name, strand and city."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

import audit.record
from accounts.models import Person, User
from applications.calls.models import Call
from programmes.models import City, Strand

from ..deadlines import can_begin
from ..models import (
    Application,
)
from ..references import next_reference
from ..states import State
from ..workflow import NotPermitted, NotReady, hold


@transaction.atomic
def start_application(
    *,
    call: Call,
    title: str,
    strand: Strand,
    city: City,
    by: User,
    language: str = "en",
    eligibility: dict[str, bool] | None = None,
) -> Application:
    """Begin `by`'s draft with the call's newest questions; the same project again returns it.

    Raises NotReady when the call takes no new applications, or not this strand or city.
    """
    own = Application.objects.filter(call=call, applicant=by.person, title=title).first()
    return own or begin_draft(
        call=call,
        title=title,
        strand=strand,
        city=city,
        applicant=by.person,
        by=by,
        language=language,
        eligibility=eligibility,
    )


@transaction.atomic
def begin_draft(
    *,
    call: Call,
    title: str,
    strand: Strand,
    city: City,
    applicant: Person,
    by: User,
    language: str,
    eligibility: dict[str, bool] | None,
) -> Application:
    """The applicant's draft, begun by themselves or by who may begin it for them: callers ask.

    Raises NotReady as `start_application` does.
    """
    if not can_begin(call) or call.current_question_set is None:
        raise NotReady(_("This call does not take new applications now."))
    _refuse_elsewhere(call, strand, city)
    year = timezone.now().astimezone(call.zone).year
    application, made = Application.objects.get_or_create(
        call=call,
        applicant=applicant,
        title=title,
        defaults={
            "reference": next_reference(city, year),
            "question_set": call.current_question_set,
            "strand": strand,
            "city": city,
            "language": language,
            "eligibility": eligibility or {},
        },
    )
    if made:
        audit.record.record("application.start", application, by=by, call=call.code)
    return application


@transaction.atomic
def change_basics(
    application: Application, *, title: str, strand: Strand, city: City, by: User
) -> Application:
    """Rename a draft, or move it to another strand or city of its call."""
    current = _to_write_in(application, by)
    if current.state != State.DRAFT:
        raise NotReady(_("The name, strand and city cannot change after you sent it."))
    _refuse_elsewhere(current.call, strand, city)
    if (current.title, current.strand, current.city) == (title, strand, city):
        return current
    current.title, current.strand, current.city = title, strand, city
    try:
        with transaction.atomic():
            current.save(update_fields=["title", "strand", "city"])
    except IntegrityError as twice:
        raise NotReady(_("You have another application with this name.")) from twice
    audit.record.record("application.rename", current, by=by, strand=strand.code, city=city.slug)
    return current


def _to_write_in(application: Application, by: User) -> Application:
    current = hold(application, application.state)
    if not by.has_perm("journey.answer", current):
        raise NotPermitted(_("Only the applicant can change these answers."))
    return current


def _refuse_elsewhere(call: Call, strand: Strand, city: City) -> None:
    if not call.strands.contains(strand) or not call.cities.contains(city):
        raise NotReady(_("Choose a strand and a city of this call."))
