"""What the screens of judges and chairs show, read in a constant number of queries."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.formats import number_format as spoken_number
from django.utils.translation import gettext as _

from accounts.models import User
from applications.journey.road import steps
from applications.journey.team import people_of_each
from programmes.words import worded

from . import blind, method
from .forms import done_of
from .models import Criterion, DraftDecision, Entry, PanelMember, Round, Rubric, Scorecard, Slot
from .ranking import score_of
from .rules import member_of


def number(value: float) -> str:
    """A score with one decimal, as people write it in their language."""
    return spoken_number(value, decimal_pos=1)


def my_panels(user: User) -> list[dict]:
    """The user's panels with how far they are, in three queries however many."""
    rounds = list(Round.objects.sat_on_by(user))
    seats = {m.round_id: m for m in PanelMember.objects.filter(user=user, round__in=rounds)}
    return [
        {
            "title": str(each),
            "url": reverse("judging:panel", args=[each.public_id]),
            "call": str(each.call),
            "starts_at": each.starts_at.astimezone(each.call.zone),
            "venue": worded(each, "venue"),
            "state": round_state(each),
            "chairs": seats[each.pk].chairs,
        }
        for each in rounds
    ]


def round_state(judging_round: Round) -> tuple[str, str]:
    """A word and a tone for where a round stands."""
    if judging_round.closed_at:
        return _("Decided"), "done"
    if judging_round.locked_at:
        return _("Scores locked"), "waiting"
    return _("Open for scoring"), "going"


def road_of_all(roads: list[list[dict]]) -> list[dict] | None:
    """The road that all applications of a list share, to be shown once; None when they differ.

    What comes before a panel stands at the same stone: twelve equal roads would only be weight.
    """
    stones = {tuple((step["key"], step["state"]) for step in road) for road in roads}
    return roads[0] if len(stones) == 1 else None


def my_pitches(member: PanelMember, judging_round: Round) -> dict:
    """The judge's list. What they keep out of is nowhere: not in the rows, not in the counts."""
    entries = list(
        Entry.objects.open_to(member).select_related(
            "application__call__programme", "application__applicant", "application__city"
        )
    )
    cards = {
        card.application_id: card
        for card in Scorecard.objects.filter(round=judging_round, judge_id=member.user_id)
    }
    slots = {slot.application_id: slot for slot in Slot.objects.filter(round=judging_round)}
    for entry in entries:
        entry.round = judging_round
    entries.sort(key=lambda entry: _running_order(entry, slots))
    items = [
        _pitch(entry, judging_round, cards.get(entry.application_id), slots) for entry in entries
    ]
    done = sum(item["submitted"] for item in items)
    road = road_of_all([item["steps"] for item in items])
    return {
        "items": items,
        "road": road,
        "done_text": done_of(done, len(items)),
        "all_done": done == len(items),
    }


def _running_order(entry: Entry, slots: dict[int, Slot]) -> tuple:
    """By time, else by what the judge reads: the order says nothing that is hidden."""
    slot = slots.get(entry.application_id)
    title = blind.title_of(entry.application, entry.round)
    return (slot is None, slot.starts_at if slot else title, entry.application.public_id)


def place_of(entry: Entry, judge: User) -> dict:
    """Where one project stands in the judge's list: “3 of 12 done”, and which is the next to do.

    Three queries, however many.
    """
    judging_round = entry.round
    member = member_of(judge, judging_round)
    if member is None:
        return {}
    entries = list(Entry.objects.open_to(member).select_related("application"))
    slots = {slot.application_id: slot for slot in Slot.objects.filter(round=judging_round)}
    for each in entries:
        each.round = judging_round
    entries.sort(key=lambda each: _running_order(each, slots))
    own = Scorecard.objects.filter(round=judging_round, judge=judge, submitted_at__isnull=False)
    done = set(own.values_list("application_id", flat=True))
    here = [each.pk for each in entries].index(entry.pk)
    open_ones = [
        each for each in entries[here + 1 :] + entries[:here] if each.application_id not in done
    ]
    where = judging_round.public_id
    count = sum(each.application_id in done for each in entries)
    return {
        "done_text": done_of(count, len(entries)),
        "next_url": reverse("judging:score", args=[where, open_ones[0].application.public_id])
        if open_ones
        else "",
    }


def whom_to_know(member: PanelMember, judging_round: Round) -> list[dict]:
    """Names only, for the judge to tick: everybody who stands behind each application.

    Where the round hides who applies, a name does not come with its project, nor with its key.
    """
    entries = list(Entry.objects.before(member).select_related("application__applicant"))
    people = people_of_each([entry.application for entry in entries])
    parted = blind.hides(judging_round, Round.Blind.NAMES)
    rows = [
        {
            "sign": blind.sign_of(member, entry.application),
            "title": "" if parted else blind.title_of(entry.application, judging_round),
            "names": _(", ").join(each.display_name for each in people[entry.application_id]),
        }
        for entry in entries
    ]
    return sorted(rows, key=lambda row: (row["title"], row["names"], row["sign"]))


def _pitch(
    entry: Entry, judging_round: Round, card: Scorecard | None, slots: dict[int, Slot]
) -> dict:
    application, slot = entry.application, slots.get(entry.application_id)
    seen = blind.shown(application, judging_round)
    where = [judging_round.public_id, application.public_id]
    submitted = bool(card and card.submitted_at)
    if submitted:
        status, tone = _("Submitted"), "done"
    else:
        status, tone = (_("Draft"), "waiting") if card else (_("Not started"), "neutral")
    return {
        "label": seen.title,
        "hint": seen.who,
        "time": date_format(slot.starts_at.astimezone(judging_round.call.zone), "H:i")
        if slot
        else "",
        "room": slot.room if slot else "",
        "url": reverse("judging:score", args=where),
        "picture_url": reverse("judging:picture", args=where) if submitted else "",
        "steps": steps(application),
        "status_label": status,
        "tone": tone,
        "submitted": submitted,
    }


