"""Who may refer, and who may call."""

import rules

from accounts.models import Organisation, User
from accounts.roles import Role
from programmes.models import Partner, Programme
from programmes.rules import has_role
from programmes.scopes import Place, assignments

from .models import Referral


def partnerships(user: User | None) -> list[Partner]:
    """The partners the user refers for, each with its programme; a programme that is over is not
    among them. A role without an organisation refers for nobody."""
    mine = [
        each for each in assignments(user) if each.role == Role.REFERRER and each.organisation_id
    ]
    found = (
        Partner.objects.filter(organisation__in={each.organisation_id for each in mine})
        .exclude(programme__state__in=(Programme.State.CLOSED, Programme.State.ARCHIVED))
        .select_related("programme", "organisation")
        .order_by("programme__name", "pk")
    )
    return [
        partner
        for partner in (found if mine else ())
        if any(
            each.organisation_id == partner.organisation_id
            and each.programme_id in (None, partner.programme_id)
            for each in mine
        )
    ]


def refers_for(user: User, organisation: Organisation, programme: Programme) -> bool:
    return any(
        (each.organisation_id, each.programme_id) == (organisation.pk, programme.pk)
        for each in partnerships(user)
    )


@rules.predicate
def is_referrer(user: User | None) -> bool:
    return any(each.role == Role.REFERRER and each.organisation_id for each in assignments(user))


@rules.predicate
def referred_them(user: User | None, referral: Referral | None = None) -> bool:
    return user is not None and referral is not None and referral.referred_by_id == user.pk


def place_of(referral: Referral) -> Place:
    return Place(programme_id=referral.programme_id, city_id=referral.city_id)


rules.add_perm("referrals.refer", is_referrer)
rules.add_perm(
    "referrals.call", has_role(Role.OFFICER, Role.ADMINISTRATOR, at=place_of) & ~referred_them
)
