"""Public pages that are not Wagtail's: search, taking a story down, what robots may read."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from accounts.models import User
from following.kinds import topic_of
from following.views import follow_form

from . import actions, languages, search, serving, shown
from .call_search import Search
from .event_search import Search as EventSearch
from .models import Consent, StoryPage

NOT_FOR_ROBOTS = (
    "admin",
    "apply",
    "applications",
    "consent",
    "demo",
    "documents",
    "files",
    "follow",
    "judging",
    "mentoring",
    "my",
    "my-place",
    "needs",
    "other-languages",
    "project",
    "search",
    "sign-in",
    "styleguide",
    "webhooks",
)


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Pages in the reader's language that hold the words asked for."""
    words = request.GET.get("q", "").replace("\0", " ").strip()[: search.LONGEST]
    serving.know_the_site(request)
    found: list[Page] = search.pages(words, get_language()) if words else []
    return render(request, "cms/search.html", {"words": words, "found": found})


def follow_call(request: HttpRequest, code: str) -> HttpResponse:
    """When the call opens, moves, closes soon, has results."""
    return follow_form(request, topic_of("call", code))


@require_safe
def other_languages(request: HttpRequest, pk: int) -> HttpResponse:
    """Says that a page is not in this language yet, and in which ones it is; three queries."""
    page = get_object_or_404(shown.pages(), pk=pk).specific
    query = request.META.get("QUERY_STRING", "")
    family = languages.by_language(languages.family(page))
    every = languages.language_links(page, family, request)
    every = languages.with_query(every, query)
    links = [link for link in every if link.translated]
    here = next((link for link in links if link.code == get_language()), None)
    if here:
        return redirect(here.url)
    return render(request, "cms/other_languages.html", {"page": page, "links": links})


def follow_calls(request: HttpRequest) -> HttpResponse:
    """When a call opens that fits the filters in the address."""
    return follow_form(request, topic_of("calls", Search.of(request.GET).followed.key))


def follow_events(request: HttpRequest) -> HttpResponse:
    """When there is a new event, in every city or in the one that the address names."""
    return follow_form(request, topic_of("events", EventSearch.of(request.GET).city))


@require_http_methods(["GET", "POST"])
@never_cache
def consent(request: HttpRequest, token: str) -> HttpResponse:
    """A person's private link to their story: what they agreed to, and one button to end it."""
    agreed = get_object_or_404(Consent.objects.select_related("person__user"), token=token)
    if request.method == "POST":
        actions.withdraw_consent(agreed, by=_who(agreed))
        return redirect("consent", token=token)
    removal = agreed.removals.order_by("pk").last() if agreed.withdrawn_at else None
    context = {
        "consent": agreed,
        "stories": StoryPage.objects.live().about(agreed).select_related("locale").order_by("path"),
        "removal": removal,
        "traces": removal.traces.all() if removal else [],
        "hand_tasks": removal.hand_tasks.all() if removal else [],
        "time_zone": settings.TIME_ZONE,
    }
    return render(request, "cms/consent.html", context)


def _who(agreed: Consent) -> User:
    """The person acts; without a sign-in of their own the platform acts for them."""
    own = getattr(agreed.person, "user", None)
    return own or User.objects.system()


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Robots read the public pages and nothing else, in any language."""
    prefixes = ["", *(f"/{code}" for code, _ in settings.LANGUAGES if code != "en")]
    lines = ["User-agent: *"]
    lines += [f"Disallow: {prefix}/{name}/" for prefix in prefixes for name in NOT_FOR_ROBOTS]
    lines += ["", f"Sitemap: {settings.BASE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
