"""Who sits on a panel, and what each of them keeps out of."""

from collections.abc import Collection, Mapping

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from accounts.roles import Role
from applications.journey.workflow import need
from programmes.models import RoleAssignment

from .. import emails
from ..conflicts import found_in_records
from ..models import Conflict, Entry, PanelMember, Round
from ..refusals import AlreadyDone, JudgingRefused
from .allowed import locked
from .links import make_link


@transaction.atomic
def invite_to_panel(
    *, judging_round: Round, name: str, email: str, chairs: bool, by: User
) -> PanelMember:
    """Seat a judge, known by e-mail or new, give them the role for this round's place, and write.

    Raises NotPermitted; AlreadyDone when they sit there; JudgingRefused when the panel has a chair
    already, when scores are locked, or when the judge is booked elsewhere at a pitch's time.
    """
    need("judging.set_up", by, judging_round)
    if judging_round.locked_at:
        raise JudgingRefused(_("The scores are locked. The panel cannot change any more."))
    if chairs and judging_round.members.filter(chairs=True).exists():
        raise JudgingRefused(_("This panel has a chair. Choose somebody else to chair it first."))
    user = _user(email=email, name=name)
    if judging_round.members.filter(user=user).exists():
        raise AlreadyDone(_("%(name)s is on this panel already.") % {"name": user.get_full_name()})
    member = _seat(judging_round, user, chairs)
    _give_role(judging_round, user, Role.CHAIR if chairs else Role.JUDGE, by)
    keep_found_conflicts(judging_round, by=by)
    audit.record.record("judging.invite", member, by=by, round=judging_round.pk, chairs=chairs)
    emails.invite(make_link(member, by=by))
    return member


def _user(*, email: str, name: str) -> User:
    email = email.strip().lower()
    user = User.objects.select_related("person").filter(email__iexact=email).first()
    if user is None:
        user = User.objects.create_user(email, name=name.strip())
        user.person.email = email
        user.person.save(update_fields=["email"])
    return user


def _seat(judging_round: Round, user: User, chairs: bool) -> PanelMember:
    try:
        with transaction.atomic():
            member = PanelMember.objects.create(round=judging_round, user=user, chairs=chairs)
            check_bookings()
    except IntegrityError as clash:
        raise JudgingRefused(
            _("%(name)s judges somewhere else at one of these times.")
            % {"name": user.get_full_name()}
        ) from clash
    return member


