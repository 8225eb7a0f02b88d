"""A filter reaches exactly the records whose place the role covers."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.roles import Role
from applications.journey.models import Application
from programmes.models import RoleAssignment
from programmes.scopes import holds, scope_filter
from tests.factories.accounts import OrganisationFactory, UserFactory
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import CityFactory

pytestmark = pytest.mark.django_db
ROLES = [Role.OFFICER, Role.TRAINER, Role.JUDGE]
HERE = st.sampled_from([None, 0, 1])
ASSIGNMENTS = st.lists(
    st.tuples(st.sampled_from(ROLES), HERE, HERE, st.sampled_from([None, None, 0])),
    max_size=4,
    unique=True,
)


@pytest.fixture
def stage():
    """Four applications: two programmes times two cities, shared by both."""
    cities = [CityFactory(), CityFactory()]
    calls = [CallFactory(cities=cities), CallFactory(cities=cities)]
    for call, city in itertools.product(calls, cities):
        ApplicationFactory(call=call, city=city)
    # icationFactory(call=call, city=city) for call in calls for city in cities]
    return UserFactory(), [call.programme for call in calls], cities, OrganisationFactory()


def pick(things, index):
    return None if index is None else things[index]


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(assignments=ASSIGNMENTS, wanted=st.sets(st.sampled_from(ROLES), min_size=1))
def test_filter_and_holds_agree_for_any_roles(stage, assignments, wanted):
    user, programmes, cities, organisation = stage
    RoleAssignment.objects.filter(user=user).delete()
    user.__dict__.pop("_assignments_in_force", None)
    for role, programme, city, its_organisation in assignments:
        RoleAssignment.objects.create(
            user=user,
            role=role,
            programme=pick(programmes, programme),
            city=pick(cities, city),
            organisation=pick([organisation], its_organisation),
        )
    everything = list(Application.objects.with_road())
    reached = Application.objects.filter(
        scope_filter(user, wanted, programme="call__programme", city="city")
    )
    covered = {each.pk for each in everything if holds(user, wanted, each.place)}
    assert {each.pk for each in reached} == covered


def test_a_user_without_roles_reaches_nothing(stage):
    user = stage[0]
    none = Application.objects.filter(scope_filter(user, ROLES, programme="call__programme"))
    assert (Application.objects.count(), none.count()) == (4, 0)


def test_nobody_reaches_nothing():
    assert scope_filter(None, ROLES, programme="call__programme") == scope_filter(
        UserFactory(), [], programme="call__programme"
    )
