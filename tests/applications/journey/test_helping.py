"""Somebody helps: asked by the applicant, for some parts, until a date."""

import hashlib
from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

import audit.record
from accounts.roles import Role
from applications.journey import consents, helping, waiting
from applications.journey.actions import Typed, save_answers, submit_application
from applications.journey.models import Answer, Confirmation, HandOver, Helper
from applications.journey.states import State
from applications.journey.workflow import NotPermitted, NotReady
from notifications.models import Message
from tests.accounts.test_sign_in import enter
from tests.factories.accounts import UserFactory
from tests.factories.journey import ApplicationFactory, HelperFactory
from tests.factories.programmes import user_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return ApplicationFactory()


@pytest.fixture
def helper(draft):
    return HelperFactory(application=draft, user__person__display_name="Maya Obi")


def page(name: str, application, *more) -> str:
    return reverse(f"journey:{name}", args=[application.public_id, *more])


def typed(**answers) -> list[Typed]:
    return [Typed(key, value, seen=1) for key, value in answers.items()]


def form(**more) -> dict:
    until = (timezone.now() + timedelta(days=20)).date().isoformat()
    return {
        "name": "Maya Obi",
        "email": "Maya@Work.example.org",
        "relation": "caseworker",
        "language": "ar",
        "scope": "type",
        "parts": ["project", "about_you"],
        "until": until,
        "agree": "on",
    } | more


def test_inviting_writes_to_the_helper_in_their_language_and_tells_nothing(draft, sign_in):
    applicant = sign_in(draft.applicant.user)
    assert applicant.post(page("invite_helper", draft), form()).status_code == 302
    helper = Helper.objects.get()
    assert (helper.email, helper.sections, helper.may_type, helper.user) == (
        "maya@work.example.org",
        [],
        True,
        None,
    )
    assert (helper.consent_words, helper.consent_version) == (
        consents.to_help().words,
        consents.VERSION,
    )
    letter = Message.objects.get()
    assert (letter.kind, letter.language, letter.to_email) == (
        "journey.help_asked",
        "ar",
        "maya@work.example.org",
    )
    told = " ".join([letter.subject, *letter.paragraphs])
    assert (draft.title in told, draft.call.title in told) == (False, False)
    assert letter.action_url.endswith(f"/ar/applications/help/{helper.public_id}/")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"until": "2020-01-01"}, "until"),
        ({"until": "2099-01-01"}, "until"),
        ({"agree": ""}, "agree"),
        ({"parts": []}, "parts"),
        ({"email": "OWN"}, "email"),
    ],
)
def test_an_invitation_that_cannot_be_says_why(draft, sign_in, more, field):
    if more.get("email") == "OWN":
        more = {"email": draft.applicant.user.email}
    answer = sign_in(draft.applicant.user).post(page("invite_helper", draft), form(**more))
    assert (list(answer.context["form"].errors), Helper.objects.count()) == ([field], 0)


def test_the_invited_person_finds_it_on_their_page_accepts_and_types(draft, sign_in):
    sign_in(draft.applicant.user).post(page("invite_helper", draft), form(parts=["project"]))
    user = UserFactory(email="maya@work.example.org", person__display_name="maya")
    user.person.email = user.email
    user.person.save()
    maya, helper = sign_in(user), Helper.objects.get()
    assert reverse("journey:help", args=[helper.public_id]) in maya.get("/my/").content.decode()
    assert maya.get(page("tasks", draft)).status_code == 404
    yes = maya.post(reverse("journey:help", args=[helper.public_id]), {"say": "yes"})
    assert yes.url == page("tasks", draft)
    user.person.refresh_from_db()
    assert user.person.display_name == "Maya Obi"
    assert page("tasks", draft) in maya.get("/my/").content.decode()
    saved = maya.post(
        page("autosave", draft, "project"), {"need": "From Maya", "version-need": 1, "amount": ""}
    )
    assert saved.json()["versions"]["need"] == 2
    assert Answer.objects.get(key="need").typed_by == user
    kinds = Message.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["journey.help_asked", "journey.help_accepted"]