def check_bookings() -> None:
    """Look at rooms, teams and judges now, not at commit, with what rooms further up add.

    Raises IntegrityError.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _scope(judging_round: Round) -> dict:
    return {
        "programme": judging_round.call.programme,
        "city": judging_round.city,
        "organisation": None,
    }


def _give_role(judging_round: Round, user: User, role: Role, by: User) -> None:
    scope = _scope(judging_round)
    if not RoleAssignment.objects.in_force().filter(user=user, role=role, **scope).exists():
        given = RoleAssignment.objects.create(user=user, role=role, **scope)
        audit.record.record("judging.give_role", given, by=by, user=user.pk, role=role)


def _end_unused_roles(judging_round: Round, user: User, by: User) -> None:
    """A judge's role ends with the last seat in its scope, a chair's with the last chair there."""
    seats = PanelMember.objects.filter(
        user=user,
        round__call__programme=judging_round.call.programme,
        round__city=judging_round.city,
    )
    needed = {Role.JUDGE} if seats.exists() else set()
    if seats.filter(chairs=True).exists():
        needed.add(Role.CHAIR)
    for held in RoleAssignment.objects.in_force().filter(user=user, **_scope(judging_round)):
        if held.role in {Role.JUDGE, Role.CHAIR} - needed:
            held.ends_at = timezone.now()
            held.save(update_fields=["ends_at"])
            audit.record.record("judging.end_role", held, by=by, user=user.pk, role=held.role)


@transaction.atomic
def make_chair(*, member: PanelMember, by: User) -> PanelMember:
    """`member` chairs from now on, instead of whoever did. AlreadyDone when they do already."""
    judging_round = member.round
    need("judging.set_up", by, judging_round)
    if locked(judging_round).closed_at:
        raise JudgingRefused(_("This round is decided. It cannot change any more."))
    before = judging_round.members.filter(chairs=True).select_related("user").first()
    if before == member:
        raise AlreadyDone(_("%(name)s chairs already.") % {"name": member.user.get_full_name()})
    if before:
        before.chairs = False
        before.save(update_fields=["chairs"])
        _give_role(judging_round, before.user, Role.JUDGE, by)
        _end_unused_roles(judging_round, before.user, by)
    member.chairs = True
    member.save(update_fields=["chairs"])
    _give_role(judging_round, member.user, Role.CHAIR, by)
    audit.record.record("judging.make_chair", member, by=by, round=judging_round.pk)
    return member


@transaction.atomic
def remove_from_panel(*, member: PanelMember, by: User) -> None:
    """Take a judge off the panel who has not begun to score.

    Raises NotPermitted, or JudgingRefused for a judge who has, or once scores are locked.
    """
    judging_round = member.round
    need("judging.set_up", by, judging_round)
    if judging_round.locked_at:
        raise JudgingRefused(_("The scores are locked. The panel cannot change any more."))
    if judging_round.scorecards.filter(judge=member.user).exists():
        raise JudgingRefused(_("This judge has begun to score and stays on the panel."))
    audit.record.record("judging.remove_from_panel", member, by=by, round=judging_round.pk)
    member.delete()
    _end_unused_roles(judging_round, member.user, by)


@transaction.atomic
def declare_conflicts(
    *, member: PanelMember, known: Mapping[int, str], shown: Collection[int], by: User
) -> PanelMember:
    """The judge says whom they know: `known` maps an entry's key to the judge's own words.

    `shown` are the entries on the judge's screen. Raises NotPermitted, or JudgingRefused when
    another application came before the panel since then.
    """
    need("judging.declare", by, member.round)
    if by != member.user:
        raise JudgingRefused(_("Only the judge can say this."))
    member = PanelMember.objects.select_for_update().get(pk=member.pk)
    before = {entry.pk: entry for entry in Entry.objects.before(member)}
    if not set(before) <= set(shown):
        raise JudgingRefused(_("Another pitch was added. Look at the list again."))
    declared = [
        Conflict(member=member, application_id=before[key].application_id, reason=reason[:300])
        for key, reason in known.items()
        if key in before
    ]
    Conflict.objects.bulk_create(declared)
    member.conflicts_declared_at = timezone.now()
    member.save(update_fields=["conflicts_declared_at"])
    audit.record.record(
        "judging.declare",
        member,
        by=by,
        applications=sorted(each.application_id for each in declared),
    )
    return member


def keep_found_conflicts(judging_round: Round, *, by: User) -> None:
    """Write down the conflicts that records show and nobody has written down yet."""
    members = list(judging_round.members.select_related("user__person"))
    entries = judging_round.entries.select_related("application__applicant")
    kept = set(
        Conflict.objects.filter(member__in=members).values_list("member_id", "application_id")
    )
    for conflict in found_in_records(members, [entry.application for entry in entries]):
        if (conflict.member_id, conflict.application_id) not in kept:
            conflict.save()
            audit.record.record(
                "judging.find_conflict",
                conflict,
                by=by,
                member=conflict.member_id,
                application=conflict.application_id,
                reason=conflict.reason,
            )


@transaction.atomic
def lift_conflict(*, conflict: Conflict, reason: str, by: User) -> None:
    """An officer lets the judge see and score after all, with a reason (a slip of the thumb).

    Raises NotPermitted, or JudgingRefused without a reason, once scores are locked, or for a judge
    and an applicant who are one person.
    """
    judging_round = conflict.member.round
    need("judging.set_up", by, judging_round)
    if not reason.strip():
        raise JudgingRefused(_("Say why."))
    if judging_round.locked_at:
        raise JudgingRefused(_("The scores are locked. The panel cannot change any more."))
    if conflict.reason == "same_person":
        raise JudgingRefused(_("Nobody judges their own project."))
    audit.record.record(
        "judging.lift_conflict",
        conflict,
        by=by,
        member=conflict.member_id,
        application=conflict.application_id,
        reason=reason.strip(),
    )
    conflict.delete()
