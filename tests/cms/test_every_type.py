"""What editors can do with each type of page: look first, have it approved, change its address.

A new type of page without an example here makes the first test fail.
"""

from collections.abc import Callable

import pytest
from django.http import QueryDict
from wagtail.models import Workflow, WorkflowTask
from wagtail.models.workflows import GroupApprovalTask
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from accounts.roles import Role
from cms.models import HomePage
from cms.models.base import SitePage
from programmes.models import Partner
from tests.factories.accounts import OrganisationFactory
from tests.factories.announcing import make_news, make_partner_page
from tests.factories.cms import make_call_page, make_story
from tests.factories.events import make_event_page
from tests.factories.learning import make_challenge, make_journal, make_lesson
from tests.factories.programmes import user_with
from tests.factories.projects import make_project
from tests.factories.resources import make_resource_page
from tests.factories.sections import make_section
from tests.public_pages import page_types

pytestmark = pytest.mark.django_db
NEW = "A title that nobody saw before"


def a_journal(home: HomePage) -> SitePage:
    return make_journal(home, seen={make_challenge(home.programme): 1}, stories=[make_story()])


def a_partner(home: HomePage) -> SitePage:
    organisation = OrganisationFactory()
    Partner.objects.create(programme=home.programme, organisation=organisation)
    return make_partner_page(organisation)


def below(slug: str) -> Callable[[HomePage], SitePage]:
    """A page that every site has from its first day."""
    return lambda home: home.get_children().get(slug=slug).specific


EXAMPLES: dict[str, Callable[[HomePage], SitePage]] = {
    "HomePage": lambda home: home,
    "CallIndexPage": below("calls"),
    "CallPage": make_call_page,
    "EventIndexPage": below("events"),
    "EventPage": lambda home: make_event_page(),
    "ImpactPage": below("figures"),
    "JournalIndexPage": below("journals"),
    "JournalPage": a_journal,
    "LessonIndexPage": below("lessons"),
    "LessonPage": make_lesson,
    "NewsIndexPage": below("news"),
    "NewsPage": lambda home: make_news(),
    "PartnerIndexPage": below("partners"),
    "PartnerPage": a_partner,
    "ProjectIndexPage": below("projects"),
    "ProjectPage": lambda home: make_project(),
    "ResourceIndexPage": below("resources"),
    "ResourcePage": lambda home: make_resource_page(),
    "SectionPage": make_section,
    "StandardPage": below("accessibility"),
    "StoryIndexPage": below("stories"),
    "StoryPage": lambda home: make_story(),
}
BELOW_HOME = [name for name in EXAMPLES if name != "HomePage"]
"""The home page has no part of an address."""


def test_every_type_of_page_has_an_example():
    assert {kind.__name__ for kind in page_types()} == set(EXAMPLES)


@pytest.fixture
def page(home, request) -> SitePage:
    return EXAMPLES[request.param](home)


@pytest.fixture
def office(home, sign_in):
    return sign_in(user_with(Role.ADMINISTRATOR, is_superuser=True))


def every(names) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("page", list(names), indirect=True)


def form_of(office, page: SitePage, **changed: str) -> QueryDict:
    """What the editor's form holds when the page is opened, with some fields changed.

    Scripts draw the parts of the body, so it is sent empty.
    """
    html = office.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    form = querydict_from_html(html, form_id="page-edit-form")
    for name, value in (nested_form_data({"body": streamfield([])}) | changed).items():
        form[name] = str(value)
    return form


def title_read(client, page: SitePage) -> bool:
    return NEW in client.get(page.get_url()).content.decode()


@every(EXAMPLES)
def test_editor_looks_at_a_page_before_others_do(page, office, client):
    address = f"/admin/pages/{page.pk}/edit/preview/"
    assert office.post(address, form_of(office, page, title=NEW)).json()["is_valid"] is True
    assert NEW in office.get(address).content.decode()
    assert not title_read(client, page)


@every(EXAMPLES)
def test_page_that_waits_for_approval_is_read_only_after_it(page, office, client):
    workflow = Workflow.objects.create(name="Two eyes")
    task = GroupApprovalTask.objects.create(name="Read")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    page.title = NEW
    page.save_revision()
    state = workflow.start(page, user_with(Role.EDITOR))
    before = title_read(client, page)
    office.post(f"/admin/pages/workflow/action/{page.pk}/approve/{state.current_task_state.pk}/")
    state.refresh_from_db()
    assert (before, title_read(client, page), state.status) == (False, True, "approved")


@every(BELOW_HOME)
def test_old_address_leads_to_the_new_one(page, office, client, django_capture_on_commit_callbacks):
    old = page.get_url()
    form = form_of(office, page, slug="another-address")
    form["action-publish"] = "1"
    with django_capture_on_commit_callbacks(execute=True):
        assert office.post(f"/admin/pages/{page.pk}/edit/", form).status_code == 302
    answer = client.get(old)
    moved = page.get_parent().get_url() + "another-address/"
    assert (answer.status_code, answer.get("Location")) == (301, moved)
    assert client.get(moved).status_code == 200
