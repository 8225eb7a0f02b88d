"""The whole road, from a published call to a paid, mentored, told project, as every role, in a
real browser with scripts off."""

from datetime import timedelta

import pytest
from django.utils import timezone

import audit.record
from accounts.models import Person
from applications.journey.history import rebuilt_state
from applications.journey.models import Application
from applications.judging.actions import lock_scores
from applications.judging.models import Round
from applications.payments.ledger import balances
from cms.actions import build_site, publish_call_page, publish_story
from cms.models import Consent
from demo.accounts import STAFF_DOMAIN
from demo.programme import ground, papers, people
from demo.programme.cast import STAFF
from demo.programme.panel import JUDGES, call_a_panel, give_times, write_rubric
from demo.programme.play import Cast, Play
from demo.programme.stories import CALLS, STORIES

from .running import Running, installation
from .visitor import Visitor

pytestmark = pytest.mark.django_db(transaction=True)
ASMAA = "asmaa@example.org"


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, tmp_path_factory):
    with (
        django_db_blocker.unblock(),
        installation("road", tmp_path_factory.mktemp("road")) as running,
    ):
        yield running


@pytest.fixture(scope="module")
def play(site):
    """An open call of the demo programme with its staff, and nothing else."""
    programme = ground.lay()
    play = Play(stage=None, programme=programme, users=Cast(people.hire(STAFF, programme)))
    build_site(programme, by=play.users["admin"])
    call = ground.open_call(
        programme, code="open-doors", title="Open doors", days=30, pot=20_000, cities=("coventry",),
        opens_in=-1,
    )  # fmt: skip
    publish_call_page(call, CALLS["open-doors"], by=play.users["editor"])
    return play


@pytest.fixture
def enter(browser, site):
    """`enter(who)` is that person, signed in once, in a window of their own."""
    windows: dict[str, Visitor] = {}

    def signed_in(who: str) -> Visitor:
        if who not in windows:
            email = who if "@" in who else f"{who}@{STAFF_DOMAIN}"
            windows[who] = Visitor(browser, site).sign_in(email)
        return windows[who]

    yield signed_in
    for window in windows.values():
        window.leave()


def state() -> str:
    return Application.objects.get().state


def test_a_project_goes_the_whole_road(browser, site, play, enter):
    asmaa = apply(enter)
    application = Application.objects.get()
    assert state() == "submitted"
    officer = enter("officer")
    screen(officer, application)
    learn(officer, asmaa, application, play)
    assert state() == "ready_to_pitch"
    pitch(enter, play, application)
    assert state() == "judged"
    decide(enter("chair"), application)
    grant(officer, asmaa, application, site)
    assert state() == "agreed"
    pay(enter, site, number=1)
    assert state() == "active"
    mentor(enter, officer, asmaa, application)
    finish(enter, officer, asmaa, application, site)
    assert state() == "completed"
    tell(browser, site, play, application)
    assert rebuilt_state(application) == "completed"
    assert balances(play.programme) == {
        "budget": -450_000, "committed": 0, "in_transit": 0, "paid": 450_000,
    }  # fmt: skip
    assert audit.record.history(application).count() > 10


def apply(enter) -> Visitor:
    """From the public page to “sent”, in the applicant's own words."""
    asmaa = enter(ASMAA)
    Person.objects.filter(email=ASMAA).update(display_name="Asmaa Nasser")
    asmaa.go("/calls/open-doors/")
    asmaa.go("/apply/open-doors/check/")
    asmaa.fill(city="yes", people="yes", time="yes")
    asmaa.press("See the result")
    asmaa.press("Start my application")
    asmaa.fill(title="Second Stitch")
    asmaa.page.locator("main [name=strand]").first.check()
    asmaa.page.locator("main [name=city]").first.check()
    asmaa.press("Start")
    asmaa.press("Your project")
    asmaa.fill(need="Nobody pays for good sewing.", idea="A sewing room.", people="Twelve women.")
    asmaa.fill(theme="employment")
    asmaa.press("Save and go on")
    asmaa.fill(amount="4,500", spend="Four machines.")
    asmaa.press("Save and go on")
    asmaa.page.locator("main [name=agree]").first.check()
    asmaa.press("Save and go on")
    asmaa.go(f"/applications/{Application.objects.get().public_id}/check/")
    asmaa.press("Send my application")
    return asmaa


def screen(officer: Visitor, application: Application) -> None:
    officer.go(f"/admin/pipeline/{application.public_id}/")
    officer.click("form:has([value=eligible]) button")
    assert state() == "eligible"


