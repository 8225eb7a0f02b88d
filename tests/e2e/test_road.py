"""The whole road, from a call nobody has read about to a paid, mentored, told project, as every
role, in a real browser. Everything of ours works with scripts off; only Wagtail's own page editor
needs them."""

from datetime import timedelta

import pytest
from django.utils import timezone

import audit.record
from accounts.models import Person
from applications.journey.history import rebuilt_state
from applications.journey.models import Application
from applications.judging.models import Round
from applications.payments.ledger import balances
from cms.actions import build_site
from cms.models import CallIndexPage, StoryIndexPage
from demo.accounts import STAFF_DOMAIN
from demo.programme import ground, papers, people
from demo.programme.cast import STAFF, Staff
from demo.programme.play import Cast, Play
from demo.questions import CRITERIA, POINTS

from .editor import Editor
from .running import Running, installation
from .visitor import Visitor

pytestmark = pytest.mark.django_db(transaction=True)
ASMAA = "asmaa@example.org"
EDITOR = f"editor@{STAFF_DOMAIN}"
PANEL: list[Staff] = [each for each in STAFF if each.key in ("chair", "judge1", "judge2", "judge3")]
STORY = "The market pays the rent now. Four machines run all day."


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, tmp_path_factory):
    with (
        django_db_blocker.unblock(),
        installation("road", tmp_path_factory.mktemp("road")) as running,
    ):
        yield running


@pytest.fixture(scope="module")
def play(site):
    """An open call of the demo programme with its staff and an empty site, and nothing else."""
    programme = ground.lay()
    play = Play(stage=None, programme=programme, users=Cast(people.hire(STAFF, programme)))
    build_site(programme, by=play.users["admin"])
    ground.open_call(
        programme, by=play.users["officer"], code="open-doors", title="Open doors", days=30,
        pot=20_000, cities=("coventry",), opens_in=-1,
    )  # fmt: skip
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


@pytest.fixture
def editor(browser, site, play):
    """With scripts, for Wagtail's page editor."""
    editor = Editor(browser, site).sign_in(EDITOR)
    yield editor
    editor.leave()


@pytest.fixture
def reader(browser, site):
    """Anybody."""
    reader = Visitor(browser, site)
    yield reader
    reader.leave()


def state() -> str:
    return Application.objects.get().state


def test_a_project_goes_the_whole_road(site, play, enter, editor, reader):
    officer = enter("officer")
    advertise(editor, officer)
    asmaa = apply(enter)
    application = Application.objects.get()
    assert state() == "submitted"
    screen(officer, application)
    learn(officer, asmaa, application, play)
    assert state() == "ready_to_pitch"
    invite_panel(officer)
    give_time(officer, asmaa, application)
    assert state() == "scheduled"
    pitch(enter, application)
    assert state() == "judged"
    decide(enter("chair"), officer, application)
    grant(officer, asmaa, application, site)
    assert state() == "agreed"
    pay(enter, site, number=1)
    assert state() == "active"
    mentor(enter, officer, asmaa, application)
    finish(enter, officer, asmaa, application, site)
    assert state() == "completed"
    tell(editor)
    read(reader)
    assert rebuilt_state(application) == "completed"
    assert balances(play.programme) == {
        "budget": -450_000, "committed": 0, "in_transit": 0, "paid": 450_000,
    }  # fmt: skip
    assert audit.record.history(application).count() > 10


def advertise(editor: Editor, officer: Visitor) -> None:
    """The officer writes what projects are scored against; the editor publishes the call's page."""
    officer.go("/admin/judging/rubrics/new/")
    officer.page.locator("main [name=call]").select_option(label="Open doors")
    officer.fill(scale_min="0", scale_max="5")
    words = "\n".join(f"{mark}: {meaning}" for mark, meaning in POINTS.items())
    for number, (name, description, weight) in enumerate(CRITERIA):
        officer.put(f"form-{number}-name", name)
        officer.put(f"form-{number}-description", description)
        officer.put(f"form-{number}-weight", str(weight))
        officer.put(f"form-{number}-words", words)
    officer.press("Save the rubric")
    editor.begin(CallIndexPage.objects.get(locale__language_code="en").pk)
    editor.write(title="Open doors", call="Open doors", introduction="Up to €5,000 and a mentor.")
    editor.write_text("who_can_apply", "You live in Coventry.")
    editor.write_text("what_it_pays", "Tools, rooms and travel.")
    editor.publish()


