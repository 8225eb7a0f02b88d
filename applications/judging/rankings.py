"""The ranking page: the chart with its table, the doubts, the drafts, the pot."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from applications.calls.models import Call
from applications.journey.models import Application
from applications.journey.road import steps
from applications.journey.states import State
from programmes.money import in_major_units, spoken

from . import blind, method, pictures
from .actions.ready_to_close import passed_over_of
from .models import Decision, DraftDecision, Entry, Outcome, PanelMember, Round, Shortlisting
from .pictures import number
from .pot import pot_of
from .ranking import hidden_from, rank_sheets, sheets_of, tipping
from .walking import walk_round

PAGE, WHOLE = 10, 12
"""Rows of a page, and of a round that is shown whole: a full pitch day."""
JUDGES, NAMED = 25, 4
"""Judges on a page, and how many projects are named that change the list without one."""


def page(judging_round: Round, user: User, start: int = 0) -> dict:
    """Everything the ranking page shows this user from row `start`, in a constant number of
    queries.

    A judge's ranking is made as if what they keep out of did not exist.
    """
    hidden = hidden_from(user, judging_round)
    sheets = sheets_of(judging_round, without=hidden)
    ranking = rank_sheets(judging_round, sheets)
    if ranking is None:
        return {"rows": [], "total": 0}
    may_decide = user.has_perm("judging.decide", judging_round)
    entries = _entries(judging_round, hidden)
    drafts = drafts_of(judging_round) if may_decide else []
    standings = [each for each in ranking.standings if each.application in entries]
    rows = _table(
        judging_round,
        standings,
        entries,
        drafts,
        ranking.below,
        may_decide=may_decide,
        hidden=hidden,
    )
    size = max(PAGE, len(standings)) if len(standings) <= WHOLE else PAGE
    shown = slice(start, start + size)
    rows, here = rows[shown], standings[shown]
    context = {
        "total": len(standings),
        "road": pictures.road_of_all([row["steps"] for row in rows]),
        "intervals": pictures.interval_rows(_rows(here, entries), len(standings)),
        "cut": _cut(judging_round.places, len(standings)),
        "rows": rows,
        "before": max(0, start - size) if start else None,
        "after": start + size if start + size < len(standings) else None,
        "line": size * ((judging_round.places - 1) // size) if judging_round.places else 0,
        "comparable": ranking.comparable,
        "parts": len(ranking.components),
        "some_below": bool(ranking.below),
        "may_decide": may_decide,
        "sees_walk": user.has_perm("judging.see_walk", judging_round),
        "sees_judges": user.has_perm("judging.see_judges", judging_round),
    }
    if may_decide:
        context |= pot_in_words(judging_round.call, drafts, closed=bool(judging_round.closed_at))
    return context


def _entries(judging_round: Round, hidden: set[int]) -> dict[int, Entry]:
    entries = (
        judging_round.entries.still_in()
        .exclude(application__in=hidden)
        .select_related(
            "application__call__programme", "application__applicant", "application__city"
        )
    )
    for entry in entries:
        entry.round = judging_round
    return {entry.application_id: entry for entry in entries}


Verdicts = list[DraftDecision | Decision | Shortlisting]


def drafts_of(judging_round: Round) -> Verdicts:
    """What is meant, and once the round is decided what was decided."""
    if judging_round.closed_at:
        return [*judging_round.decisions.all(), *judging_round.shortlistings.all()]
    return list(judging_round.draft_decisions.exclude(application__state=State.WITHDRAWN))


def _rows(standings, entries: dict[int, Entry]) -> list[pictures.Row]:
    return [pictures.Row(each, entries[each.application], None, False) for each in standings]


def _cut(places: int, total: int) -> float | None:
    """Where the line of the places falls between two ranks; None when nobody is outside."""
    if not 0 < places < total:
        return None
    return 100 * (places - 0.5) / (total - 1)


def _table(
    judging_round, standings, entries, drafts, below, *, may_decide: bool, hidden: set[int]
) -> list[dict]:
    ranks = {each.application: each.rank for each in standings}
    by_key = {each.application_id: each for each in drafts if each.application_id in ranks}
    over = (
        passed_over_of(list(by_key.values()), ranks, walk_round(judging_round, without=hidden))
        if by_key
        else frozenset()
    )
    return [
        {
            "standing": each,
            "application": entries[each.application].application,
            "title": blind.title_of(entries[each.application].application, judging_round),
            "steps": steps(entries[each.application].application),
            "adjusted": number(each.adjusted),
            "mean": number(each.mean),
            "median": number(each.median),
            "spread": number(each.spread),
            "draft": draft_in_words(by_key.get(each.application), judging_round.call),
            "passed_over": each.application in over,
            "below": each.application in below,
            "url": _decide_url(judging_round, entries[each.application]) if may_decide else "",
        }
        for each in standings
    ]


def _decide_url(judging_round: Round, entry: Entry) -> str:
    return reverse("judging:decide", args=[judging_round.public_id, entry.application.public_id])


TONES = {
    Outcome.AWARD: "done",
    Outcome.SHORTLIST: "done",
    Outcome.RESERVE: "waiting",
    Outcome.DEFER: "waiting",
    Outcome.NOT_FUNDED: "ended",
}


def draft_in_words(
    draft: DraftDecision | Decision | Shortlisting | None, call: Call
) -> dict | None:
    if draft is None:
        return None
    label = str(Outcome(draft.outcome).label)
    if draft.outcome == Outcome.AWARD and draft.amount_minor is not None:
        label = f"{label}: {spoken(draft.amount_minor, call.currency)}"
    elif draft.outcome == Outcome.RESERVE:
        label = f"{label}: {draft.reserve_order}"
    note = _("on a condition") if draft.condition else ""
    return {"label": label, "tone": TONES[Outcome(draft.outcome)], "note": note}


def drafts_in_words(judging_round: Round) -> dict[int, dict]:
    """What is meant or decided for each application, by its primary key."""
    call = judging_round.call
    return {
        each.application_id: words
        for each in drafts_of(judging_round)
        if (words := draft_in_words(each, call))
    }


def pot_in_words(call: Call, drafts=(), *, closed: bool = True) -> dict:
    """For components/pot_meter.html: what is promised, and what the drafts would promise."""
    meant = [each.amount_minor for each in drafts if each.outcome == Outcome.AWARD and not closed]
    pot = pot_of(call, meant=meant)
    committed = min(pot.total, pot.promised + pot.meant)
    return {
        "pot": {
            "total": spoken(pot.total, call.currency),
            "promised": spoken(pot.promised, call.currency),
            "committed": spoken(pot.promised + pot.meant, call.currency),
            "left": spoken(max(pot.left, 0), call.currency),
            "promised_share": 100 * min(pot.promised, pot.total) / pot.total,
            "committed_share": 100 * committed / pot.total,
            "short": spoken(-pot.left, call.currency) if pot.overspent else "",
        }
    }


def judges_in_words(judging_round: Round, user: User, start: int = 0) -> dict:
    """Leniency of each judge, and leave-one-judge-out, for the chair and the officer: a page of
    judges from number `start`."""
    hidden = hidden_from(user, judging_round)
    sheets = sheets_of(judging_round, without=hidden)
    ranking = rank_sheets(judging_round, sheets)
    if ranking is None:
        return {"habits": [], "without": []}
    entries = _entries(judging_round, hidden)
    names: dict[method.Key, str] = {
        member.user_id: member.user.get_full_name()
        for member in PanelMember.objects.filter(round=judging_round).select_related("user__person")
    }
    titles: dict[method.Key, str] = {key: entry.application.title for key, entry in entries.items()}
    shown = slice(start, start + JUDGES)

    def named(keys) -> list[str]:
        return [titles[key] for key in keys if key in titles]

    return {
        "before": max(0, start - JUDGES) if start else None,
        "after": start + JUDGES if start + JUDGES < len(ranking.habits) else None,
        "habits": [
            {
                "name": names.get(habit.judge, "–"),
                "applications": habit.applications,
                "leniency": f"{habit.leniency:+.1f}",
            }
            for habit in ranking.habits[shown]
        ],
        "without": [
            {
                "name": names.get(each.judge, "–"),
                "enters": (enters := named(each.enters))[:NAMED],
                "more_enter": max(0, len(enters) - NAMED),
                "leaves": (leaves := named(each.leaves))[:NAMED],
                "more_leave": max(0, len(leaves) - NAMED),
            }
            for each in tipping(judging_round, sheets)[shown]
        ],
    }


def standing_in_words(judging_round: Round, entry: Entry, user: User) -> dict:
    """Where one application stands, for the decision about it; what the user keeps out of is not
    there, neither in the ranks nor in their number."""
    sheets = sheets_of(judging_round, without=hidden_from(user, judging_round))
    ranking = rank_sheets(judging_round, sheets)
    standing = next(
        (
            each
            for each in (ranking.standings if ranking else ())
            if each.application == entry.application_id
        ),
        None,
    )
    if standing is None:
        return {"standing": None}
    return {
        "standing": standing,
        "zone": pictures.zone_of(standing),
        "adjusted": number(standing.adjusted),
        "mean": number(standing.mean),
        "total": len(ranking.standings) if ranking else 0,
        "below": bool(ranking and entry.application_id in ranking.below),
    }


def asked(application: Application):
    """What the application asks for, at most what the call can give, in major units."""
    if application.requested_minor is None:
        return None
    call = application.call
    return in_major_units(min(application.requested_minor, call.maximum_minor), call.currency)
