"""Who did what and who saw what: written once, read by administrators, changed by nobody."""

import re
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

import audit.record
from accounts.roles import Role
from applications.journey.states import State
from applications.journey.workflow import advance
from audit.deeds import screen_name
from audit.models import Sighting
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import user_with
from tests.sessions import signed_in

pytestmark = pytest.mark.django_db
SCREEN = "/admin/who-saw-what/"


@pytest.fixture
def administrator():
    return user_with(Role.ADMINISTRATOR)


def rows(client, query: str = "") -> list[tuple]:
    page = client.get(SCREEN + query)
    rows = [row["sighting"] for row in page.context["rows"]]
    return [(each.user_id, each.object_id, each.screen) for each in rows]


def test_what_was_seen_is_shown_latest_first_and_by_reader(administrator):
    officer, other = user_with(Role.OFFICER), user_with(Role.OFFICER)
    application = ApplicationFactory()
    audit.record.saw(application, by=officer, screen="one")
    audit.record.saw(application, by=other, screen="two")
    client = signed_in(administrator)
    assert rows(client) == [
        (other.pk, application.pk, "two"),
        (officer.pk, application.pk, "one"),
    ]
    assert rows(client, f"?who={officer.email}") == [(officer.pk, application.pk, "one")]
    assert rows(client, "?since=nonsense") == []


def test_an_administrators_own_reading_of_a_person_is_recorded(administrator):
    officer = user_with(Role.OFFICER)
    signed_in(administrator).get(f"/admin/people/{officer.pk}/")
    [seen] = audit.record.sightings(officer.person)
    assert (seen.user, seen.screen) == (administrator, "people.user")


def queries_for(sightings: int, administrator) -> int:
    for _ in range(sightings):
        audit.record.saw(ApplicationFactory(), by=user_with(Role.OFFICER), screen="one")
    client = signed_in(administrator)
    client.get(SCREEN)
    with CaptureQueriesContext(connection) as captured:
        client.get(SCREEN)
    return len(captured)


def test_the_screen_takes_the_same_queries_for_one_and_three(administrator):
    assert queries_for(1, administrator) == queries_for(2, administrator)


@pytest.mark.parametrize("model", [Sighting, ModelLogEntry])
def test_nobody_changes_or_deletes_what_was_written(model):
    application = ApplicationFactory()
    audit.record.saw(application, by=application.applicant.user, screen="one")
    advance(application, "submit", by=application.applicant.user)
    for change in (model.objects.all().delete, lambda: model.objects.update(object_id=0)):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


def test_a_record_outside_a_transaction_is_refused(monkeypatch):
    application = ApplicationFactory()
    monkeypatch.setattr(audit.record, "connection", SimpleNamespace(in_atomic_block=False))
    with pytest.raises(audit.record.NotInTransaction):
        audit.record.record("application.submit", application, by=application.applicant.user)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.TRANSLATOR, Role.OFFICER])
def test_site_history_tells_casework_to_administrators_only(role, administrator):
    application = ApplicationFactory(state=State.DRAFT)
    advance(application, "submit", by=application.applicant.user)
    seen_by = ModelLogEntry.objects.viewable_by_user
    assert seen_by(user_with(role)).filter(action="application.submit").count() == 0
    assert seen_by(administrator).filter(action="application.submit").count() == 1


def test_what_was_seen_is_called_by_its_reference_and_its_screen_by_a_word(administrator):
    application = ApplicationFactory()
    audit.record.saw(application, by=user_with(Role.OFFICER), screen="pipeline.application")
    [row] = signed_in(administrator).get(SCREEN).context["rows"]
    assert (row["record"], row["screen"]) == (application.reference, "Application")


def test_every_screen_that_notes_its_readers_has_a_word():
    noted = set()
    for room in ("applications", "mentoring", "site"):
        for file in (settings.ROOT / room).rglob("*.py"):
            noted |= set(re.findall(r'\bscreen="([^"]+)"', file.read_text()))
    assert {screen for screen in noted if screen_name(screen) == screen} == set()


def test_a_reader_is_named_once_with_how_often(administrator):
    application, officer = ApplicationFactory(), user_with(Role.OFFICER)
    for _time in range(3):
        audit.record.saw(application, by=officer, screen="pipeline.application")
    audit.record.saw(application, by=administrator, screen="pipeline.application")
    readers = [(each["name"], each["times"]) for each in audit.record.readers(application)]
    assert readers == [(administrator.get_full_name(), 1), (officer.get_full_name(), 3)]


def test_a_deed_that_the_log_cannot_keep_is_refused_loudly(administrator):
    with pytest.raises(TypeError, match="there is no log for SimpleNamespace"):
        audit.record.record("accounts.join", SimpleNamespace(pk=1), by=administrator)