def apply(enter) -> Visitor:
    """From the public page to “sent”, in the applicant's own words."""
    asmaa = enter(ASMAA)
    Person.objects.filter(email=ASMAA).update(display_name="Asmaa Nasser")
    asmaa.go("/calls/open-doors/")
    asmaa.go("/apply/open-doors/check/")
    asmaa.fill(city="yes", people="yes", time="yes", trade="yes")
    asmaa.press("See the result")
    asmaa.press("Start my application")
    asmaa.fill(title="Second Stitch")
    asmaa.page.locator("main [name=strand]").first.check()
    asmaa.page.locator("main [name=city]").first.check()
    asmaa.press("Start")
    asmaa.press("Your project")
    asmaa.fill(need="Nobody pays for good sewing.", idea="A sewing room.")
    asmaa.press("Save and go on")
    asmaa.fill(people="Twelve women.", theme="employment")
    asmaa.press("Save and go on")
    asmaa.fill(amount="4,500", spend="Four machines.")
    asmaa.press("Save and go on")
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


def invite_panel(officer: Visitor) -> None:
    """A pitch day today, with a chair and three judges who are invited by e-mail."""
    officer.go("/admin/judging/rounds/new/")
    for field, label in (("call", "Open doors"), ("city", "Coventry")):
        officer.page.locator(f"main [name={field}]").select_option(label=label)
    officer.page.locator("main [name=rubric]").select_option(index=1)
    officer.fill(
        name="Pitch day", kind="pitch_day", quorum="3", places="1", venue="Old Post Office",
        day=timezone.localdate().isoformat(), begins="10:00", ends="15:00",
    )  # fmt: skip
    officer.press("Save the round")
    for judge in PANEL:
        officer.fill(name=judge.name, email=f"{judge.key}@{STAFF_DOMAIN}")
        if judge.key == "chair":
            officer.page.locator("main [name=chairs]").check()
        officer.press("Send the invitation")
    assert officer.text.count("has not said yet whom they know") == len(PANEL)


def give_time(officer: Visitor, asmaa: Visitor, application: Application) -> None:
    """The officer has a time suggested and saves it; the applicant reads it."""
    officer.press("Set pitch times")
    officer.fill(first="10:30", minutes="20", break_minutes="10", room="Hall")
    officer.press("Suggest, in the order below")
    officer.press("Save the times and tell the applicants")
    asmaa.go(f"/applications/{application.public_id}/")
    assert "10:30" in asmaa.text


def pitch(enter, application: Application) -> None:
    """Every judge says whom they know, and scores; the chair locks the scores."""
    place = Round.objects.get()
    for judge in PANEL:
        visitor = enter(judge.key)
        visitor.go(f"/judging/{place.public_id}/whom-i-know/")
        visitor.press("That is everybody I know")
        visitor.go(f"/judging/{place.public_id}/pitches/{application.public_id}/")
        for criterion in place.rubric.criteria.all():
            visitor.put(f"c{criterion.pk}", "4")
        visitor.put("comment", "Clear and needed.")
        visitor.click("button[value=submit]")
    chair = enter("chair")
    chair.go(f"/judging/{place.public_id}/")
    chair.press("Lock the scores")


def decide(chair: Visitor, officer: Visitor, application: Application) -> None:
    """The chair decides and proposes to finish; the officer confirms it."""
    place = Round.objects.get().public_id
    chair.go(f"/judging/{place}/decide/{application.public_id}/")
    chair.fill(outcome="award", amount="4500", reason="First by the panel's ranking.")
    chair.press("Save this decision")
    chair.go(f"/judging/{place}/close/")
    chair.press("Propose to finish")
    officer.go(f"/judging/{place}/close/")
    officer.press("Confirm: decide all of these now")


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


def tell(editor: Editor) -> None:
    """The story goes out, with the person's consent."""
    editor.record_consent(name="Asmaa Nasser", shown_name="Asmaa", email=ASMAA)
    editor.begin(StoryIndexPage.objects.get(locale__language_code="en").pk)
    editor.write(title="Fourteen women", introduction="A sewing room.", project="Second Stitch")
    editor.add("people")
    editor.choose("people-0-consent", "Asmaa")
    editor.add_text_block(STORY)
    editor.publish()


def read(reader: Visitor) -> None:
    """Anybody goes from the home page to the call, what it asks, the story, and the figures."""
    reader.go("/")
    reader.press("Open doors")
    assert "You live in Coventry." in reader.text
    assert "What is the problem?" in reader.text
    reader.follow("Stories")
    reader.press("Fourteen women")
    assert (STORY in reader.text, "Asmaa Nasser" in reader.text) == (True, False)
    reader.follow("What we have reached")
    assert "Projects with a grant" in reader.text
