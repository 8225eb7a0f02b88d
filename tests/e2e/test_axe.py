"""No page behind a sign-in has an accessibility mistake that axe can find: gathered role by role,
in English and Arabic, wide and narrow. For public pages see `test_widths.py`."""

from contextlib import closing
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from accounts.models import User
from applications.awards.models import Award
from applications.calls.models import Call
from applications.journey.models import AssistedStart
from applications.judging import actions as judging
from applications.judging.models import Closing, Entry, PanelMember, Round, Rubric
from applications.payments.models import Disbursement
from applications.pitching.models import PaperCard
from applications.training.models import Cohort
from cms.models import Consent, JournalEntry, NeedResponse
from config.kept_typing import KEY
from events.models import Event
from tests.factories.calls import CallFactory
from tests.factories.judging import panel_with, score_all, verdict
from tests.sessions import signed_in

from .browser import PATIENCE
from .looking import mistakes

WIDTHS = (1280, 360)


def of(cast, key: str):
    """The first application of an applicant of the demo."""
    return cast[key].person.applications.earliest("pk")


def amina(cast) -> list[str]:
    application = of(cast, "amina")
    return [
        "/my/",
        reverse("journey:status", args=[application.public_id]),
        reverse("awards:agreement", args=[application.public_id]),
        reverse("payments:mine", args=[application.public_id]),
        reverse("mentorships:mine", args=[application.public_id]),
    ]


def dina(cast) -> list[str]:
    key = of(cast, "dina").public_id
    return [
        "/my/",
        "/my/profile/",
        "/my/reminders/",
        "/my/kept/",
        reverse("journey:tasks", args=[key]),
        reverse("journey:section", args=[key, "project"]),
        reverse("journey:section", args=[key, "money"]),
        reverse("journey:check", args=[key]),
        reverse("journey:withdraw", args=[key]),
        reverse("journey:people", args=[key]),
        reverse("journey:invite_helper", args=[key]),
    ]


def caseworker(cast) -> list[str]:
    """Helping somebody, and beginning for somebody."""
    begun = AssistedStart.objects.get().application.public_id
    helper = of(cast, "dina").helpers.get().public_id
    return [
        "/my/",
        "/claim/",
        reverse("journey:tasks", args=[of(cast, "dina").public_id]),
        reverse("journey:translate", args=[of(cast, "dina").public_id]),
        reverse("journey:help", args=[helper]),
        reverse("journey:for_somebody"),
        reverse("journey:renew_for", args=[begun]),
        reverse("journey:sheet", args=[begun]),
        reverse("journey:check", args=[begun]),
    ]


def translator(cast) -> list[str]:
    """Asked to translate one answer of somebody."""
    return ["/my/", reverse("journey:translate", args=[of(cast, "rania").public_id])]


def lucas(cast) -> list[str]:
    key = of(cast, "lucas").public_id
    names = ("journey:people", "journey:name_co_applicant")
    return [reverse(name, args=[key]) for name in names]


def sofia(cast) -> list[str]:
    """Applying together with somebody."""
    key = of(cast, "lucas").public_id
    return [reverse(name, args=[key]) for name in ("journey:status", "journey:tasks")]


def abdul(cast) -> list[str]:
    key = of(cast, "abdul").public_id
    return [reverse("journey:status", args=[key]), reverse("journey:tasks", args=[key])]


def jerome(cast) -> list[str]:
    key = of(cast, "jerome").public_id
    return [reverse("training:training", args=[key]), reverse("training:plan", args=[key])]


def zainab(cast) -> list[str]:
    key = of(cast, "zainab").public_id
    names = ("journey:status", "journey:messages", "journey:translations", "judging:mine")
    return [reverse(name, args=[key]) for name in names]


def farah(cast) -> list[str]:
    key = of(cast, "farah").public_id
    return [reverse("awards:agreement", args=[key]), reverse("awards:decline", args=[key])]


