"""Wherever publishing could happen, a story without consent stays unpublished, in plain words."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from wagtail.models import Page as WagtailPage
from wagtail.models import Workflow, WorkflowTask
from wagtail.models.workflows import GroupApprovalTask

from accounts.roles import Role
from cms.models import Consent, SiteImage, StoryPage, StoryPerson
from cms.tasks import publish_planned
from notifications.models import Message
from tests.factories.cms import TEXT, make_consent, make_image, make_story
from tests.factories.programmes import user_with

pytestmark = pytest.mark.django_db
NOT_FOR_WEB = "Rosa did not agree to this use. This cannot be published."


@pytest.fixture
def story(home):
    """A draft whose person agreed to print only."""
    story = StoryPage(title="A", slug="a", introduction="x", body=TEXT, live=False)
    story.people = [StoryPerson(consent=make_consent(uses=["print"]))]
    home.get_children().get(slug="stories").add_child(instance=story)
    story.save_revision()
    return story


@pytest.fixture
def office(story, sign_in):
    return sign_in(user_with(Role.ADMINISTRATOR, is_superuser=True))


def words(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def is_live(story: StoryPage) -> bool:
    return WagtailPage.objects.get(pk=story.pk).live


def test_bulk_publishing_is_refused_in_words(story, office):
    index = story.get_parent()
    response = office.post(
        f"/admin/bulk/wagtailcore/page/publish/?id={index.pk}", {"include_descendants": "on"}
    )
    assert (response.status_code, words(response), is_live(story)) == (302, [NOT_FOR_WEB], False)


def test_approving_is_refused_in_words_and_leaves_the_task_open(story, office):
    workflow = Workflow.objects.create(name="Two eyes")
    task = GroupApprovalTask.objects.create(name="Read")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    state = workflow.start(story, user_with(Role.EDITOR))
    response = office.post(
        f"/admin/pages/workflow/action/{story.pk}/approve/{state.current_task_state.pk}/"
    )
    state.refresh_from_db()
    assert (words(response), is_live(story)) == ([NOT_FOR_WEB], False)
    assert state.status == "in_progress"


def test_planned_publishing_is_refused_and_the_editors_read_why(story):
    editor = user_with(Role.EDITOR)
    good = make_story(slug="good", languages="en")
    good.unpublish()
    for page in (story, good):
        page.go_live_at = timezone.now() + timedelta(hours=1)
        page.save_revision().publish()
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        publish_planned(0)
    assert (is_live(story), is_live(good)) == (False, True)
    letter = Message.objects.get(kind="cms.plan_refused")
    assert (letter.to_email, NOT_FOR_WEB in letter.paragraphs[1]) == (editor.email, True)
    assert story.revisions.filter(approved_go_live_at__isnull=False).count() == 0


def test_planned_end_takes_a_page_down(home):
    story = make_story(languages="en")
    StoryPage.objects.update(expire_at=timezone.now() - timedelta(seconds=1))
    publish_planned(0)
    story.refresh_from_db()
    assert (story.live, story.expired) == (False, True)


@pytest.mark.parametrize("alias", ["", "on"])
def test_copying_a_story_whose_consent_ended_is_refused_in_words(home, sign_in, alias):
    story = make_story(languages="en")
    Consent.objects.update(given_on="2020-01-01", until="2020-12-31")
    response = sign_in(user_with(Role.ADMINISTRATOR, is_superuser=True)).post(
        f"/admin/pages/{story.pk}/copy/",
        {
            "new_title": "B",
            "new_slug": "b",
            "new_parent_page": story.get_parent().pk,
            "publish_copies": "on",
            "alias": alias,
        },
    )
    assert words(response) == ["The consent of Rosa has ended. Ask them again before you publish."]
    assert StoryPage.objects.count() == 1


def refused_by_the_database(change) -> bool:
    """Whether the change can't be committed."""
    try:
        with transaction.atomic():
            change()
            connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    except IntegrityError as error:
        return error.__cause__.diag.constraint_name == "live_story_is_covered"
    connection.cursor().execute("SET CONSTRAINTS ALL DEFERRED")
    return False


def test_database_refuses_a_live_story_that_is_not_covered(home):
    story = make_story(languages="en")
    print_only = make_consent(uses=["print"])
    picture = make_image("Friends", print_only)
    pages = WagtailPage.objects.filter(pk=story.pk)
    stories = StoryPage.objects.filter(pk=story.pk)
    in_text = [{"type": "picture", "value": {"image": {"image": picture.pk}}}]
    changes = {
        "person gone": lambda: story.people.get().delete(),
        "dead person": lambda: StoryPerson.objects.update(consent=print_only),
        "taken back": lambda: Consent.objects.update(withdrawn_at=timezone.now()),
        "not for the web": lambda: Consent.objects.update(uses=["print"]),
        "picture": lambda: stories.update(image=picture),
        "portrait": lambda: StoryPerson.objects.update(picture=picture),
        "picture in the text": lambda: stories.update(body=in_text),
    }
    assert {why: refused_by_the_database(change) for why, change in changes.items()} == (
        dict.fromkeys(changes, True)
    )
    assert refused_by_the_database(lambda: pages.update(live=False)) is False
    assert refused_by_the_database(lambda: StoryPerson.objects.update(consent=print_only)) is False
    assert refused_by_the_database(lambda: pages.update(live=True)) is True


def test_nothing_protects_a_picture_from_being_deleted(db):
    """A withdrawal must be able to delete any picture, whatever refers to it."""
    protecting = [
        str(relation.field)
        for relation in SiteImage._meta.related_objects
        if relation.on_delete and relation.on_delete.__name__ in ("PROTECT", "RESTRICT")
    ]
    assert protecting == []