def learn(officer: Visitor, asmaa: Visitor, application: Application, play: Play) -> None:
    """Two meetings that are over, both attended; then the plan."""
    officer.go("/admin/training/new/")
    officer.page.locator("main [name=course]").select_option(index=1)
    officer.fill(name="Coventry, first", venue="Old Post Office", capacity="8")
    officer.page.locator("main [name=city]").select_option(label="Coventry")
    for row in range(2):
        day = timezone.localdate() - timedelta(days=3 - row)
        officer.put(f"meetings-{row}-topic", f"Meeting {row + 1}")
        officer.put(f"meetings-{row}-day", day.isoformat())
        officer.put(f"meetings-{row}-starts", "10:00")
        officer.put(f"meetings-{row}-ends", "15:00")
    officer.press("Plan this course")
    officer.page.locator("main form[action$='/offer/'] input[type=checkbox]").first.check()
    officer.press("Offer a place to these")
    asmaa.go(f"/applications/{application.public_id}/training/")
    asmaa.press("Yes, I want the place")
    assert state() == "in_training"
    officer.press("Mark attendance")
    for register in officer.page.locator("main details.sb-register").all():
        if register.get_attribute("open") is None:
            register.locator("summary").click()
        register.locator("input[value=present]").first.check()
    officer.press("Save all marks")
    asmaa.go(f"/applications/{application.public_id}/plan/")
    plan = papers.plan("Second Stitch", ["A sewing room."])
    asmaa.page.locator("input[type=file]").set_input_files(
        {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": plan.read()}
    )
    asmaa.press("Send my plan")


def pitch(enter, play: Play, application: Application) -> None:
    """The officer calls a panel and sets the time; every judge scores; the chair locks."""
    call = application.call
    judging_round = call_a_panel(
        play, call, write_rubric(play, call), name="Pitch day", city="coventry",
        venue="Old Post Office", places=1, in_days=0,
    )  # fmt: skip
    slots = Round.objects.get()
    project = type("Pitch", (), {"key": "asmaa"})
    play.users.keys_of["asmaa"] = application.applicant.user.pk
    give_times(play, slots, [project])
    for judge in JUDGES:
        visitor = enter(judge)
        visitor.go(f"/judging/{judging_round.public_id}/whom-i-know/")
        visitor.press("That is everybody I know")
        visitor.go(f"/judging/{judging_round.public_id}/pitches/{application.public_id}/")
        for criterion in judging_round.rubric.criteria.all():
            visitor.put(f"c{criterion.pk}", "4")
        visitor.put("comment", "Clear and needed.")
        visitor.click("button[value=submit]")
    lock_scores(judging_round=Round.objects.get(), by=play.users["chair"])


def decide(chair: Visitor, application: Application) -> None:
    place = Round.objects.get().public_id
    chair.go(f"/judging/{place}/decide/{application.public_id}/")
    chair.fill(outcome="award", amount="4500", reason="First by the panel's ranking.")
    chair.press("Save this decision")
    chair.go(f"/judging/{place}/close/")
    chair.press("Decide all of these now")


def grant(officer: Visitor, asmaa: Visitor, application: Application, site: Running) -> None:
    """Issue, sign, and give the bank details on Stripe's own page."""
    officer.go(f"/admin/awards/issue/{application.public_id}/")
    officer.press("Issue the award")
    assert state() == "awarded"
    asmaa.go(f"/applications/{application.public_id}/agreement/")
    asmaa.fill(name="Asmaa Nasser")
    asmaa.page.locator("main [name=agree]").check()
    asmaa.press("Sign the agreement")
    site.work()
    asmaa.go(f"/applications/{application.public_id}/payments/")
    asmaa.press("Set up my bank details")
    asmaa.click(asmaa.page.get_by_role("button", name="Finish and go back"))
    site.work()


def pay(enter, site: Running, *, number: int) -> None:
    """One approves, another releases, the worker pays, the bank has it."""
    approver, payer = enter("approver"), enter("payer")
    approver.go("/admin/payments/")
    approver.click("form[action$='/approve/'] button")
    payer.go("/admin/payments/")
    payer.click("form[action$='/release/'] button")
    site.work()
    payer.go("/admin/payments/")
    assert payer.text.count("Arrived") >= number


def mentor(enter, officer: Visitor, asmaa: Visitor, application: Application) -> None:
    award = application.award_record
    officer.go(f"/admin/mentoring/match/{award.public_id}/")
    officer.click("button[name=mentor]")
    mentorship = award.mentorships.get()
    guide = enter("mentor")
    guide.go(f"/mentoring/{mentorship.public_id}/check-in/")
    guide.fill(topics="sales", summary="The first fair went well.")
    guide.press("Save the check-in")
    asmaa.go(f"/mentoring/mine/{application.public_id}/")
    asmaa.press("Yes, this is right")
    assert mentorship.check_ins.get().confirmed_at is not None


def finish(enter, officer, asmaa, application: Application, site: Running) -> None:
    award = application.award_record
    asmaa.go(f"/applications/{application.public_id}/report/")
    asmaa.fill(text="We mended 412 things and five women earn with it.")
    asmaa.press("Send my report")
    officer.go(f"/admin/awards/{award.public_id}/")
    officer.press("Accept the report")
    pay(enter, site, number=2)
    officer.go(f"/admin/awards/{award.public_id}/")
    officer.press("Complete the grant")


def tell(browser, site: Running, play: Play, application: Application) -> None:
    """The story goes out, with consent, and anybody can read it."""
    consent = Consent.objects.create(
        name="Asmaa Nasser",
        uses=[Consent.Use.WEB],
        shown_name="Asmaa",
        given_how="Signed form",
        until=timezone.localdate() + timedelta(days=365),
    )
    words = {"en": STORIES["amina"]["en"]}
    publish_story(
        words, slug="asmaa", consent=consent, by=play.users["editor"],
        award=application.award_record,
    )  # fmt: skip
    reader = Visitor(browser, site)
    reader.go("/stories/asmaa/")
    assert reader.text.count("Fourteen women, four machines") >= 1
    reader.leave()
