from datetime import date

import factory
from factory.django import DjangoModelFactory

from accounts.roles import Role
from applications.referrals.models import Referral

from .programmes import CityFactory, PartnerFactory, ProgrammeFactory, user_with


def referrer(programme=None, **user):
    """A partner's worker who may refer people to `programme`."""
    partner = PartnerFactory(programme=programme or ProgrammeFactory())
    return user_with(
        Role.REFERRER, programme=partner.programme, organisation=partner.organisation, **user
    )


class ReferralFactory(DjangoModelFactory):
    """A referral that nobody answered yet, by somebody who may make it."""

    class Meta:
        model = Referral

    class Params:
        by_phone = factory.Trait(email="", preferred_channel="phone")

    programme = factory.SubFactory(ProgrammeFactory)
    city = factory.SubFactory(CityFactory)
    referred_by = factory.LazyAttribute(lambda each: referrer(each.programme))
    organisation = factory.LazyAttribute(
        lambda each: each.referred_by.assignments.get().organisation
    )
    name = factory.Sequence(lambda n: f"Neighbour {n}")
    email = factory.Sequence(lambda n: f"neighbour{n}@example.org")
    phone = factory.Sequence(lambda n: f"0770090{n:04d}")
    preferred_channel = "email"
    language = "en"
    consent_words = "You may give my name."
    consent_version = "test"
    consent_given = Referral.Given.IN_PERSON
    consent_on = date(2026, 11, 1)