def test_somebody_with_another_address_is_not_asked(draft, sign_in):
    helper = HelperFactory(application=draft, user=None)
    stranger = UserFactory()
    address = reverse("journey:help", args=[helper.public_id])
    assert sign_in(stranger).get(address).status_code == 404
    with pytest.raises(NotPermitted):
        helping.accept_help(helper, by=stranger)


def test_saying_no_tells_the_applicant_and_opens_nothing(draft, sign_in):
    user = UserFactory()
    helper = HelperFactory(application=draft, user=None, email=user.email)
    client = sign_in(user)
    client.post(reverse("journey:help", args=[helper.public_id]), {"say": "no"})
    assert client.get(page("tasks", draft)).status_code == 404
    assert Message.objects.get().kind == "journey.help_declined"


def test_a_helper_sees_their_parts_and_nothing_else(draft, sign_in):
    helper = HelperFactory(application=draft, sections=["about_you"])
    client = sign_in(helper.user)
    text = client.get(page("tasks", draft)).content.decode()
    here, hidden = page("section", draft, "about_you"), page("section", draft, "project")
    assert (here in text, hidden in text) == (True, False)
    assert client.get(here).status_code == 200
    assert client.get(hidden).status_code == 404
    assert client.post(page("autosave", draft, "project"), {"need": "No"}).status_code == 404
    for name in ("status", "basics", "check", "withdraw"):
        assert client.get(page(name, draft)).status_code == 404, name
    for name in ("people", "invite_helper"):
        assert client.get(page(name, draft)).status_code == 403, name
    with pytest.raises(NotPermitted):
        save_answers(draft, typed=typed(need="No"), by=helper.user)
    with pytest.raises(NotPermitted):
        submit_application(draft, by=helper.user, seen="draft")


def test_a_helper_who_may_only_read_changes_nothing(draft, sign_in):
    helper = HelperFactory(application=draft, may_type=False)
    client = sign_in(helper.user)
    client.post(page("section", draft, "project"), {"need": "No", "version-need": 1})
    client.post(page("autosave", draft, "project"), {"need": "No", "version-need": 1})
    assert Answer.objects.get(key="need").version == 1
    with pytest.raises(NotPermitted):
        save_answers(draft, typed=typed(need="No"), by=helper.user)


def test_a_helper_reads_what_was_sent_and_cannot_change_it(sign_in):
    sent = ApplicationFactory(state=State.SUBMITTED)
    client = sign_in(HelperFactory(application=sent).user)
    text = client.get(page("section", sent, "project")).content.decode()
    assert ("People wait too long for help." in text, "<textarea" in text) == (True, False)


def test_help_ends_by_itself_at_its_moment(draft, helper, sign_in):
    with time_machine.travel(helper.ends_at - timedelta(seconds=1), tick=False):
        assert sign_in(helper.user).get(page("tasks", draft)).status_code == 200
    with time_machine.travel(helper.ends_at, tick=False):
        answer = sign_in(helper.user).get(page("tasks", draft))
        assert answer.status_code == 403
        assert "Your help ended on" in answer.content.decode()
        late = sign_in(helper.user).post(page("autosave", draft, "project"), {"need": "Late"})
        assert (late.status_code, "Your help ended on" in late.json()["sentence"]) == (409, True)
        with pytest.raises(NotPermitted):
            save_answers(draft, typed=typed(need="Late"), by=helper.user)


def test_the_applicant_ends_help_at_once_and_can_ask_again(draft, helper, sign_in):
    applicant, guest = sign_in(draft.applicant.user), sign_in(helper.user)
    applicant.post(reverse("journey:end_help", args=[helper.public_id]))
    applicant.post(reverse("journey:end_help", args=[helper.public_id]))
    assert guest.get(page("tasks", draft)).status_code == 403
    assert Message.objects.get().kind == "journey.help_ended"
    applicant.post(page("invite_helper", draft), form(email=helper.email))
    assert Helper.objects.lasting().filter(application=draft).count() == 1