def to_confirm(cast, *, waits: bool = False) -> str:
    """Where a round is closed that the demo's chair has proposed to close; made once. With `waits`
    an officer has confirmed it, and the worker has not begun."""
    programme = Call.objects.get(code="open-doors").programme
    code = "being-decided" if waits else "proposed"
    made = Round.objects.filter(call__code=code).first()
    if made is None:
        call = CallFactory(programme=programme, code=code)
        made, chair, members, entries = panel_with(rubric__call=call, places=3)
        made.members.update(terms_version=1)
        score_all(made, chair, members, entries)
        PanelMember.objects.filter(pk=chair.pk).update(user=cast["chair"])
        for entry in entries:
            judging.draft_decision(entry=entry, verdict=verdict("award"), by=cast["chair"])
        made = judging.propose_closing(judging_round=made, by=cast["chair"])
        if waits:
            facts = {"hash": made.proposed_hash, "applications": len(entries)}
            Closing.objects.create(round=made, asked_by=cast["officer"], **facts)
    return reverse("judging:close", args=[made.public_id])


def judge1(cast) -> list[str]:
    today = Round.objects.get(call__code="wolverhampton", kind="pitch_day").public_id
    reading = Round.objects.get(call__code="wolverhampton", kind="desk", each=None)
    pitch = of(cast, "zainab").public_id
    return [
        "/judging/",
        reverse("judging:terms", args=[reading.public_id]),
        reverse("judging:samples", args=[reading.public_id]),
        reverse("judging:conflicts", args=[reading.public_id]),
        reverse("judging:panel", args=[today]),
        reverse("pitching_judge:follow", args=[today]),
        reverse("judging:conflicts", args=[today]),
        reverse("judging:score", args=[today, of(cast, "samuel").public_id]),
        reverse("judging:score", args=[today, pitch]),
        reverse("judging:read", args=[today, pitch, 1]),
        reverse("judging:undo", args=[today, pitch]),
        reverse("judging:picture", args=[today, pitch]),
    ]


def chair(cast) -> list[str]:
    done = Round.objects.get(call__code="made-in-birmingham").public_id
    read = Round.objects.get(call__code="first-steps", kind="desk").public_id
    return [
        reverse("judging:ranking", args=[read]),
        reverse("judging:walk", args=[read]),
        reverse("judging:decide", args=[done, of(cast, "kwame").public_id]),
        reverse("judging:ranking", args=[done]),
        reverse("judging:walk", args=[done]) + "?what=if&places=2",
        reverse("judging:meeting", args=[done]),
        reverse("judging:judges", args=[done]),
        reverse("judging:reserve_list", args=[done]),
        reverse("judging:feedback", args=[done, of(cast, "kwame").public_id]),
        to_confirm(cast),
        to_confirm(cast, waits=True),
    ]


def mentor(cast) -> list[str]:
    mentorship = of(cast, "selam").award_record.mentorships.get()
    return [
        "/mentoring/",
        "/mentoring/profile/",
        reverse("mentorships:mentorship", args=[mentorship.public_id]),
        reverse("mentorships:log", args=[mentorship.public_id]),
    ]


def officer(cast) -> list[str]:
    cohort = Cohort.objects.get(name="Wolverhampton, evenings").public_id
    return [
        "/admin/",
        "/admin/pipeline/",
        reverse("pipeline:workload"),
        reverse("pipeline:filters"),
        reverse("pipeline:batches"),
        reverse("pipeline:checklist", args=[Call.objects.get(code="open-doors").public_id]),
        reverse("pipeline:application", args=[of(cast, "abdul").public_id]),
        reverse("pipeline:application", args=[of(cast, "amina").public_id]),
        reverse("pipeline:unread"),
        reverse("pipeline:messages", args=[of(cast, "oksana").public_id]),
        reverse("people_to_remind"),
        reverse("pipeline:translations"),
        reverse("pipeline:translate", args=[of(cast, "rania").public_id]),
        reverse("pipeline:ask_translator", args=[of(cast, "rania").public_id]),
        reverse("training_cohorts"),
        reverse("training_cohort", args=[cohort]),
        reverse("training_attendance", args=[cohort]),
        reverse("awards_admin:overview"),
        reverse("awards_admin:award", args=[Award.objects.latest("pk").public_id]),
        reverse("mentoring_overview"),
    ]


