"""What an officer sees of who reads what, in a constant number of queries."""

from collections import Counter
from dataclasses import dataclass

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .assigning import conflicts_of, standing
from .method import Reason, Score, components
from .models import Assignment, Entry, PanelMember, Round, Scorecard, SharingOut

PAGE = 25
WORDS = {
    Reason.FIXED: gettext_lazy("fixed by hand"),
    Reason.FIELD: gettext_lazy("knows the strand or the city"),
    Reason.LANGUAGE: gettext_lazy("reads its language"),
    Reason.BRIDGE: gettext_lazy("from outside, so that all can be compared"),
    Reason.FREE: gettext_lazy("had room"),
}


@dataclass(frozen=True)
class Reading:
    """A judge on an application's row."""

    assignment: Assignment
    name: str
    why: str
    begun: bool


def readers_in_words(judging_round: Round, after: int) -> dict:
    """One page of applications with their readers, and the picture of the whole."""
    members = list(
        judging_round.members.select_related("user__person").order_by(
            "user__person__display_name", "pk"
        )
    )
    pairs = standing(judging_round)
    entries = judging_round.entries.still_in()
    shown = list(
        entries.filter(pk__gt=after).select_related("application").order_by("pk")[: PAGE + 1]
    )
    rows, more = shown[:PAGE], len(shown) > PAGE
    return {
        "rows": _rows(judging_round, rows, members),
        "next": rows[-1].pk if more else None,
        "paged": bool(after) or more,
        "members": members,
        "chart": _loads(members, pairs),
        "warnings": _warnings(judging_round, pairs, entries.count()),
        "shared": bool(pairs),
        "sharing": _sharing(judging_round),
    }


def _sharing(judging_round: Round) -> dict | None:
    """How the last sharing out goes, or how it ended."""
    last = judging_round.sharings.select_related("asked_by__person").first()
    if last is None:
        return None
    state = SharingOut.State(last.state)
    when = (last.ended_at or last.asked_at).astimezone(judging_round.call.zone)
    facts = {
        "when": date_format(when, "j F, H:i"),
        "who": last.asked_by.get_full_name(),
        "given": last.given,
        "gone": last.taken_back,
    }
    words = {
        SharingOut.State.WAITING: _("It waits for its turn."),
        SharingOut.State.WORKING: _("We work out who reads what.")
        if last.solved < 2
        else _("We work it out once more, so that all can be compared."),
        SharingOut.State.DONE: _(
            "Shared out on %(when)s by %(who)s. New: %(given)s. Taken back: %(gone)s."
        ),
        SharingOut.State.STOPPED: _("Stopped on %(when)s. Nothing changed."),
        SharingOut.State.FAILED: _("Not shared out on %(when)s. Nothing changed."),
    }
    why = str(SharingOut.Why(last.why).label) if last.why else ""
    return {
        "open": last.is_open,
        "state": state,
        "words": words[state] % facts,
        "why": why,
        "size": _("Projects: %(projects)s. Judges: %(judges)s.")
        % {
            "projects": number_format(last.applications, force_grouping=True),
            "judges": number_format(last.judges, force_grouping=True),
        },
    }


def _rows(judging_round: Round, entries: list[Entry], members: list[PanelMember]) -> list[dict]:
    applications = [entry.application_id for entry in entries]
    by_pk = {member.pk: member for member in members}
    out = conflicts_of(judging_round)
    begun = set(
        Scorecard.objects.filter(round=judging_round, application__in=applications).values_list(
            "application_id", "judge_id"
        )
    )
    readers: dict[int, list[Reading]] = {key: [] for key in applications}
    for given in Assignment.objects.filter(member__in=members, application__in=applications):
        member = by_pk[given.member_id]
        if (given.application_id, given.member_id) not in out:
            has_begun = (given.application_id, member.user_id) in begun
            readers[given.application_id].append(_reading(given, member, begun=has_begun))
    return [
        {
            "application": entry.application,
            "readers": sorted(readers[entry.application_id], key=lambda each: each.name),
        }
        for entry in entries
    ]


def _reading(given: Assignment, member: PanelMember, *, begun: bool) -> Reading:
    why = _(", ").join(str(WORDS[Reason(each)]) for each in given.reasons)
    return Reading(given, member.user.get_full_name(), why, begun)


def _loads(members: list[PanelMember], pairs: set[tuple[int, int]]) -> list[dict]:
    """Bars of how much each judge reads."""
    reads = Counter(member for _application, member in pairs)
    most = max(reads.values(), default=1)
    return [
        {
            "label": member.user.get_full_name(),
            "share": 100 * reads[member.pk] / most,
            "value": str(reads[member.pk]),
        }
        for member in members
    ]


def _warnings(judging_round: Round, pairs: set[tuple[int, int]], entries: int) -> list[str]:
    """What is wrong with the whole, in plain sentences."""
    missing = (judging_round.each or 0) * entries - len(pairs)
    groups = components(Score(application, judge, 0) for application, judge in pairs)
    said = []
    if pairs and missing > 0:
        said.append(
            ngettext(
                "%(count)s reading is missing. Share out again: only what must change changes.",
                "%(count)s readings are missing. Share out again: only what must change changes.",
                missing,
            )
            % {"count": missing}
        )
    if len(groups) > 1:
        said.append(
            _(
                "The panel falls into %(count)s groups that share no judge. Their marks cannot be "
                "compared. Let judges of one group read two projects of the other."
            )
            % {"count": len(groups)}
        )
    return said
