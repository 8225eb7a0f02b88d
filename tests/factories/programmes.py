from datetime import date

import factory
from factory.django import DjangoModelFactory

from accounts.roles import PAGE_ROLES, Role
from programmes import groups
from programmes.models import City, Partner, Programme, RoleAssignment, Strand, Theme

from .accounts import OrganisationFactory, UserFactory


class CityFactory(DjangoModelFactory):
    class Meta:
        model = City

    name = factory.Sequence(lambda n: f"City {n}")
    slug = factory.Sequence(lambda n: f"city-{n}")


class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = Theme

    name = factory.Sequence(lambda n: f"Theme {n}")
    slug = factory.Sequence(lambda n: f"theme-{n}")


class ProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = Programme

    name = factory.Sequence(lambda n: f"Programme {n}")
    code = factory.Sequence(lambda n: f"prog{n}")
    state = Programme.State.DELIVERING
    starts_on = date(2026, 1, 1)
    ends_on = date(2029, 1, 1)
    budget_minor = 25_000_000
    target_awards = 50
    lead = factory.SubFactory(OrganisationFactory)


class StrandFactory(DjangoModelFactory):
    class Meta:
        model = Strand

    programme = factory.SubFactory(ProgrammeFactory)
    name = factory.Sequence(lambda n: f"Strand {n}")
    code = factory.Sequence(lambda n: f"strand-{n}")


class PartnerFactory(DjangoModelFactory):
    class Meta:
        model = Partner

    programme = factory.SubFactory(ProgrammeFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    part = "Knows the people"


def user_with(role: Role, *, programme=None, city=None, organisation=None, **user):
    """A user who holds `role` in that scope."""
    person = UserFactory(**user)
    RoleAssignment.objects.create(
        user=person, role=role, programme=programme, city=city, organisation=organisation
    )
    if role in PAGE_ROLES:
        groups.keep_in_step([person])
    return person
