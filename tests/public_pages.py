"""Every public page that people read, as the demo shows it: each type, and its other states.

Types of page come from the models, addresses from the table of access: one that is new and not
visited here fails `tests/demo/test_public_pages.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from applications.awards.models import Award
from applications.journey.models import Application
from applications.journey.states import State
from applications.judging.links import path_of
from applications.judging.models import PanelLink
from applications.pitching.models import Stage, Turn
from applications.pitching.states import TurnState
from applications.referrals.models import Referral
from applications.reminders.links import stop_token
from cms import shown
from cms.languages import full_url
from cms.models import Consent, Showing, Statement
from cms.models.base import SitePage
from demo.views import maildir, newest_keys
from events.models import Registration
from following.models import Follow
from tests.access.table_libraries import ENTRANCE
from tests.access.walk import NOT_FOUND, OK, rows

LANGUAGES = ("en", "ar")


@dataclass(frozen=True)
class Visit:
    """A page to look at. `sent` sends its form with nothing in it first."""

    path: str
    status: int = 200
    sent: bool = False
    languages: tuple[str, ...] = LANGUAGES

    def __str__(self) -> str:
        return f"{self.path}{' (sent empty)' if self.sent else ''}"

    def address(self, language: str) -> str:
        return self.path if language == "en" else f"/{language}{self.path}"


def page_types(model: type = SitePage) -> set[type]:
    kinds = {kind for each in model.__subclasses__() for kind in page_types(each)}
    return kinds | ({model} if not model._meta.abstract else set())


def by_type() -> dict[type, list[str]]:
    """Of each type of page its first one in English and in Arabic."""
    found: dict[tuple[type, str], str] = {}
    for page in shown.pages().order_by("path"):
        code = page.locale.language_code
        if code in LANGUAGES:
            address = full_url(page).removeprefix(settings.BASE_URL)
            found.setdefault((page.specific_class, code), address)
    types = dict.fromkeys(kind for kind, _code in found)
    return {kind: [url for key, url in found.items() if key[0] is kind] for kind in types}


OTHER_STATES = [
    Visit("/calls/open-doors/"),
    Visit("/calls/warm-homes/"),
    Visit("/calls/first-steps/"),
    Visit("/calls/?q=nothing-like-it"),
    Visit("/events/open-evening/"),
    Visit("/events/budget-clinic/"),
    Visit("/events/garden-walk/"),
    Visit("/events/first-meeting/"),
    Visit("/journals/?show=zoom-ins"),
    Visit("/journals/zoom-in-1/"),
    Visit("/resources/?q=nothing-like-it"),
    Visit("/accessibility/"),
    Visit("/no-such-page/", status=404),
]
"""Calls open, to come and over, events with places, full, cancelled and over, empty lists."""


def a_link(model: type, name: str, **wanted: object) -> list[Visit]:
    """The page behind a private link."""
    return [Visit(reverse(name, args=[model.objects.filter(**wanted).latest("pk").token]))]


def registering() -> list[Visit]:
    form = reverse("event_register", args=["open-evening"])
    full = reverse("event_register", args=["budget-clinic"])
    return [Visit(form), Visit(form, sent=True), Visit(f"{form}?done=coming"), Visit(full)]


def a_need() -> list[Visit]:
    needs = Statement.objects.needs().order_by("pk")
    form = reverse("need", args=[needs.filter(done_on=None).first().pk])
    met = reverse("need", args=[needs.exclude(done_on=None).first().pk])
    return [
        Visit(form), Visit(form, sent=True), Visit(f"{form}?sent=1"), Visit(met, status=410),
    ]  # fmt: skip


def following() -> list[Visit]:
    form = reverse("follow_calls")
    return [Visit(form), Visit(form, sent=True), Visit(f"{form}?sent=1")]


def searching() -> list[Visit]:
    return [Visit("/search/"), Visit("/search/?q=bread"), Visit("/search/?q=nothing-like-it")]


def a_page_not_translated() -> list[Visit]:
    page = shown.pages("en").filter(slug="amina").first()
    return [Visit(reverse("other_languages", args=[page.pk]), languages=("fr",))]


def a_project() -> list[Visit]:
    shown_ones = Award.objects.filter(showing__hidden_at=None, showing__agreed_at__isnull=False)
    return [Visit(reverse("follow_project", args=[shown_ones.earliest("pk").public_id]))]


def checking() -> list[Visit]:
    form = reverse("apply:check", args=["open-doors"])
    return [Visit(form), Visit(form, sent=True)]


def a_reminder() -> list[Visit]:
    draft = Application.objects.filter(state=State.DRAFT).earliest("pk")
    user = User.objects.get(person=draft.applicant)
    return [Visit(reverse("reminders_stop", args=[stop_token(user.pk, draft.pk)]))]


def a_judges_link() -> list[Visit]:
    form = path_of(PanelLink.objects.in_force().filter(opened_at=None).earliest("pk"))
    over = reverse("judging:door", args=["ended-long-ago"])
    return [Visit(form), Visit(form, sent=True), Visit(over, status=410)]


def a_stage() -> list[Visit]:
    today = Turn.objects.filter(state=TurnState.PITCHING).latest("pk")
    over = Stage.objects.exclude(pk=today.stage_id).earliest("pk")
    return [Visit(reverse("pitching:stage", args=[each.key])) for each in (today.stage, over)]


def a_vote() -> list[Visit]:
    voting = Stage.objects.filter(round__day__audience_votes=True).earliest("pk")
    return [Visit(reverse("vote", args=[voting.code]))]


def a_letter() -> list[Visit]:
    return [Visit(reverse("demo:message", args=newest_keys(maildir())[:1]))]


ADDRESSES: dict[str, Callable[[], list[Visit]]] = {
    "wagtail_serve": lambda: OTHER_STATES,
    "search": searching,
    "follow_calls": following,
    "follow_call": lambda: [Visit(reverse("follow_call", args=["open-doors"]))],
    "follow_events": lambda: [Visit(reverse("follow_events"))],
    "follow_project": a_project,
    "follow_confirm": lambda: a_link(Follow, "follow_confirm", confirmed_at=None),
    "follow_stop": lambda: [
        *a_link(Follow, "follow_stop", confirmed_at__isnull=False),
        Visit(reverse("follow_stop", args=["stopped-long-ago"])),
    ],
    "event_register": registering,
    "my_place": lambda: a_link(Registration, "my_place", event__code="open-evening"),
    "need": a_need,
    "resource_text": lambda: [
        Visit(reverse("resource_text", args=["how-to-apply", 2, "fa"])),
        Visit(reverse("resource_text", args=["how-to-apply", 1, "en"])),
    ],
    "consent": lambda: a_link(Consent, "consent", withdrawn_at=None),
    "project_switch": lambda: a_link(Showing, "project_switch"),
    "other_languages": a_page_not_translated,
    "apply:call": lambda: [Visit(f"/apply/{code}/") for code in ("open-doors", "first-steps")],
    "apply:check": checking,
    "claim": lambda: [Visit(reverse("claim"))],
    "referred": lambda: a_link(Referral, "referred", accepted_at=None),
    "reminders_stop": a_reminder,
    "judging:door": a_judges_link,
    "pitching:stage": a_stage,
    "vote": a_vote,
    "account_login": lambda: [
        Visit(reverse("account_login")),
        Visit(reverse("account_login"), sent=True),
    ],
    "account_request_login_code": lambda: [Visit(reverse("account_request_login_code"))],
    "account_reset_password": lambda: [Visit(reverse("account_reset_password"))],
    "account_reset_password_done": lambda: [Visit(reverse("account_reset_password_done"))],
    "account_inactive": lambda: [Visit(reverse("account_inactive"))],
    "demo:index": lambda: [Visit(reverse("demo:index"))],
    "demo:inbox": lambda: [Visit(reverse("demo:inbox"))],
    "demo:message": a_letter,
}
"""What people read without a sign-in outside the tree of pages, by the name of its address."""

NOT_READ = frozenset(
    {
        "call_calendar", "calls_calendar", "calls_json", "event_calendar", "events_calendar",
        "feed", "feed_atom", "files:serve", "find_a_grant", "live", "media", "my_place_calendar",
        "public_figures_csv", "ready", "resource_file", "robots", "sitemap", "sitemap_part",
        "wagtaildocs_serve", "demo:message_file", "stage_now", "judge_now", "vote_now",
        "judging:record",
        # what a person sees who looks over a shoulder: it has nothing of ours, no link, no head
        "phone_today",
        # a letter itself, and Wagtail's passwords for pages, which nothing here uses
        "demo:message_html", "wagtailcore_authenticate_with_password",
        "wagtaildocs_authenticate_with_password",
        # only in the middle of signing in
        "account_confirm_login_code", "account_email_verification_sent", "account_logout",
        "account_reset_password_from_key", "account_reset_password_from_key_done",
        "account_signup", "mfa_authenticate", "mfa_login_webauthn",
    }
)  # fmt: skip
"""Addresses for programs, and those that show nothing without something before."""


def public_names() -> set[str]:
    """The name of every address that shows something to people who are not signed in."""
    return {row.name for row in rows() if row.anonymous in (OK, NOT_FOUND)} | ENTRANCE


def visits() -> list[Visit]:
    """All of them, the types of page first."""
    of_types = [Visit(addresses[0]) for addresses in by_type().values()]
    others = [visit for find in ADDRESSES.values() for visit in find()]
    return list(dict.fromkeys([*of_types, *others]))