def test_the_same_address_twice_is_one_invitation(draft, sign_in):
    applicant = sign_in(draft.applicant.user)
    for _time in range(2):
        applicant.post(page("invite_helper", draft), form())
    assert (Helper.objects.count(), Message.objects.count()) == (1, 1)


def test_an_invitation_whose_day_has_passed_makes_room_for_a_new_one(draft):
    old = HelperFactory(application=draft)
    with time_machine.travel(old.ends_at + timedelta(days=1)):
        new = helping.invite_helper(
            draft,
            name="Maya",
            email=old.email,
            language="en",
            relation=Helper.Relation.FRIEND,
            may_type=True,
            sections=["project"],
            ends_at=timezone.now() + timedelta(days=5),
            consent=consents.to_help(),
            by=draft.applicant.user,
        )
    assert (new.pk == old.pk, new.sections) == (False, ["project"])


def test_what_a_helper_reads_and_does_is_on_record(draft, helper, sign_in):
    client = sign_in(helper.user)
    client.get(page("tasks", draft))
    client.get(page("section", draft, "project"))
    client.post(page("autosave", draft, "project"), {"need": "Typed", "version-need": 1})
    assert [each.screen for each in audit.record.sightings(draft)] == ["help", "help"]
    [entry] = audit.record.history(draft)
    assert (entry.action, entry.user) == ("application.answer", helper.user)


def test_two_people_in_one_part_see_both_texts_with_names(draft, helper, sign_in):
    digest = lambda text: hashlib.sha256(text.encode()).hexdigest()  # noqa: E731
    hers, his = "Her words، بالعربية " * 30, "His words " * 30
    applicant, guest = sign_in(draft.applicant.user), sign_in(helper.user)
    seen = {"version-need": 1, "version-amount": 1, "amount": "4500"}
    guest.post(page("autosave", draft, "project"), {"need": hers.strip()} | seen)
    said = applicant.post(page("autosave", draft, "project"), {"need": his.strip()} | seen).json()
    assert said["clashes"] == ["need"]
    assert digest(Answer.objects.get(key="need").value) == digest(hers.strip())
    shown = applicant.post(page("section", draft, "project"), {"need": his.strip()} | seen)
    text = shown.content.decode()
    assert [words in text for words in (hers.strip(), his.strip(), "Maya Obi")] == [True] * 3
    chosen = {"need": his.strip(), "choose-need": "mine", "version-need": 2, "amount": "4500"}
    applicant.post(page("section", draft, "project"), chosen | {"version-amount": 1})
    kept = draft.answer_versions.filter(key="need").order_by("version")
    assert [(digest(e.value), e.typed_by) for e in kept] == [
        (digest(hers.strip()), helper.user),
        (digest(his.strip()), draft.applicant.user),
    ]


def test_sending_waits_for_the_applicants_word_on_what_others_typed(draft, helper, sign_in):
    save_answers(draft, typed=typed(need="Maya wrote this"), by=helper.user)
    applicant = sign_in(draft.applicant.user)
    shown = applicant.get(page("check", draft))
    assert shown.context["to_confirm"] == {
        "who": [{"name": "Maya Obi", "labels": ["What is the problem?"]}],
        "versions": "need.2",
    }
    assert "Typed by Maya Obi" in shown.content.decode()
    applicant.post(page("check", draft), {"seen": "draft"})
    draft.refresh_from_db()
    assert (draft.state, Confirmation.objects.count()) == (State.DRAFT, 0)
    applicant.post(page("check", draft), {"seen": "draft", "confirm": "need.2"})
    draft.refresh_from_db()
    said = Confirmation.objects.get()
    assert (draft.state, said.versions, said.recorded_by, said.how) == (
        State.SUBMITTED,
        {"need": 2},
        draft.applicant.user,
        "self",
    )