def marks_in_words(card: Scorecard) -> list[dict]:
    """A scorecard as rows for components/summary_list.html."""
    rows: list[dict] = [
        {"label": str(mark.criterion), "value": _mark(mark.value, mark.criterion)}
        for mark in sorted(card.marks.all(), key=lambda mark: mark.criterion.position)
    ]
    if card.comment:
        rows.append(_typed(_("What you say to the panel"), card.comment))
    if card.private_note:
        rows.append(_typed(_("Your own note"), card.private_note))
    return rows


def _typed(label: str, words: str) -> dict:
    return {"label": label, "value": words, "typed": True}


def _mark(value: int | None, criterion) -> str:
    if value is None:
        return _("Does not apply")
    meaning = criterion.meaning_of(value)
    return f"{value} – {meaning}" if meaning else str(value)


def of_one(entry: Entry) -> dict:
    """The panel's marks for one application: a range for each criterion, every scorecard."""
    cards = list(
        Scorecard.objects.counted()
        .filter(round=entry.round_id, application=entry.application_id)
        .select_related("judge__person", "second")
        .prefetch_related("marks__criterion")
        .order_by("judge__person__display_name", "pk")
    )
    rubric = entry.round.rubric
    return {
        "rows": [
            row
            for criterion in rubric.criteria.all()
            if (row := _spread(criterion, cards, rubric)) is not None
        ],
        "cards": [_card(card) for card in cards],
        "from_label": str(rubric.scale_min),
        "to_label": str(rubric.scale_max),
    }


def of_earlier_rounds(entry: Entry) -> list[dict]:
    """What judges gave the same application in decided rounds of its call, each with its cards."""
    before = (
        Entry.objects.filter(application=entry.application_id, round__closed_at__isnull=False)
        .exclude(round=entry.round_id)
        .select_related("round__call", "round__rubric")
        .order_by("round__closed_at")
    )
    return [{"round": each.round, **of_one(each)} for each in before]


def _spread(criterion, cards: list[Scorecard], rubric) -> dict | None:
    values = [
        mark.value
        for card in cards
        for mark in card.marks.all()
        if mark.criterion_id == criterion.pk and mark.value is not None
    ]
    return spread_of(criterion, values, rubric)


def spread_of(criterion: Criterion, values: list[int], rubric: Rubric) -> dict | None:
    """A row of components/interval_chart.html: from the lowest mark to the highest."""
    if not values:
        return None
    mean, low, high = sum(values) / len(values), min(values), max(values)

    def place(value: float) -> float:
        return 100 * (value - rubric.scale_min) / (rubric.scale_max - rubric.scale_min)

    wide = high - low > (rubric.scale_max - rubric.scale_min) / 2
    return {
        "label": str(criterion),
        "low": place(low),
        "mid": place(mean),
        "high": place(high),
        "low_text": str(low),
        "mid_text": number(mean),
        "high_text": str(high),
        "zone": "grey" if wide else "in",
        "zone_label": _("Worth talking about") if wide else _("You agree"),
    }


def _card(card: Scorecard) -> dict:
    score = score_of(card)
    return {
        "name": card.judge.get_full_name(),
        "score": _("Does not apply") if score is None else number(score),
        "marks": [
            f"{mark.criterion}: {_('does not apply') if mark.value is None else mark.value}"
            for mark in sorted(card.marks.all(), key=lambda mark: mark.criterion.position)
        ],
        "comment": card.comment,
        "second": _second(card),
    }


def _second(card: Scorecard) -> dict | None:
    """What the judge gave after the panel had talked, if they gave something."""
    second = getattr(card, "second", None)
    if second is None:
        return None
    score = score_of(card, later=True)
    marks = sorted(card.marks.all(), key=lambda mark: mark.criterion.position)
    values = [(mark.criterion, second.marks.get(str(mark.criterion_id))) for mark in marks]
    return {
        "score": _("Does not apply") if score is None else number(score),
        "marks": [
            f"{criterion}: {_('does not apply') if value is None else value}"
            for criterion, value in values
        ],
        "reason": second.reason,
    }


@dataclass(frozen=True)
class Row:
    """One application on the ranking page."""

    standing: method.Standing
    entry: Entry
    draft: DraftDecision | None
    passed_over: bool


def interval_rows(rows: list[Row], total: int) -> list[dict]:
    """For components/interval_chart.html: the best rank stands at the start of the line."""

    def place(rank: float) -> float:
        return 100 * (rank - 1) / (total - 1) if total > 1 else 50.0

    return [
        {
            "label": blind.title_of(row.entry.application, row.entry.round),
            "low": place(row.standing.rank_low),
            "mid": place(row.standing.rank),
            "high": place(row.standing.rank_high),
            "low_text": str(row.standing.rank_low),
            "mid_text": str(row.standing.rank),
            "high_text": str(row.standing.rank_high),
            **zone_of(row.standing),
        }
        for row in rows
    ]


def zone_of(standing: method.Standing) -> dict[str, str]:
    chance = f"{round(100 * standing.chance)} %"
    if standing.grey_zone:
        return {"zone": "grey", "zone_label": _("Talk about it (%s)") % chance}
    inside = standing.chance > method.ranking.SETTLED_OUT
    label = _("Settled: inside (%s)") if inside else _("Settled: outside (%s)")
    return {"zone": "in" if inside else "out", "zone_label": label % chance}
