"""Who may do what with rubrics, rounds, scorecards and decisions.

A panel member judges what they have no conflict with, and sees what others gave only after their
own scorecard is in. The chair alone decides.
"""

import rules
from django.db.models import Max

from accounts.models import User
from accounts.roles import Role
from applications.journey.rules import is_applicant, is_officer
from programmes.models import Programme
from programmes.rules import has_role

from .models import Entry, PanelMember, PanelTerms, Round, Rubric, Scorecard
from .models.rubrics import calls_run_by


def place_of(record):
    return record.place


def member_of(user: User | None, judging_round: Round | None) -> PanelMember | None:
    """The user's seat on the panel; read once per round object."""
    if judging_round is None or user is None or not user.is_authenticated or not user.is_active:
        return None
    seats = judging_round.__dict__.setdefault("_seats_by_user", {})
    if user.pk not in seats:
        seats[user.pk] = judging_round.members.filter(user=user).first()
    return seats[user.pk]


def sits_here(member: PanelMember) -> None:
    """This seat was read with its round: `member_of` need not ask for it."""
    member.round.__dict__.setdefault("_seats_by_user", {})[member.user_id] = member


def lies_before(entry: Entry, member: PanelMember) -> None:
    """This entry was just found among what is open to the judge: `may_read` need not ask again.
    Whatever happens in between, the triggers refuse a mark with a conflict or after the lock."""
    entry.__dict__["_open_to"] = member.pk


def has_agreed(member: PanelMember, judging_round: Round) -> bool:
    """Whether the judge agreed to the newest terms; read together with the round where it was."""
    newest = getattr(judging_round, "newest_terms", None)
    if newest is None:
        terms = PanelTerms.objects.filter(programme=judging_round.call.programme_id)
        newest = terms.aggregate(newest=Max("version"))["newest"] or 0
    return member.terms_version >= newest


runs = has_role(Role.OFFICER, Role.ADMINISTRATOR, at=place_of)
works = has_role(Role.OFFICER, Role.ADMINISTRATOR)


@rules.predicate
def keeps_rubric(user: User | None, rubric: Rubric | None = None) -> bool:
    """An officer of the rubric's call, of whichever of its cities."""
    return rubric is not None and calls_run_by(user).filter(pk=rubric.call_id).exists()


@rules.predicate
def keeps_terms(user: User | None, programme: Programme | None = None) -> bool:
    """An officer of a call of the programme, of whichever of its cities."""
    return programme is not None and calls_run_by(user).filter(programme=programme).exists()


@rules.predicate
def sits(user: User | None, judging_round: Round | None = None) -> bool:
    return member_of(user, judging_round) is not None


@rules.predicate
def chairs(user: User | None, judging_round: Round | None = None) -> bool:
    member = member_of(user, judging_round)
    return member is not None and member.chairs


@rules.predicate
def scores_are_locked(user: User | None, judging_round: Round | None = None) -> bool:
    return judging_round is not None and judging_round.locked_at is not None


@rules.predicate
def is_decided(user: User | None, judging_round: Round | None = None) -> bool:
    return judging_round is not None and judging_round.closed_at is not None


@rules.predicate
def own_scores_are_in(user: User | None, judging_round: Round | None = None) -> bool:
    """The user has submitted a scorecard for everything that is theirs to read."""
    member = member_of(user, judging_round)
    if member is None or judging_round is None:
        return False
    before = Entry.objects.to_read(member).values("application")
    done = Scorecard.objects.filter(
        round=judging_round, judge=user, submitted_at__isnull=False, application__in=before
    )
    return before.count() == done.count() > 0


@rules.predicate
def may_read(user: User | None, entry: Entry | None = None) -> bool:
    """On its panel, no conflict, and said so after it came before the panel."""
    if entry is None or (member := member_of(user, entry.round)) is None:
        return False
    if entry.__dict__.get("_open_to") == member.pk:
        return True
    return Entry.objects.open_to(member).filter(pk=entry.pk).exists()


@rules.predicate
def round_is_open(user: User | None, entry: Entry | None = None) -> bool:
    return entry is not None and entry.round.locked_at is None


@rules.predicate
def own_score_is_in(user: User | None, entry: Entry | None = None) -> bool:
    return (
        entry is not None
        and user is not None
        and entry.round.scorecards.filter(
            application=entry.application_id, judge=user, submitted_at__isnull=False
        ).exists()
    )


@rules.predicate
def shows_others(user: User | None, entry: Entry | None = None) -> bool:
    """Whether the round lets this judge see what the others gave by now."""
    if entry is None:
        return False
    if entry.round.discussed_at or entry.round.others == Round.Others.OWN_CARD:
        return True
    return entry.round.others == Round.Others.ALL_CARDS and own_scores_are_in(user, entry.round)


@rules.predicate
def shows_ranking(user: User | None, judging_round: Round | None = None) -> bool:
    return judging_round is not None and judging_round.others != Round.Others.LOCKED


@rules.predicate
def may_take_back(user: User | None, entry: Entry | None = None) -> bool:
    return entry is not None and entry.round.may_reopen and entry.round.discussed_at is None


@rules.predicate
def panel_has_talked(user: User | None, entry: Entry | None = None) -> bool:
    return entry is not None and entry.round.discussed_at is not None


@rules.predicate
def entry_is_locked(user: User | None, entry: Entry | None = None) -> bool:
    return entry is not None and entry.round.locked_at is not None


rules.add_perm("judging.work", works)
rules.add_perm("judging.keep_rubric", keeps_rubric)
rules.add_perm("judging.set_up", runs)
rules.add_perm("judging.write_terms", keeps_terms)
rules.add_perm("judging.lock", runs | chairs)
rules.add_perm("judging.declare", sits)
rules.add_perm("judging.read", may_read)
rules.add_perm("judging.score", may_read & round_is_open)
rules.add_perm("judging.reopen", may_read & round_is_open & may_take_back)
rules.add_perm("judging.score_again", may_read & round_is_open & own_score_is_in & panel_has_talked)
rules.add_perm(
    "judging.see_picture", may_read & ((own_score_is_in & shows_others) | entry_is_locked)
)
rules.add_perm(
    "judging.see_ranking",
    (sits & (scores_are_locked | (own_scores_are_in & shows_ranking))) | (runs & ~sits),
)
rules.add_perm("judging.see_judges", (chairs & scores_are_locked) | (runs & ~sits))
rules.add_perm("judging.decide", chairs)
rules.add_perm("judging.choose_order", chairs | runs)
rules.add_perm("judging.take_pack", runs & ~sits & is_decided)
rules.add_perm("judging.see_walk", (chairs & scores_are_locked) | (runs & ~sits))
rules.add_perm("judging.keep_minutes", chairs | (runs & ~sits))
rules.add_perm("judging.confirm", runs & ~sits)
rules.add_perm("judging.check_condition", runs & ~sits)
rules.add_perm("judging.write_feedback", chairs | (runs & ~sits))
rules.add_perm("judging.decide_from_reserve", chairs | (runs & ~sits))
rules.add_perm("judging.see_outcome", is_applicant | is_officer)
