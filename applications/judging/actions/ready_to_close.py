"""Whether a round can be closed with what is drafted."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from accounts.models import User
from applications.calls.models import Call
from applications.journey.closeness import WORK
from programmes.money import spoken

from ..conflicts import found_in_records
from ..models import Decision, DraftDecision, Outcome, PanelMember, Round, Shortlisting
from ..order import Ranked, lifted, passed_over
from ..pot import pot_of
from ..ranking import ranks_of
from ..refusals import JudgingRefused
from ..votes import refuse_small_meeting, refuse_without_majority
from ..walking import Walked, walk_round
from .deciding import ends_here
from .decisions import open_entries, refuse_conflicted_chair
from .feedback import refuse_missing_feedback


def refuse_conflicted_confirmer(judging_round: Round, by: User) -> None:
    """Raise JudgingRefused for an officer whom the records show close to one of the applicants.
    What is their work is no conflict here."""
    entries = open_entries(judging_round).select_related("application__applicant")
    records = found_in_records(
        [PanelMember(round=judging_round, user=by)], [entry.application for entry in entries]
    )
    if any(each.reason not in WORK for each in records):
        raise JudgingRefused(
            _("You are close to one of the applicants. Somebody else confirms this.")
        )


def checked_drafts(judging_round: Round, chair: User) -> tuple[list[DraftDecision], dict[int, int]]:
    """The drafts, and each application's rank by primary key, if the round can be closed with them.

    Raises JudgingRefused for all that stops a proposal.
    """
    refuse_conflicted_chair(judging_round, chair)
    refuse_small_meeting(judging_round)
    drafts = _complete_drafts(judging_round)
    refuse_without_majority(judging_round, {each.application_id: each for each in drafts})
    ranks = ranks_of(judging_round)
    _refuse_unexplained(drafts, ranks, walk_round(judging_round))
    final = [each for each in drafts if ends_here(judging_round, each)]
    refuse_missing_feedback(judging_round, [each.application_id for each in final])
    _refuse_too_many(judging_round, drafts)
    return drafts, ranks


def _complete_drafts(judging_round: Round) -> list[DraftDecision]:
    judged = dict(
        open_entries(judging_round).values_list("application_id", "application__reference")
    )
    drafts = list(
        judging_round.draft_decisions.filter(application__in=judged)
        .select_related("application__call__programme", "application__applicant__user")
        .order_by("outcome", "reserve_order", "pk")
    )
    open_ones = sorted(set(judged) - {draft.application_id for draft in drafts})
    if open_ones or not judged:
        names = _(", ").join(judged[key] for key in open_ones)
        raise JudgingRefused(_("Still to decide: %(names)s.") % {"names": names or "–"})
    places = [draft.reserve_order for draft in drafts if draft.reserve_order]
    if len(places) > len(set(places)):
        raise JudgingRefused(_("Two projects have the same place on the reserve list."))
    return drafts


def _refuse_unexplained(
    drafts: Sequence[DraftDecision], ranks: dict[int, int], walked: Walked
) -> None:
    silent = {
        draft.application_id: draft.application.reference
        for draft in drafts
        if not draft.against_order
    }
    if over := silent.keys() & passed_over_of(drafts, ranks, walked):
        raise JudgingRefused(
            _(
                "%(names)s: somebody the panel ranked lower goes before. Tick “against the "
                "panel's order” there, and say why in the reason."
            )
            % {"names": _(", ").join(sorted(silent[key] for key in over))}
        )
    if low := silent.keys() & lifted(_ranked(drafts, ranks), too_low=walked.too_low):
        raise too_low([silent[key] for key in low])


def too_low(references: Iterable[str]) -> JudgingRefused:
    """For projects below a pass mark that are to get something, without a word why."""
    names = _(", ").join(sorted(references))
    return JudgingRefused(
        _(
            "%(names)s: below a pass mark. Tick “against the panel's order” there, and say why in "
            "the reason."
        )
        % {"names": names}
    )


def passed_over_of(
    drafts: Sequence[DraftDecision | Decision | Shortlisting], ranks: dict[int, int], walked: Walked
) -> frozenset[int]:
    """The applications that these drafts pass over, by primary key, where neither the pot, a
    promise nor a pass mark asks for it."""
    return passed_over(
        _ranked(drafts, ranks),
        stopped=walked.passed_over,
        funded=walked.funded,
        too_low=walked.too_low,
    )


def _ranked(
    drafts: Sequence[DraftDecision | Decision | Shortlisting], ranks: dict[int, int]
) -> list[Ranked]:
    return [
        Ranked(each.application_id, ranks[each.application_id], each.outcome, each.reserve_order)
        for each in drafts
    ]


def _refuse_too_many(judging_round: Round, drafts: Sequence[DraftDecision]) -> None:
    """The call's row is held, so that two rounds never spend the same money."""
    chosen = [each for each in drafts if each.outcome in (Outcome.AWARD, Outcome.SHORTLIST)]
    call = Call.objects.select_for_update(of=("self",)).get(pk=judging_round.call_id)
    pot = pot_of(call, meant=[each.amount_minor or 0 for each in chosen])
    if pot.meant and pot.overspent:
        raise JudgingRefused(
            _("The pot is %(amount)s short. Choose fewer grants, or smaller ones.")
            % {"amount": spoken(-pot.left, judging_round.call.currency)}
        )
    if len(chosen) > judging_round.places:
        numbers = {"places": judging_round.places, "chosen": len(chosen)}
        if judging_round.hands_over:
            raise JudgingRefused(
                _("The pitch day has %(places)s places and you chose %(chosen)s.") % numbers
            )
        raise JudgingRefused(
            _("This round can make %(places)s grants and you chose %(chosen)s.") % numbers
        )
