"""What an officer's screens show of rounds, in a constant number of queries."""

from collections import Counter
from datetime import datetime

from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

import audit.record
from accounts.models import User
from applications.journey import closeness
from applications.journey.models import Application
from applications.journey.road import steps
from applications.journey.states import State
from programmes.models import Programme

from .actions.locking import submitted_counts
from .actions.schedule import FREED
from .assigning import reads
from .expected import expected
from .handing_over import may_pitch
from .models import Conflict, Entry, PanelLink, Round, Scorecard, Slot
from .models.rubrics import calls_run_by
from .models.samples import SAMPLES, Sample
from .pictures import round_state
from .times import in_words

FOUND = {
    "same_person": _("The judge is the applicant"),
    "same_phone": _("The same telephone"),
    "same_email_domain": _("The same e-mail domain"),
}


def rounds_of(user: User) -> list[dict]:
    """The officer's rounds, latest first, with counts."""
    rounds = list(Round.objects.run_by(user))
    members = Counter(
        dict(
            Round.objects.filter(pk__in=[each.pk for each in rounds])
            .order_by()
            .annotate(count=Count("members"))
            .values_list("pk", "count")
        )
    )
    entries = dict(
        Entry.objects.still_in()
        .filter(round__in=rounds)
        .values_list("round")
        .annotate(count=Count("pk"))
    )
    return [
        {
            "round": each,
            "starts_at": each.starts_at.astimezone(each.call.zone),
            "state": round_state(each),
            "members": members[each.pk],
            "entries": entries.get(each.pk, 0),
        }
        for each in rounds
    ]


def programmes_of(user: User) -> QuerySet[Programme]:
    """The programmes whose calls the user runs."""
    calls = calls_run_by(user)
    return Programme.objects.filter(pk__in=calls.values("programme")).order_by("name")


def ready_for(judging_round: Round) -> QuerySet[Application]:
    """Applications that could come before this panel and are not before it yet."""
    found = Application.objects.filter(
        call=judging_round.call_id, state=State.READY_TO_PITCH
    ).exclude(entries__round=judging_round)
    if judging_round.city_id:
        found = found.filter(city=judging_round.city_id)
    if judging_round.kind == Round.Kind.PITCH_DAY:
        found = found.filter(may_pitch())
    else:
        found = found.filter(shortlistings=None)
    return found.with_road().order_by("submitted_at", "pk")


def round_in_words(judging_round: Round, user: User) -> dict:
    """The panel with each judge's progress, the applications with theirs, what is ready."""
    entries = list(
        judging_round.entries.still_in().select_related(
            "application__call__programme", "application__applicant", "application__city"
        )
    )
    conflicts = list(
        Conflict.objects.filter(member__round=judging_round).select_related(
            "application", "member__user__person"
        )
    )
    slots = _slots(judging_round)
    counts = submitted_counts(judging_round)
    found = FOUND | closeness.in_words()
    entries.sort(key=lambda entry: _order(entry, slots))
    return {
        "starts_at": judging_round.starts_at.astimezone(judging_round.call.zone),
        "state": round_state(judging_round),
        "members": _members(judging_round, entries, conflicts),
        "conflicts": [
            {"conflict": each, "why": found.get(each.reason, each.reason)} for each in conflicts
        ],
        "entries": [
            {
                "application": entry.application,
                "steps": steps(entry.application),
                "slot": slots.get(entry.application_id),
                "when": in_words(slots[entry.application_id])
                if entry.application_id in slots
                else "",
                "cards": (cards := counts.get(entry.application_id, 0)),
                "more": cards > judging_round.quorum,
                "enough": counts.get(entry.application_id, 0) >= judging_round.quorum,
            }
            for entry in entries
        ],
        "ready": [(each, steps(each)) for each in ready_for(judging_round)]
        if not judging_round.locked_at
        else [],
        "samples": _samples(judging_round) if judging_round.calibrates else [],
        "may_rank": user.has_perm("judging.see_ranking", judging_round),
        "may_take": user.has_perm("judging.take_pack", judging_round),
        "may_confirm": user.has_perm("judging.confirm", judging_round),
        "may_call": user.has_perm("judging.decide_from_reserve", judging_round),
    }


def _samples(judging_round: Round) -> list[tuple[int, Sample | None]]:
    written = {each.position: each for each in judging_round.samples.all()}
    return [(position, written.get(position)) for position in range(1, SAMPLES + 1)]


def _slots(judging_round: Round) -> dict[int, Slot]:
    slots = Slot.objects.filter(round=judging_round)
    found = {slot.application_id: slot for slot in slots}
    for slot in found.values():
        slot.round = judging_round
    return found


def _order(entry: Entry, slots: dict[int, Slot]) -> tuple:
    slot = slots.get(entry.application_id)
    return (slot is None, slot.starts_at if slot else entry.entered_at, entry.pk)


def _members(judging_round: Round, entries: list[Entry], conflicts: list[Conflict]) -> list[dict]:
    here = {entry.application_id for entry in entries}
    out = Counter(each.member_id for each in conflicts if each.application_id in here)
    given = reads(judging_round) if judging_round.each else None
    links = {
        each.member_id: each
        for each in PanelLink.objects.in_force().filter(member__round=judging_round)
    }
    done = dict(
        Scorecard.objects.counted()
        .filter(round=judging_round)
        .values_list("judge")
        .annotate(count=Count("pk"))
    )
    return [
        {
            "member": member,
            "name": member.user.get_full_name(),
            "done": done.get(member.user_id, 0),
            "total": len(entries) - out[member.pk] if given is None else given[member.pk],
            "out": out[member.pk],
            "link": links.get(member.pk),
        }
        for member in judging_round.members.select_related("user__person").order_by(
            "-chairs", "user__person__display_name", "pk"
        )
    ]


def running_order(judging_round: Round) -> list[dict]:
    """Every pitch in order of time, with the judges who leave the room."""
    slots = (
        Slot.objects.filter(round=judging_round)
        .exclude(application__state=State.WITHDRAWN)
        .select_related("application__applicant", "application__call", "application__city")
        .order_by("during", "room")
    )
    leaves: dict[int, list[str]] = {}
    for each in Conflict.objects.filter(member__round=judging_round).select_related(
        "member__user__person"
    ):
        leaves.setdefault(each.application_id, []).append(each.member.user.get_full_name())
    zone = judging_round.call.zone
    about = expected(judging_round)
    return [
        {
            "slot": slot,
            "about": about.get(slot.pk),
            "application": slot.application,
            "steps": steps(slot.application),
            "from": slot.starts_at.astimezone(zone),
            "to": slot.ends_at.astimezone(zone),
            "leaves": sorted(leaves.get(slot.application_id, [])),
        }
        for slot in slots
    ]


def free_again(judging_round: Round) -> list[str]:
    """The times to come that withdrawn applications gave back and nobody has now, in words."""
    taken = [(slot.room, slot.starts_at) for slot in _slots(judging_round).values()]
    freed = {
        (entry.data["room"], datetime.fromisoformat(entry.data["starts"]))
        for entry in audit.record.history(judging_round)
        if entry.action == FREED
    }
    zone = judging_round.call.zone
    return [
        f"{starts.astimezone(zone):%H:%M} · {room}"
        for room, starts in sorted(freed, key=lambda time: time[1])
        if starts > timezone.now() and (room, starts) not in taken
    ]
