"""Who reads what, in a round whose applications are shared out among its judges."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.journey.models import Application
from applications.journey.workflow import need
from programmes.models import City, Strand

from .. import emails, method
from ..assigning import standing
from ..models import Assignment, Conflict, PanelMember, Round, Scorecard
from ..refusals import AlreadyDone, JudgingRefused
from .allowed import locked


@transaction.atomic
def describe_member(
    *,
    member: PanelMember,
    strands: Iterable[Strand],
    cities: Iterable[City],
    most: int | None,
    by: User,
) -> PanelMember:
    """Write down what a judge knows and the most they will read. Raises NotPermitted."""
    need("judging.set_up", by, member.round)
    member.most = most
    member.save(update_fields=["most"])
    member.strands.set(strands)
    member.cities.set(cities)
    audit.record.record("judging.describe_member", member, by=by)
    return member


@transaction.atomic
def fix_reader(*, member: PanelMember, application: Application, by: User) -> Assignment:
    """This judge reads this application, whatever is shared out later.

    Raises NotPermitted, or JudgingRefused for a conflict of interest or another panel's project.
    """
    held = open_round(member.round, by)
    if not held.entries.still_in().filter(application=application).exists():
        raise JudgingRefused(_("This project is not before this panel."))
    if Conflict.objects.filter(member=member, application=application).exists():
        raise JudgingRefused(_("This judge keeps out of this project."))
    given, new = Assignment.objects.get_or_create(member=member, application=application)
    if given.fixed_by_id:
        raise AlreadyDone(_("This is fixed already."))
    given.fixed_by = by
    given.reasons = list(dict.fromkeys([method.Reason.FIXED, *given.reasons]))
    given.save(update_fields=["fixed_by", "reasons"])
    audit.record.record("judging.fix_reader", given, by=by, new=new, **_facts(given))
    return given


@transaction.atomic
def free_reader(*, assignment: Assignment, by: User) -> None:
    """Sharing out may move it again. AlreadyDone when it may."""
    open_round(assignment.member.round, by)
    if assignment.fixed_by_id is None:
        raise AlreadyDone(_("This is not fixed."))
    assignment.fixed_by = None
    assignment.reasons = [each for each in assignment.reasons if each != method.Reason.FIXED]
    assignment.save(update_fields=["fixed_by", "reasons"])
    audit.record.record("judging.free_reader", assignment, by=by, **_facts(assignment))


@transaction.atomic
def take_reader_off(*, assignment: Assignment, by: User) -> None:
    """This judge does not read this application any more.

    Raises JudgingRefused once they have begun to score it: what they wrote counts.
    """
    open_round(assignment.member.round, by)
    if _has_begun(assignment):
        raise JudgingRefused(_("This judge has begun to score this project."))
    audit.record.record("judging.take_reader_off", assignment, by=by, **_facts(assignment))
    assignment.delete()


@transaction.atomic
def tell_readers(*, judging_round: Round, by: User) -> int:
    """Write to each judge whose list is new or longer since the last letter; returns how many.

    A list is told once, however often this is pressed. Raises NotPermitted, or JudgingRefused while
    the lists are being made.
    """
    held = open_round(judging_round, by)
    if held.sharings.filter(ended_at=None).exists():
        raise JudgingRefused(_("It is being shared out now. Wait until it is done."))
    members = held.members.select_related("user__person", "round__call")
    mine: dict[int, set[int]] = {member.pk: set() for member in members}
    for application, member in standing(held):
        mine[member].add(application)
    told = [each for each in members if mine[each.pk] and emails.your_list(each, mine[each.pk])]
    audit.record.record("judging.tell_readers", held, by=by, judges=len(told))
    return len(told)


def open_round(judging_round: Round, by: User) -> Round:
    """The round under a lock. Raises NotPermitted, or JudgingRefused for a round that is locked or
    is not shared out."""
    held = locked(judging_round)
    need("judging.set_up", by, held)
    if held.locked_at:
        raise JudgingRefused(_("The scores are locked. The panel cannot change any more."))
    if held.each is None:
        raise JudgingRefused(_("In this round every judge reads every project."))
    return held


def _has_begun(assignment: Assignment) -> bool:
    return Scorecard.objects.filter(
        round=assignment.member.round_id,
        application=assignment.application_id,
        judge=assignment.member.user_id,
    ).exists()


def _facts(assignment: Assignment) -> dict[str, int]:
    return {"member": assignment.member_id, "application": assignment.application_id}
