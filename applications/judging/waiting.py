"""What waits for a judge, a chair and an officer."""

from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from applications.journey.models import Application
from applications.journey.states import State
from programmes.scopes import scope_filter
from programmes.waiting import Door, Waiting, offers, opens

from .models import Assignment, Conflict, Decision, Entry, PanelMember, Round, Scorecard
from .models.rubrics import RUNNERS


@offers
def scorecards(user: User) -> list[Waiting]:
    """For a judge: say whom you know, then score, until the round ends. Two queries."""
    seats = list(
        PanelMember.objects.filter(user=user, round__locked_at=None).select_related("round")
    )
    if not seats:
        return []
    mine = Conflict.objects.filter(member__user=user, application=OuterRef("application"))
    done = Scorecard.objects.filter(
        judge=user,
        round=OuterRef("round"),
        application=OuterRef("application"),
        submitted_at__isnull=False,
    )
    to_do = Entry.objects.still_in().filter(
        ~Exists(mine.filter(member__round=OuterRef("round"))), round__in=[s.round for s in seats]
    )
    given = Assignment.objects.filter(
        member__user=user, member__round=OuterRef("round"), application=OuterRef("application")
    )
    open_now = ~Exists(done) & (Q(round__each=None) | Exists(given))
    undeclared = Q(round__members__conflicts_declared_at=None) | Q(
        entered_at__gt=F("round__members__conflicts_declared_at")
    )
    counts = {
        pk: (new, open_ones)
        for pk, new, open_ones in to_do.filter(round__members__user=user)
        .values_list("round")
        .annotate(new=Count("pk", filter=undeclared), open_ones=Count("pk", filter=open_now))
    }
    items = [_for_judge(seat.round, *counts.get(seat.round_id, (0, 0))) for seat in seats]
    return [item for item in items if item]


def _for_judge(judging_round: Round, new: int, open_ones: int) -> Waiting | None:
    if new:
        return Waiting(
            label=_("Say whom you know"),
            url=reverse("judging:conflicts", args=[judging_round.public_id]),
            about=str(judging_round),
            by=judging_round.starts_at,
        )
    if open_ones:
        label = ngettext("Score %(count)s project", "Score %(count)s projects", open_ones)
        return Waiting(
            label=label % {"count": open_ones},
            url=reverse("judging:panel", args=[judging_round.public_id]),
            about=str(judging_round),
            by=judging_round.ends_at,
        )
    return None


@offers
def rankings(user: User) -> list[Waiting]:
    """For a chair: scores are locked and nothing is decided or proposed. One query."""
    rounds = Round.objects.filter(
        members__user=user, members__chairs=True, locked_at__isnull=False, closed_at=None,
        proposed_at=None,
    )  # fmt: skip
    return [
        Waiting(
            label=_("Decide: the ranking is ready"),
            url=reverse("judging:ranking", args=[each.public_id]),
            about=each.name,
        )
        for each in rounds
    ]


@offers
def for_the_second_person(user: User) -> list[Waiting]:
    """For an officer: decisions to confirm, and conditions to check. Two queries."""
    if not user.has_perm("judging.work"):
        return []
    proposed = Round.objects.run_by(user).filter(proposed_at__isnull=False, closed_at=None)
    open_ones = (
        Decision.objects.waiting()
        .filter(condition_checker=user)
        .exclude(condition="")
        .select_related("round", "application")
    )
    return [
        *(
            Waiting(
                label=_("Confirm what the panel decided"),
                url=reverse("judging:close", args=[each.public_id]),
                about=each.name,
            )
            for each in proposed.exclude(members__user=user)
        ),
        *(
            Waiting(
                label=_("Check the condition of a grant"),
                url=reverse("judging:reserve_list", args=[each.round.public_id]),
                about=each.application.title,
            )
            for each in open_ones
        ),
    ]


@offers
def rounds_to_prepare(user: User) -> list[Waiting]:
    """For an officer: applications without a pitch time, and rounds to lock. Two queries."""
    if not user.has_perm("judging.work"):
        return []
    reach = scope_filter(user, RUNNERS, programme="call__programme", city="city")
    ready = (
        Application.objects.filter(reach, state=State.READY_TO_PITCH, entries=None)
        .values("call__title")
        .annotate(count=Count("pk"))
        .order_by("call__title")
    )
    to_plan = [
        Waiting(
            label=ngettext(
                "Plan %(count)s project for a panel", "Plan %(count)s projects for a panel", count
            )
            % {"count": count},
            url=reverse("judging_admin:index"),
            about=title,
        )
        for title, count in ready.values_list("call__title", "count")
    ]
    return to_plan + _rounds_to_lock(user)


def _rounds_to_lock(user: User) -> list[Waiting]:
    """Rounds all of whose entries have their quorum of scorecards."""
    cards = (
        Scorecard.objects.counted()
        .filter(round=OuterRef("round"), application=OuterRef("application"))
        .order_by()
        .values("round")
        .annotate(count=Count("pk"))
        .filter(count__gte=OuterRef("round__quorum"))
    )
    short = Entry.objects.still_in().filter(~Exists(cards), round=OuterRef("pk"))
    any_entry = Entry.objects.still_in().filter(round=OuterRef("pk"))
    found = Round.objects.run_by(user).filter(
        Exists(any_entry), ~Exists(short), locked_at__isnull=True
    )
    return [
        Waiting(
            label=_("Lock the scores: all are in"),
            url=reverse("judging_admin:round", args=[each.public_id]),
            about=each.name,
            by=each.ends_at,
        )
        for each in found
    ]


@opens
def panels(user: User) -> list[Door]:
    """For who sits on a panel, and for who prepares them. One query."""
    doors = []
    if PanelMember.objects.filter(user=user).exists():
        doors.append(Door(_("My panels"), reverse("judging:panels"), _("Pitches to score")))
    if user.has_perm("judging.work"):
        about = _("Rubrics, panels, pitch days")
        doors.append(Door(_("Judging"), reverse("judging_admin:index"), about))
    return doors
