"""Applying in the browser, without scripts."""

import pytest
from django.urls import reverse

import audit.record
from applications.calls.models import EligibilityQuestion
from applications.journey.models import Answer, Application
from applications.journey.states import State
from tests.factories.accounts import UserFactory
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import user_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    call = CallFactory()
    EligibilityQuestion.objects.create(
        call=call,
        position=1,
        key="local",
        texts={
            "en": {"question": "Will it happen in the city?", "advice": "Look at other calls."},
            "ar": {"question": "هل سيحدث في المدينة؟", "advice": "انظر إلى دعوات أخرى."},
        },
        otherwise=EligibilityQuestion.Outcome.NOT_THIS,
    )
    return call


@pytest.fixture
def draft() -> Application:
    return ApplicationFactory(answers={})


@pytest.fixture
def applicant(draft, sign_in):
    return sign_in(draft.applicant.user)


def page(name: str, application: Application, *more) -> str:
    return reverse(f"journey:{name}", args=[application.public_id, *more])


def versions(**more):
    return {"version-need": 0, "version-amount": 0} | more


def test_call_page_shows_every_question_without_an_account(client, call):
    text = client.get(f"/apply/{call.code}/").content.decode()
    for label in ("What is the problem?", "How much do you ask for?", "What I wrote is true."):
        assert text.count(label) == 1


def test_call_page_of_an_unpublished_call_is_not_found(client):
    call = CallFactory(published_at=None)
    assert client.get(f"/apply/{call.code}/").status_code == 404


@pytest.mark.parametrize(
    ("answer", "word"),
    [("yes", "Yes, it looks right"), ("no", "This may not be the right call")],
)
def test_eligibility_check_answers_without_an_account(client, call, answer, word):
    response = client.post(f"/apply/{call.code}/check/", {"local": answer})
    text = response.content.decode()
    assert (word in text, "Look at other calls." in text) == (True, answer == "no")


def test_eligibility_check_without_words_in_the_language_of_the_page_speaks_the_first_of_the_call(
    client,
):
    call = CallFactory(languages=["uk", "en"])
    texts = {"en": {"question": "In the city?"}, "uk": {"question": "У місті?"}}
    EligibilityQuestion.objects.create(call=call, position=1, key="local", texts=texts)
    form = client.get(f"/ar/apply/{call.code}/check/").context["form"]
    assert form.fields["local"].label == "У місті?"


def test_start_carries_the_eligibility_answers_along(client, call):
    client.post(f"/apply/{call.code}/check/", {"local": "yes"})
    client.force_login(UserFactory(), backend="allauth.account.auth_backends.AuthenticationBackend")
    response = client.post(
        f"/apply/{call.code}/start/",
        {"title": "Warm bread", "strand": call.strands.get().pk, "city": call.cities.get().pk},
    )
    application = Application.objects.get()
    assert response.url == page("tasks", application)
    assert (application.title, application.eligibility) == ("Warm bread", {"local": True})


def test_start_asks_a_new_person_for_their_name_once(client, call):
    client.post(f"/apply/{call.code}/check/", {"local": "yes"})
    user = UserFactory(person__display_name="newcomer", email="newcomer@example.org")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    url = f"/apply/{call.code}/start/"
    basics = {"title": "Bread", "strand": call.strands.get().pk, "city": call.cities.get().pk}
    assert list(client.post(url, basics).context["form"].errors) == ["name"]
    assert client.post(url, basics | {"name": "Amal"}).status_code == 302
    user.person.refresh_from_db()
    assert user.person.display_name == "Amal"
    assert [entry.action for entry in audit.record.history(user.person)] == [
        "accounts.change_profile"
    ]
    assert list(client.get(url).context["form"].fields) == ["title", "strand", "city", "writes_in"]


def test_start_without_the_check_asks_for_it_first(call, sign_in):
    response = sign_in(UserFactory()).get(f"/apply/{call.code}/start/")
    assert response.url == f"/apply/{call.code}/check/"


def test_section_saves_and_goes_on_to_the_next(draft, applicant):
    response = applicant.post(
        page("section", draft, "project"), versions(need="Too few meals", amount="4,500")
    )
    assert response.url == page("section", draft, "about_you")
    values = dict(Answer.objects.values_list("key", "value"))
    assert values == {"need": "Too few meals", "amount": 450_000}


def test_section_saved_for_later_leads_back_to_the_list(draft, applicant):
    response = applicant.post(
        page("section", draft, "project"), versions(need="Half a tho", amount="", later="")
    )
    assert response.url == page("tasks", draft)
    assert Answer.objects.get().value == "Half a tho"


