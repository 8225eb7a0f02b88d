"""Paper scorecards: one for each judge and pitch, read by two people, then the judge's own."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.journey.workflow import need
from applications.judging.actions.paper import take_from_paper
from applications.judging.actions.scores import check_given
from applications.judging.given import Given
from applications.judging.models import Conflict, Entry, PanelMember, Round
from files.actions import keep
from files.models import StoredFile

from ..codes import new_code
from ..models import PaperCard, Reading
from ..refusals import DayRefused


@dataclass(frozen=True)
class Compared:
    """After a reading: whether the paper counts now, else the keys of what two people read
    differently (`comment` for the words); none of either means that a second person must read."""

    counted: bool
    differs: tuple[str, ...] = ()


@transaction.atomic
def make_cards(*, judging_round: Round, by: User) -> int:
    """A paper for every judge and pitch, but where the judge keeps out. Returns how many are new;
    those that were printed keep their code."""
    need("judging.set_up", by, judging_round)
    Round.objects.select_for_update().get(pk=judging_round.pk)
    members = list(judging_round.members.all())
    out = set(
        Conflict.objects.filter(member__in=members).values_list("member_id", "application_id")
    )
    there = set(PaperCard.objects.filter(member__in=members).values_list("member_id", "entry_id"))
    fresh = [
        PaperCard(entry=entry, member=member, code=new_code(8))
        for member in members
        for entry in judging_round.entries.still_in()
        if (member.pk, entry.application_id) not in out and (member.pk, entry.pk) not in there
    ]
    PaperCard.objects.bulk_create(fresh)
    audit.record.record("pitching.make_cards", judging_round, by=by, made=len(fresh))
    return len(fresh)


@transaction.atomic
def read_card(
    *, card: PaperCard, given: Given, by: User, scan: StoredFile | None = None
) -> Compared:
    """Keep what one person reads on the paper. Once two people read the same, it is the judge's
    scorecard, with the names of both in the record.

    The first reader can correct their reading; a third has nothing to add. Raises NotPermitted,
    DayRefused, and what `take_from_paper` raises.
    """
    now = (
        PaperCard.objects.select_for_update(of=("self",))
        .select_related("entry__round__rubric", "entry__round__call", "member")
        .get(pk=card.pk)
    )
    need("judging.set_up", by, now.entry.round)
    if now.counted_at:
        raise DayRefused(_("This paper counts already. Nothing changes any more."))
    if Conflict.objects.filter(member=now.member, application=now.entry.application_id).exists():
        raise DayRefused(_("This judge keeps out of this project. The paper can't count."))
    check_given(now.entry.round.rubric, given, complete=True)
    _keep_reading(now, given, by)
    if scan:
        keep(scan)
        now.scan = scan
        now.save(update_fields=["scan"])
    audit.record.record("pitching.read_card", now.entry.round, by=by, card=now.pk)
    return _compare(now, by)


def _keep_reading(card: PaperCard, given: Given, by: User) -> None:
    readings = {each.typed_by_id: each for each in card.readings.all()}
    mine = readings.get(by.pk)
    if mine is None and len(readings) == 2:
        raise DayRefused(_("Two people read this paper already. They must agree."))
    mine = mine or Reading(card=card, typed_by=by, second=bool(readings))
    mine.marks = {str(key): value for key, value in given.marks.items()}
    mine.comment, mine.typed_at = given.comment.strip(), timezone.now()
    mine.save()


def _compare(card: PaperCard, by: User) -> Compared:
    readings = list(card.readings.all())
    if len(readings) < 2:
        return Compared(counted=False)
    one, other = readings
    differs = [
        key for key in {**one.marks, **other.marks} if one.marks.get(key) != other.marks.get(key)
    ]
    if one.comment != other.comment:
        differs.append("comment")
    if differs:
        return Compared(counted=False, differs=tuple(differs))
    given = Given({int(key): value for key, value in other.marks.items()}, other.comment)
    try:
        with transaction.atomic():
            card.scorecard = take_from_paper(
                entry=card.entry, member=card.member, given=given, by=by
            )
    except IntegrityError as refused:
        raise DayRefused(_("This pitch has not begun, so nobody can have scored it.")) from refused
    card.counted_at = timezone.now()
    card.save(update_fields=["scorecard", "counted_at"])
    audit.record.record(
        "pitching.count_card",
        card.scorecard,
        by=by,
        first=one.typed_by_id,
        second=other.typed_by_id,
    )
    return Compared(counted=True)


def cards_of(member: PanelMember) -> list[PaperCard]:
    """A judge's papers in the order of the day; without what they must keep out of by now."""
    kept = Entry.objects.before(member)
    cards = PaperCard.objects.filter(member=member, entry__in=kept).select_related(
        "entry__application__applicant", "entry__application__slot", "entry__application__city"
    )
    return sorted(cards, key=_by_time)


def _by_time(card: PaperCard) -> tuple:
    slot = getattr(card.entry.application, "slot", None)
    return (slot is None, slot.starts_at if slot else card.entry.entered_at, card.pk)