def officer_of_calls(cast) -> list[str]:
    """The officer's screens for calls."""
    call = Call.objects.get(code="open-doors")
    newest = call.question_sets.latest("version")
    draft = call.question_sets.get_or_create(version=9, defaults={"body": newest.body})
    return [
        reverse("calls:index"),
        reverse("calls:make"),
        reverse("calls:call", args=[call.public_id]),
        reverse("calls:change", args=[call.public_id]),
        reverse("calls:eligibility", args=[Call.objects.get(code="warm-homes").public_id]),
        reverse("calls:questions", args=[draft[0].pk]),
        reverse("calls:translate", args=[draft[0].pk, "ar"]),
    ]


def shared_out(day: Round, officer: User) -> Round:
    """A desk round of the pitch day's projects, shared out among its judges; made once."""
    facts = {"name": "Reading", "rubric": day.rubric, "city": day.city, "quorum": 2, "each": 2}
    times = {"starts_at": day.starts_at, "ends_at": day.ends_at}
    desk, new = Round.objects.get_or_create(
        call=day.call, kind="desk", each=2, defaults=facts | times
    )
    if new:
        desk.members.bulk_create(
            PanelMember(round=desk, user=each.user, chairs=each.chairs)
            for each in day.members.all()
        )
        desk.entries.bulk_create(
            Entry(round=desk, application=each.application) for each in day.entries.all()
        )
        judging.share_out(judging_round=desk, by=officer)
    return desk


def the_day(today: Round) -> list[str]:
    """The pitch day as its officer sees it."""
    stage, paper = today.stages.get(), PaperCard.objects.filter(entry__round=today).earliest("pk")
    return [
        reverse("pitching_admin:day", args=[today.public_id]),
        reverse("pitching_admin:order", args=[today.public_id, stage.pk]),
        reverse("pitching_admin:paper", args=[today.public_id]),
        reverse("pitching_admin:paper_card", args=[today.public_id, paper.code]),
    ]


def officer_on_stage(cast) -> list[str]:
    """The operator's phone."""
    today = Round.objects.get(call__code="wolverhampton", kind="pitch_day")
    return [reverse("pitching:operate", args=[today.stages.get().key])]


def officer_of_judging(cast) -> list[str]:
    """The officer's screens for judging, and the award that follows."""
    today = Round.objects.get(call__code="wolverhampton", kind="pitch_day")
    desk = shared_out(today, cast["officer"])
    return [
        reverse("judging_admin:index"),
        reverse("judging_admin:terms", args=[today.call.programme_id]),
        reverse("judging_admin:sample", args=[today.public_id, 1]),
        reverse("judging_admin:rubric_new"),
        reverse("judging_admin:rubric", args=[today.rubric_id]),
        reverse("judging_admin:rubric", args=[Rubric.objects.get(call__code="warm-homes").pk]),
        reverse("judging_admin:round_new"),
        reverse("judging_admin:round", args=[today.public_id]),
        reverse("judging_admin:round_change", args=[today.public_id]),
        reverse("judging_admin:readers", args=[desk.public_id]),
        reverse("judging_admin:member", args=[desk.public_id, desk.members.earliest("pk").pk]),
        reverse("judging_admin:schedule", args=[today.public_id]),
        reverse("judging_admin:running_order", args=[today.public_id]),
        *the_day(today),
        to_confirm(cast),
        to_confirm(cast, waits=True),
        reverse("awards_admin:issue", args=[of(cast, "dariusz").public_id]),
    ]