@pytest.mark.parametrize("amount", ["9000", "lots", "0", "12.5.1", "4500.50"])
def test_section_keeps_and_shows_back_a_wrong_amount(draft, applicant, amount):
    response = applicant.post(page("section", draft, "project"), versions(need="", amount=amount))
    assert response.status_code == 200
    again = applicant.get(page("section", draft, "project")).content.decode()
    assert f'value="{amount}"' in again
    assert Answer.objects.get(key="amount").valid is False


def test_section_keeps_a_text_that_is_too_long(draft, applicant):
    long = "word " * 201
    response = applicant.post(page("section", draft, "project"), versions(need=long, amount=""))
    assert "You have 201. Your text is kept." in response.content.decode()
    assert Answer.objects.get().value == long


def test_section_in_two_windows_shows_both_texts_and_lets_the_person_choose(draft, applicant):
    url = page("section", draft, "project")
    applicant.post(url, versions(need="From the phone", amount=""))
    text = applicant.post(url, versions(need="From the library", amount="")).content.decode()
    assert ("From the phone" in text, "From the library" in text) == (True, True)
    assert '<input type="hidden" name="version-need" value="1">' in text
    assert Answer.objects.get().value == "From the phone"
    chosen = {"choose-need": "mine", "version-need": 1}
    applicant.post(url, versions(need="From the library", amount="") | chosen)
    assert Answer.objects.get().value == "From the library"


def test_section_in_two_windows_can_keep_the_saved_text(draft, applicant):
    url = page("section", draft, "project")
    applicant.post(url, versions(need="From the phone", amount=""))
    applicant.post(url, versions(need="From the library", amount="", **{"choose-need": "theirs"}))
    assert Answer.objects.get().value == "From the phone"


def test_check_lists_what_is_missing_and_offers_no_sending(draft, applicant):
    text = applicant.get(page("check", draft)).content.decode()
    assert (text.count("Please look at these answers again"), "Send my application" in text) == (
        1,
        False,
    )


def test_submit_twice_has_one_effect_and_says_so(sign_in):
    draft = ApplicationFactory()
    applicant = sign_in(draft.applicant.user)
    for _ in range(2):
        response = applicant.post(page("check", draft), {"seen": "draft"}, follow=True)
    assert "We have your application already. It was sent once." in response.content.decode()
    assert (audit.record.history(draft).count(), draft.receipts.count()) == (1, 1)


def test_submit_with_a_missing_answer_is_refused_and_said(draft, applicant):
    response = applicant.post(page("check", draft), {"seen": "draft"}, follow=True)
    assert "Some answers are still missing." in response.content.decode()
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_withdraw_and_undo(sign_in):
    application = ApplicationFactory(state=State.SUBMITTED)
    applicant = sign_in(application.applicant.user)
    applicant.post(page("withdraw", application), {"seen": "submitted"})
    application.refresh_from_db()
    assert application.state == State.WITHDRAWN
    applicant.post(page("undo", application), {"seen": "withdrawn"})
    application.refresh_from_db()
    assert application.state == State.SUBMITTED


@pytest.mark.parametrize("name", ["status", "tasks", "basics", "check", "withdraw"])
def test_a_stranger_finds_nothing(draft, sign_in, name):
    assert sign_in(UserFactory()).get(page(name, draft)).status_code == 404


@pytest.mark.parametrize("name", ["status", "tasks", "basics", "check", "withdraw"])
def test_an_officer_is_refused_the_applicants_screens(draft, sign_in, name):
    officer = user_with("officer", programme=draft.call.programme)
    assert sign_in(officer).get(page(name, draft)).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_call_page_asks_as_often_for_three_of_everything(
    call, sign_in, django_assert_num_queries, count
):
    user = UserFactory()
    ApplicationFactory.create_batch(count, call=call, user=user)
    reader = sign_in(user)
    with django_assert_num_queries(12):
        reader.get(f"/apply/{call.code}/")


@pytest.mark.usefixtures("this_room_alone")
@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("status", 18), ("tasks", 11), ("check", 11)])
def test_applicants_pages_ask_as_often_for_three_answers(
    sign_in, django_assert_num_queries, name, queries, count
):
    answers = dict(list({"need": "a", "amount": 5, "agree": True}.items())[:count])
    application = ApplicationFactory(answers=answers)
    reader = sign_in(application.applicant.user)
    with django_assert_num_queries(queries):
        reader.get(page(name, application))


@pytest.mark.parametrize("name", ["status", "tasks", "basics", "check", "withdraw"])
def test_every_page_speaks_arabic_from_the_right(draft, applicant, name):
    text = applicant.get("/ar" + page(name, draft)).content.decode()
    assert '<html lang="ar" dir="rtl">' in text