def test_a_text_that_changed_after_the_applicant_read_it_is_not_confirmed(draft, helper):
    save_answers(draft, typed=typed(need="One"), by=helper.user)
    save_answers(draft, typed=[Typed("need", "Two", seen=2)], by=helper.user)
    with pytest.raises(NotReady, match="Other people typed"):
        submit_application(draft, by=draft.applicant.user, seen="draft", confirmed={"need": 2})
    submit_application(draft, by=draft.applicant.user, seen="draft", confirmed={"need": 3})
    assert draft.state == State.SUBMITTED


def test_handing_over_tells_the_applicant_once_and_stands_above_the_parts(draft, helper, sign_in):
    save_answers(draft, typed=typed(need="Maya wrote this"), by=helper.user)
    guest = sign_in(helper.user)
    for _time in range(2):
        guest.post(page("hand_over", draft), {"note": "Please read part one."})
    assert [each.kind for each in Message.objects.all()] == ["journey.handed_over"]
    text = sign_in(draft.applicant.user).get(page("tasks", draft)).content.decode()
    assert [
        words in text
        for words in ("Please read part one.", "Maya Obi typed here. Read it before you send.")
    ] == [True, True]


def test_an_officer_who_ever_helped_does_not_screen_it():
    sent = ApplicationFactory(state=State.SUBMITTED)
    officer = user_with(Role.OFFICER, programme=sent.call.programme)
    assert officer.has_perm("journey.screen", sent)
    HelperFactory(application=sent, user=officer, ended_at=timezone.now(), ended_by=officer)
    again = type(officer).objects.get(pk=officer.pk)
    assert not again.has_perm("journey.screen", sent)


def test_an_officer_sees_who_typed_what(sign_in):
    sent = ApplicationFactory(state=State.SUBMITTED)
    helper = HelperFactory(application=sent, user__person__display_name="Maya Obi")
    sent.answers.filter(key="need").update(typed_by=helper.user)
    officer = sign_in(user_with(Role.OFFICER, programme=sent.call.programme))
    text = officer.get(reverse("pipeline:application", args=[sent.public_id])).content.decode()
    assert text.count("Typed by Maya Obi") == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_helpers_asks_as_often_for_three(
    draft, sign_in, django_assert_num_queries, count
):
    HelperFactory.create_batch(count, application=draft)
    applicant = sign_in(draft.applicant.user)
    with django_assert_num_queries(10):
        applicant.get(page("people", draft))


@pytest.mark.parametrize("count", [1, 3])
def test_my_page_asks_as_often_for_three_people_to_help(django_assert_num_queries, count):
    user = UserFactory()
    HelperFactory.create_batch(count, user=user)
    HelperFactory.create_batch(count, user=None, email="")
    Helper.objects.filter(user=None).update(email=user.email)
    with django_assert_num_queries(2):
        found = [*waiting.helping(user), *waiting.asked_to_help(user)]
    assert len(found) == 2 * count


def test_words_for_the_applicant_survive_the_quick_way_out_and_an_ended_session(
    draft, helper, sign_in
):
    address, tasks = page("hand_over", draft), page("tasks", draft)
    client = sign_in(helper.user)
    shown = client.get(tasks).content.decode()
    assert f'form="typed" name="leave" value="{address}"' in shown
    client.post(reverse("phone_leave"), {"leave": address, "note": "Look at the costs."})
    enter(client, helper.user.email)
    kept = client.get(reverse("kept")).context["kept"]
    assert client.get(address).url == tasks
    client.post(kept["path"], dict(kept["fields"]))
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))
    client.post(address, {"note": "And at the names."})
    enter(client, helper.user.email)
    kept = client.get(reverse("kept")).context["kept"]
    client.post(kept["path"], dict(kept["fields"]))
    said = HandOver.objects.order_by("pk").values_list("note", flat=True)
    assert list(said) == ["Look at the costs.", "And at the names."]
