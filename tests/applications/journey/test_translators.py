"""A translator of the programme reads what waits for a translation, and nothing else."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

import audit.record
from accounts.roles import Role
from applications.journey import translators, waiting
from applications.journey.actions import Typed, save_answers
from applications.journey.consents import Consent
from applications.journey.models import Application, AssistedStart
from applications.journey.states import State
from applications.journey.workflow import NotPermitted, NotReady
from notifications.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory, HelperFactory
from tests.factories.programmes import CityFactory, user_with
from tests.factories.questions import question, section

pytestmark = pytest.mark.django_db
ARABIC = "ينتظر الناس المساعدة طويلاً."
ENGLISH = "People wait long for help."
PAGES = ("tasks", "check", "status", "messages", "people", "translations")


@pytest.fixture
def sent() -> Application:
    asked = (question("need", "long_text"), question("phone", "contact"), question("plan"))
    draft = ApplicationFactory(
        call=CallFactory(questions=[section("all", *asked)]), language="ar", answers={}
    )
    draft.applicant.language = "ar"
    draft.applicant.save()
    given = [
        Typed("need", ARABIC),
        Typed("phone", {"name": "Salma", "email": "", "phone": "02475 550100"}),
        Typed("plan", "In English", language="en"),
    ]
    save_answers(draft, typed=given, by=draft.applicant.user)
    Application.objects.filter(pk=draft.pk).update(
        state=State.SUBMITTED, submitted_at=timezone.now()
    )
    return Application.objects.get(pk=draft.pk)


@pytest.fixture
def officer(sent):
    return user_with(Role.OFFICER, programme=sent.call.programme)


@pytest.fixture
def translator():
    return user_with(Role.TRANSLATOR)


def form(translator, **more) -> dict:
    today = timezone.now().date()
    return {
        "translator": translator.pk,
        "until": today + timedelta(days=9),
        "how": "by_phone",
        "agreed_on": today,
        "agree": "on",
    } | more


def ask(sent, translator, officer, **more):
    agreed = translators.Agreed(
        how=AssistedStart.ConsentHow.BY_PHONE,
        on=timezone.now().date(),
        consent=Consent("نعم", "1"),
    )
    given = {"ends_at": timezone.now() + timedelta(days=9), "agreed": agreed} | more
    return translators.ask_translator(sent, translator=translator, by=officer, **given)


def test_officer_asks_a_translator_with_the_applicants_word_in_their_language(
    sent, officer, translator, sign_in
):
    client = sign_in(officer)
    page = client.get(reverse("pipeline:translate", args=[sent.public_id])).content.decode()
    address = reverse("pipeline:ask_translator", args=[sent.public_id])
    assert f'href="{address}"' in page
    shown = client.get(address)
    assert [translator.person.display_name, 'lang="ar" dir="rtl"'] == [
        each
        for each in (translator.person.display_name, 'lang="ar" dir="rtl"')
        if each in shown.content.decode()
    ]
    refused = client.post(address, form(translator, agree=""))
    assert list(refused.context["form"].errors) == ["agree"]
    client.post(address, form(translator))
    client.post(address, form(translator))
    helper = sent.helpers.get()
    assert (helper.user, helper.consent_words, helper.may_type) == (
        translator,
        shown.context["consent"].words,
        False,
    )
    assert [each.kind for each in Message.objects.all()] == ["journey.translation_wanted"]
    deeds = [each.action for each in audit.record.history(sent)]
    assert deeds[-1] == "application.ask_translator"


def test_translator_sees_the_answers_that_wait_and_nothing_else(sent, officer, translator, sign_in):
    ask(sent, translator, officer)
    client = sign_in(translator)
    [door] = waiting.helping(translator)
    assert (door.url, sent.title in str(door)) == (
        reverse("journey:translate", args=[sent.public_id]),
        False,
    )
    text = client.get(door.url).content.decode()
    hidden = (sent.applicant.display_name, sent.title, "Salma", "In English")
    assert (ARABIC in text, [each for each in hidden if each in text]) == (True, [])
    for name in PAGES:
        status = client.get(reverse(f"journey:{name}", args=[sent.public_id])).status_code
        assert status in (403, 404), name
    section_page = reverse("journey:section", args=[sent.public_id, "all"])
    assert client.get(section_page).status_code == 403
    assert client.get(reverse("pipeline:application", args=[sent.public_id])).status_code != 200


def test_translation_carries_the_translators_name_and_waits_for_the_applicants_yes(
    sent, officer, translator, sign_in
):
    ask(sent, translator, officer)
    given = {"text-need": ENGLISH, "seen-need": 1, "translator": "Layan", "how": "person"}
    address = reverse("journey:translate", args=[sent.public_id])
    assert sign_in(translator).post(address, given).url == reverse("my_page")
    made = sent.translations.get()
    assert (made.translator, made.written_by, made.verdict) == ("Layan", translator, "")
    read = reverse("journey:translations", args=[sent.public_id])
    sign_in(sent.applicant.user).post(read, {"do": f"right:{made.pk}"})
    made.refresh_from_db()
    assert made.verdict == "right"


def test_applicant_sees_the_translator_and_stops_it(sent, officer, translator, sign_in):
    helper = ask(sent, translator, officer)
    applicant = sign_in(sent.applicant.user)
    people = applicant.get(reverse("journey:people", args=[sent.public_id])).content.decode()
    assert [translator.person.display_name in people, "نعم" in people] == [True, True]
    applicant.post(reverse("journey:end_help", args=[helper.public_id]))
    address = reverse("journey:translate", args=[sent.public_id])
    assert sign_in(translator).get(address).status_code == 403


def test_translators_help_ends_by_itself_and_can_be_asked_again(sent, officer, translator, sign_in):
    ask(sent, translator, officer)
    address = reverse("journey:translate", args=[sent.public_id])
    with time_machine.travel(timezone.now() + timedelta(days=10)):
        assert sign_in(translator).get(address).status_code == 403
        ask(sent, translator, officer, ends_at=timezone.now() + timedelta(days=3))
        assert sign_in(translator).get(address).status_code == 200


def test_each_programme_asks_its_own_translators(sent, officer, sign_in):
    call = sent.call
    here = user_with(Role.TRANSLATOR, programme=call.programme)
    in_the_city = user_with(Role.TRANSLATOR, programme=call.programme, city=sent.city)
    everywhere = user_with(Role.TRANSLATOR)
    elsewhere = user_with(Role.TRANSLATOR, programme=CallFactory().programme)
    user_with(Role.TRANSLATOR, programme=call.programme, city=CityFactory())
    address = reverse("pipeline:ask_translator", args=[sent.public_id])
    offered = sign_in(officer).get(address).context["form"].fields["translator"].queryset
    assert set(offered) == {here, in_the_city, everywhere}
    with pytest.raises(NotPermitted):
        ask(sent, elsewhere, officer)
    assert ask(sent, here, officer).user == here


def test_only_translators_are_asked_and_only_for_what_waits(sent, officer, translator):
    with pytest.raises(NotPermitted):
        ask(sent, UserFactory(), officer)
    with pytest.raises(NotPermitted):
        ask(sent, translator, user_with(Role.OFFICER, programme=CallFactory().programme))
    HelperFactory(application=sent, user=translator)
    with pytest.raises(NotReady, match="helps here already"):
        ask(sent, translator, officer)
    sent.untranslated.all().delete()
    with pytest.raises(NotReady, match="waits for a translation"):
        ask(sent, user_with(Role.TRANSLATOR), officer)