def editor(cast) -> list[str]:
    """The editor's own screens beside Wagtail's."""
    event = Event.objects.get(code="open-evening")
    sent = JournalEntry.objects.to_read().earliest("pk")
    return [
        reverse("event_people", args=[event.pk]),
        reverse("cms_consents"),
        reverse("cms_withdraw", args=[Consent.objects.earliest("pk").pk]),
        reverse("cms_translations"),
        reverse("cms_translations_of", args=["ar"]),
        reverse("cms_responses"),
        reverse("cms_followers"),
        reverse("cms_response", args=[NeedResponse.objects.latest("pk").pk]),
        reverse("cms_journal"),
        reverse("cms_journal_entry", args=[sent.public_id]),
    ]


def tomasz(cast) -> list[str]:
    """A founder's switch for the project's page, and the journal."""
    award = of(cast, "tomasz").award_record
    entry = award.journal.earliest("pk")
    return [
        reverse("my_project", args=[award.public_id]),
        reverse("journal_new", args=[award.public_id]),
        reverse("journal_entry", args=[award.public_id, entry.public_id]),
    ]


def payer(cast) -> list[str]:
    payment = Disbursement.objects.get(attempt=2).public_id
    return [
        reverse("payments_admin:queue"),
        reverse("payments_admin:payment", args=[payment]),
        reverse("payments_admin:reconciliation"),
    ]


VISITORS = [
    amina, dina, caseworker, translator, lucas, sofia, abdul, jerome, zainab, farah, judge1, chair,
    mentor, officer, officer_of_calls, officer_of_judging, officer_on_stage, payer, editor, tomasz,
]  # fmt: skip


@pytest.mark.parametrize("visitor", VISITORS, ids=lambda visitor: visitor.__name__)
class TestInEnglish:
    language = "en"

    def test_pages_have_no_accessibility_mistake(self, browser, demo, visitor):
        assert mistakes_of(browser, demo, visitor, self.language) == []


class TestInArabic(TestInEnglish):
    language = "ar"


def mistakes_of(browser, demo, visitor, language: str) -> list[str]:
    """What axe finds on the pages of a visitor, wide and narrow."""
    site, cast = demo
    user = cast[visitor.__name__.partition("_")[0]]
    with closing(window_of(browser, site.url, user, language)) as window:
        page = window.new_page()
        page.set_default_timeout(PATIENCE)
        found = []
        for address in visitor(cast):
            wanted = in_language(address, language)
            answer = page.goto(wanted)
            told = page.evaluate("document.documentElement.lang")
            path = urlsplit(wanted).path
            assert (answer.status, urlsplit(page.url).path, told) == (200, path, language)
            page.evaluate(AXE_SCRIPT)
            part = "main" if address.startswith("/admin/") else "html"
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                found += [f"{address} at {width}: {each}" for each in mistakes(page, part)]
    return found


def in_language(address: str, language: str) -> str:
    """Staff screens have one address; their language is in the person's profile."""
    return address if language == "en" or address.startswith("/admin/") else f"/ar{address}"


def window_of(browser, url: str, user: User, language: str):
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    window = browser.new_context(
        base_url=url, locale=language, bypass_csp=True, reduced_motion="reduce"
    )
    cookie = with_kept_typing(user).cookies["seedbed_session"].value
    window.add_cookies([{"name": "seedbed_session", "value": cookie, "url": url}])
    return window


def with_kept_typing(user: User) -> Client:
    """Signed in again, after a session that ended while the person was typing."""
    client = signed_in(user)
    over = timezone.now() - timedelta(minutes=1)
    Session.objects.filter(pk=client.session.session_key).update(expire_date=over)
    client.post("/my/profile/", {"display_name": "Typed too late", "language": "en"})
    kept = client.session[KEY]
    client = signed_in(user)
    session = client.session
    session[KEY] = kept
    session.save()
    return client
