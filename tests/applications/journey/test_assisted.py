"""A caseworker begins for somebody without e-mail; the person claims it later."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

import audit.record
from accounts.actions import HasSignIn, take_person
from accounts.models import Person, User
from accounts.roles import Role
from applications.calls.models import EligibilityQuestion
from applications.journey import assisted
from applications.journey.actions import Typed, save_answers, submit_application, withdraw
from applications.journey.consents import Consent
from applications.journey.models import Application, AssistedStart, Confirmation
from applications.journey.states import State
from applications.journey.workflow import NotPermitted, NotReady
from notifications.models import Message
from tests.factories.accounts import OrganisationFactory, PersonFactory, UserFactory
from tests.factories.calls import CallFactory
from tests.factories.journey import GOOD_ANSWERS, ApplicationFactory
from tests.factories.programmes import CityFactory, user_with

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_codes_tried():
    cache.clear()


@pytest.fixture
def call():
    return CallFactory()


@pytest.fixture
def caseworker(call):
    return user_with(Role.CASEWORKER, programme=call.programme, city=call.cities.get())


def begin(call, by, **more) -> Application:
    given = {
        "name": "Yusuf",
        "phone": "",
        "title": "Bread oven",
        "strand": call.strands.get(),
        "city": call.cities.get(),
        "eligibility": {},
        "ends_at": timezone.now() + timedelta(days=60),
        "agreed": assisted.AgreedIn(
            how=AssistedStart.ConsentHow.IN_PERSON,
            on=timezone.localdate(),
            language="ar",
            consent=Consent("أوافق", "1"),
        ),
    }
    return assisted.start_for(call=call, by=by, **(given | more))


def filled(call, by) -> Application:
    application = begin(call, by)
    save_answers(application, typed=[Typed(k, v) for k, v in GOOD_ANSWERS.items()], by=by)
    return application


def page(name: str, application, *more) -> str:
    return reverse(f"journey:{name}", args=[application.public_id, *more])


def test_beginning_for_somebody_keeps_their_consent_in_their_language(call, caseworker, sign_in):
    client = sign_in(caseworker)
    address = reverse("apply:start_for", args=[call.code])
    assert list(client.get(address).context["language"].fields) == ["language"]
    today = timezone.now().date()
    basics = {
        "name": "Yusuf",
        "phone": "02475 550100",
        "title": "Bread oven",
        "strand": call.strands.get().pk,
        "city": call.cities.get().pk,
        "until": today + timedelta(days=60),
        "how": "in_person",
        "agreed_on": today,
    }
    refused = client.post(f"{address}?language=ar", basics)
    assert list(refused.context["form"].errors) == ["agree"]
    assert 'lang="ar" dir="rtl"' in refused.content.decode()
    done = client.post(f"{address}?language=ar", basics | {"agree": "on"})
    application = Application.objects.get()
    assert done.url == page("sheet", application)
    start, person = application.assisted_starts.get(), application.applicant
    assert (start.consent_language, start.consent_how, start.started_by) == (
        "ar",
        "in_person",
        caseworker,
    )
    assert start.consent_words == refused.context["consent"].words
    assert (person.display_name, person.language, person.phone, person.email) == (
        "Yusuf",
        "ar",
        "02475 550100",
        "",
    )
    assert client.get(page("tasks", application)).status_code == 200


def test_the_check_comes_first_and_is_asked_anew_for_the_next_person(call, caseworker, sign_in):
    EligibilityQuestion.objects.create(
        call=call, position=1, key="local", texts={"en": {"question": "Here?", "advice": "No."}}
    )
    client, address = sign_in(caseworker), reverse("apply:start_for", args=[call.code])
    assert client.get(address).url == reverse("apply:check", args=[call.code])
    client.post(reverse("apply:check", args=[call.code]), {"local": "yes"})
    today = timezone.now().date()
    given = {
        "name": "Yusuf",
        "title": "Oven",
        "strand": call.strands.get().pk,
        "city": call.cities.get().pk,
        "until": today,
        "how": "by_phone",
        "agreed_on": today,
        "agree": "on",
    }
    client.post(f"{address}?language=en", given)
    assert Application.objects.get().eligibility == {"local": True}
    assert client.get(address).url == reverse("apply:check", args=[call.code])


def test_only_a_caseworker_of_the_programme_and_city_begins(call):
    elsewhere = user_with(Role.CASEWORKER, programme=CallFactory().programme)
    other_city = user_with(Role.CASEWORKER, programme=call.programme, city=CityFactory())
    officer = user_with(Role.OFFICER, programme=call.programme)
    for nobody in (elsewhere, other_city, officer, UserFactory()):
        with pytest.raises(NotPermitted):
            begin(call, nobody)
    assert Person.objects.filter(display_name="Yusuf").count() == 0
    of_partner = user_with(
        Role.CASEWORKER, programme=call.programme, organisation=OrganisationFactory()
    )
    assert begin(call, of_partner).helpers.get().user == of_partner


def test_the_caseworker_sends_it_only_with_the_persons_word_and_says_how(call, caseworker, sign_in):
    application = filled(call, caseworker)
    client = sign_in(caseworker)
    tick = client.get(page("check", application)).context["to_confirm"]["versions"]
    for refused in ({}, {"confirm": tick}, {"how": "in_person"}, {"confirm": tick, "how": "self"}):
        client.post(page("check", application), {"seen": "draft"} | refused)
        application.refresh_from_db()
        assert application.state == State.DRAFT, refused
    word = {"seen": "draft", "confirm": tick, "how": "by_phone"}
    assert client.post(page("check", application), word).url == page("tasks", application)
    application.refresh_from_db()
    said = Confirmation.objects.get()
    assert (application.state, said.how, said.recorded_by, sorted(said.versions)) == (
        State.SUBMITTED,
        "by_phone",
        caseworker,
        ["agree", "amount", "need"],
    )
    with pytest.raises(NotPermitted):
        withdraw(application, by=caseworker, seen="submitted")


def test_the_code_is_shown_once_kept_as_a_hash_and_a_new_one_kills_it(call, caseworker, sign_in):
    application, client = begin(call, caseworker), sign_in(caseworker)
    sheet = client.post(page("sheet", application))
    code = sheet.context["code"]
    text = sheet.content.decode()
    assert (code in text, '<html lang="ar" dir="rtl">' in text) == (True, True)
    assert code not in client.get(page("sheet", application)).content.decode()
    start = AssistedStart.objects.get()
    assert start.code_hash == assisted.hash_of(code)
    assert code.replace(" ", "") not in start.code_hash
    new = assisted.make_code(application, by=caseworker)
    with pytest.raises(NotReady):
        assisted.claim(code, by=UserFactory())
    assert assisted.claim(new, by=UserFactory()) == application


def test_a_newcomer_claims_it_and_is_the_person_who_was_written_down(call, caseworker, sign_in):
    application = filled(call, caseworker)
    person, code = application.applicant, assisted.make_code(application, by=caseworker)
    user = UserFactory(email="yusuf@example.org", person__display_name="yusuf")
    before = user.person_id
    arabic = code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    answer = sign_in(user).post(reverse("claim"), {"code": arabic})
    assert answer.url == page("status", application)
    user = User.objects.get(pk=user.pk)
    assert (user.person, user.person.display_name, user.person.email) == (
        person,
        "Yusuf",
        "yusuf@example.org",
    )
    assert not Person.objects.filter(pk=before).exists()
    client = sign_in(user)
    assert client.get(page("status", application)).status_code == 200
    assert (
        caseworker.person.display_name in client.get(page("people", application)).content.decode()
    )
    assert [each.kind for each in Message.objects.all()] == ["journey.claimed"]
    actions = [each.action for each in audit.record.history(application)]
    assert actions[-2:] == ["application.claim_code", "application.claim"]
    caseworker = User.objects.get(pk=caseworker.pk)
    with pytest.raises(NotPermitted):
        submit_application(application, by=caseworker, seen="draft")
    client.post(reverse("journey:end_help", args=[application.helpers.get().public_id]))
    assert sign_in(caseworker).get(page("tasks", application)).status_code == 403


def test_somebody_with_an_application_of_their_own_claims_and_stays_who_they_are(call, caseworker):
    application = begin(call, caseworker)
    code = assisted.make_code(application, by=caseworker)
    user = ApplicationFactory(call=call).applicant.user
    assisted.claim(code, by=user)
    application.refresh_from_db()
    assert application.applicant == user.person
    assert user.person.applications.count() == 2


def test_a_code_works_once_and_until_its_day(call, caseworker):
    application = begin(call, caseworker)
    code = assisted.make_code(application, by=caseworker)
    with time_machine.travel(timezone.now() + assisted.CODE_LIVES), pytest.raises(NotReady):
        assisted.claim(code, by=UserFactory())
    assisted.claim(code, by=UserFactory())
    with pytest.raises(NotReady):
        assisted.claim(code, by=UserFactory())
    with pytest.raises(NotPermitted):
        assisted.make_code(application, by=caseworker)


def test_the_caseworker_cannot_claim_it_themselves(call, caseworker):
    code = assisted.make_code(begin(call, caseworker), by=caseworker)
    with pytest.raises(NotReady, match="for the person whom you help"):
        assisted.claim(code, by=caseworker)


def test_guessing_codes_is_slowed_down(sign_in):
    client = sign_in(UserFactory())
    got = [client.post(reverse("claim"), {"code": str(n) * 12}).status_code for n in range(10)]
    assert got == [200] * 10
    assert client.post(reverse("claim"), {"code": "1" * 12}).status_code == 429


def test_nobody_takes_the_place_of_a_person_who_signs_in():
    with pytest.raises(HasSignIn):
        take_person(UserFactory(), UserFactory().person, by=User.objects.system())


def test_taking_a_person_leaves_no_empty_one_behind():
    user, person = UserFactory(), PersonFactory(email="")
    assert take_person(user, person, by=user) == person
    assert Person.objects.filter(user=None).count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_a_caseworker_asks_as_often_for_three(
    call, caseworker, sign_in, django_assert_num_queries, count
):
    for number in range(count):
        begin(call, caseworker, title=f"Oven {number}")
    client = sign_in(caseworker)
    with django_assert_num_queries(8):
        client.get(reverse("journey:for_somebody"))


def test_an_officer_sees_who_began_it_with_which_consent_and_whose_word(call, caseworker, sign_in):
    application = filled(call, caseworker)
    submit_application(
        application,
        by=caseworker,
        seen="draft",
        confirmed={"need": 1, "amount": 1, "agree": 1},
        how=Confirmation.How.BY_PHONE,
    )
    officer = sign_in(user_with(Role.OFFICER, programme=call.programme))
    text = officer.get(reverse("pipeline:application", args=[application.public_id])).content
    told = text.decode()
    assert [
        words in told
        for words in ("Began it for this person", "أوافق", "They said so on the phone")
    ] == [True, True, True]


def again(application, by, **more) -> AssistedStart:
    given = {
        "ends_at": timezone.now() + timedelta(days=80),
        "agreed": assisted.AgreedIn(
            how=AssistedStart.ConsentHow.BY_PHONE,
            on=timezone.localdate(),
            language="ar",
            consent=Consent("نعم", "2"),
        ),
    }
    return assisted.renew(application.assisted_starts.first(), by=by, **(given | more))


def test_help_goes_on_after_its_last_day_when_the_person_agrees_again(call, caseworker, sign_in):
    application = begin(call, caseworker)
    assisted.make_code(application, by=caseworker)
    with time_machine.travel(timezone.now() + timedelta(days=70)):
        client = sign_in(caseworker)
        assert client.get(page("tasks", application)).status_code == 403
        [began] = client.get(reverse("journey:for_somebody")).context["began"]
        today = timezone.now().date()
        given = {"until": today + timedelta(days=30), "how": "by_phone", "agreed_on": today}
        address = page("renew_for", application)
        assert began.application == application
        assert list(client.post(address, given).context["form"].errors) == ["agree"]
        assert client.post(address, given | {"agree": "on"}).url == page("tasks", application)
        assert client.get(page("tasks", application)).status_code == 200
        assert len(client.get(reverse("journey:for_somebody")).context["began"]) == 1
    latest, first = application.assisted_starts.all()
    assert (latest.consent_how, first.consent_how) == ("by_phone", "in_person")
    assert (first.code_hash, first.helper.ended_by) == ("", caseworker)
    deeds = [each.action for each in audit.record.history(application)]
    assert deeds.count("application.renew_for") == 1


def test_consent_can_be_renewed_before_the_last_day_and_the_code_is_made_anew(call, caseworker):
    application = begin(call, caseworker)
    old = assisted.make_code(application, by=caseworker)
    again(application, caseworker)
    with pytest.raises(NotReady):
        assisted.claim(old, by=UserFactory())
    person = UserFactory()
    assisted.claim(assisted.make_code(application, by=caseworker), by=person)
    claimed = application.assisted_starts.values_list("claimed_by", flat=True)
    assert list(claimed) == [person.pk, person.pk]
    with pytest.raises(NotReady, match="taken it over"):
        again(application, caseworker)


@pytest.mark.parametrize("organisation", [None, OrganisationFactory])
def test_a_colleague_of_the_organisation_asks_the_person_again_and_takes_over(
    call, sign_in, organisation
):
    of = {"programme": call.programme, "organisation": organisation and organisation()}
    first, colleague = (user_with(Role.CASEWORKER, **of) for _each in range(2))
    application = begin(call, first)
    old = assisted.make_code(application, by=first)
    first.assignments.update(ends_at=timezone.now())
    client, today = sign_in(colleague), timezone.now().date()
    [listed] = client.get(reverse("journey:for_somebody")).context["colleagues"]
    assert (listed.application, client.get(page("tasks", application)).status_code) == (
        application,
        404,
    )
    address = page("renew_for", application)
    assert first.person.display_name in client.get(address).content.decode()
    given = {"until": today + timedelta(days=30), "how": "by_phone", "agreed_on": today}
    assert client.post(address, given | {"agree": "on"}).url == page("tasks", application)
    latest = application.assisted_starts.first()
    assert (latest.started_by, latest.consent_how) == (colleague, "by_phone")
    assert sign_in(first).get(page("tasks", application)).status_code == 403
    assert [each.kind for each in Message.objects.all()] == ["journey.help_taken_over"]
    with pytest.raises(NotReady):
        assisted.claim(old, by=UserFactory())
    assisted.claim(assisted.make_code(application, by=colleague), by=UserFactory())


def test_caseworkers_of_other_organisations_do_not_renew_the_consent(call, sign_in):
    first = user_with(Role.CASEWORKER, programme=call.programme, organisation=OrganisationFactory())
    application = begin(call, first)
    others = [
        user_with(Role.CASEWORKER, programme=call.programme, organisation=OrganisationFactory()),
        user_with(Role.CASEWORKER, programme=call.programme),
        user_with(Role.OFFICER, programme=call.programme),
    ]
    for nobody in others:
        with pytest.raises(NotPermitted):
            again(application, nobody)
        assert sign_in(nobody).get(page("renew_for", application)).status_code == 404


def test_a_colleague_in_another_city_does_not_renew_the_consent(call, caseworker):
    application = begin(call, caseworker)
    elsewhere = user_with(Role.CASEWORKER, programme=call.programme, city=CityFactory())
    with pytest.raises(NotPermitted):
        again(application, elsewhere)


def test_long_lists_of_a_caseworker_come_in_light_pages(call, sign_in):
    mine, colleague = (user_with(Role.CASEWORKER, programme=call.programme) for _each in range(2))
    for number in range(9):
        for by in (mine, colleague):
            begin(call, by, title=f"Oven {number}", name="ياسمين " * 17)
    client, seen, address = sign_in(mine), {}, reverse("journey:for_somebody")
    for name in ("before", "colleagues_before"):
        pages = [client.get(f"/ar{address}")]
        more = "began_next" if name == "before" else "colleagues_next"
        pages.append(client.get(f"/ar{address}{pages[0].context[more]}"))
        group = "began" if name == "before" else "colleagues"
        seen[group] = [len(page.context[group]) for page in pages]
        assert max(len(page.content) for page in pages) < 20_000
    assert seen == {"began": [8, 1], "colleagues": [8, 1]}
