"""Open and coming calls as JSON; docs/open-data.md says what each field means."""

from django.conf import settings
from django.db.models import Prefetch
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageQuerySet

from applications.calls.models import Call
from cms.languages import full_url
from cms.models import CallPage
from freshness import until
from programmes.models import Funder
from programmes.money import in_major_units
from programmes.words import worded

VERSION = "1.0"
"""Fields are added without notice. One that goes or changes its meaning makes it 2.0."""


def open_calls(language: str, request: HttpRequest) -> dict[str, object]:
    """Calls whose deadline is still to come, the nearest first; a constant number of queries."""
    return {
        "version": VERSION,
        "language": language,
        "calls": [_call(page, full_url(page, request)) for page in _pages(language)],
    }


def _pages(language: str) -> PageQuerySet:
    funders = Funder.objects.select_related("organisation").order_by("pk")
    return (
        CallPage.objects.live()
        .filter(
            locale__language_code=language,
            call__published_at__isnull=False,
            call__cancelled_at=None,
            call__closes_at__gt=timezone.now(),
        )
        .defer("body")
        .select_related("call__programme__lead", "locale")
        .prefetch_related(
            "call__cities",
            "call__strands",
            "call__themes",
            Prefetch("call__programme__funders", queryset=funders),
        )
        .order_by("call__closes_at", "pk")
    )


def _call(page: CallPage, url: str) -> dict[str, object]:
    call: Call = page.call
    until(call.opens_at)
    until(call.closes_at)
    return {
        "id": str(call.public_id),
        "code": call.code,
        "title": page.title,
        "summary": page.introduction,
        "who_can_apply": page.who_can_apply,
        "what_it_pays": page.what_it_pays,
        "url": url,
        "phase": call.phase().value,
        "opens_at": call.opens_at.astimezone(call.zone).isoformat(),
        "closes_at": call.closes_at.astimezone(call.zone).isoformat(),
        "time_zone": call.time_zone,
        "currency": call.currency,
        "least_per_project": call.minimum_minor and amount(call.minimum_minor, call.currency),
        "most_per_project": amount(call.maximum_minor, call.currency),
        "pot": amount(call.pot_minor, call.currency),
        "cities": [
            {"slug": city.slug, "name": str(city), "ons_code": city.ons_code}
            for city in call.cities.all()
        ],
        "strands": [{"code": each.code, "name": str(each)} for each in call.strands.all()],
        "themes": [{"slug": each.slug, "name": str(each)} for each in call.themes.all()],
        "languages": call.languages,
        "stages": call.stages,
        "programme": {"code": call.programme.code, "name": worded(call.programme, "name")},
        "lead": call.programme.lead.name,
        "funders": [each.organisation.name for each in call.programme.funders.all()],
        "questions_to": call.questions_to,
        "calendar_url": settings.BASE_URL + reverse("call_calendar", args=[call.code]),
        "find_a_grant_url": settings.BASE_URL + reverse("find_a_grant", args=[call.code]),
        "updated_at": page.last_published_at and page.last_published_at.isoformat(),
    }


def amount(minor: int, currency: str) -> int | float:
    """In whole units of the currency, such as euros; cents behind the point when there are any."""
    whole = in_major_units(minor, currency)
    return int(whole) if whole == whole.to_integral_value() else float(whole)
