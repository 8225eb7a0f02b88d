"""A call: the grant, the service that gives it, the days on which people pitch, the course."""

from datetime import datetime

from django.conf import settings

from applications.calls.models import Call
from cms.call_courses import Taught
from cms.machines.open_calls import amount
from cms.models import CallPage

from .common import Thing, course, filled, funders_of, lead_of, things
from .events import pitch_day


@things.register
def _call(page: CallPage, context) -> list[Thing]:
    """The grant, the service that gives it, the days on which people pitch, what they learn."""
    call, facts, url = page.call, context["facts"], context["canonical_url"]
    programme = call.programme
    lead, funders = lead_of(programme), funders_of(programme)
    window = {"from": local(call.opens_at, call), "through": local(call.closes_at, call)}
    grant = {
        "@type": "MonetaryGrant",
        "@id": f"{url}#grant",
        "name": page.title,
        "description": page.description,
        "url": url,
        "identifier": call.code,
        "amount": {
            "@type": "MonetaryAmount",
            "currency": call.currency,
            "maxValue": amount(call.maximum_minor, call.currency),
            **_least(call),
            "validFrom": window["from"],
            "validThrough": window["through"],
        },
        "funder": funders or [lead],
        "sponsor": lead,
    }
    if facts.is_open:
        target = {"@type": "EntryPoint", "urlTemplate": f"{settings.BASE_URL}{facts.apply_url}"}
        grant["potentialAction"] = {
            "@type": "ApplyAction",
            "startTime": window["from"],
            "endTime": window["through"],
            "target": target,
        }
    service = {
        "@type": "GovernmentService",
        "name": page.title,
        "serviceType": ", ".join(facts.strands),
        "url": url,
        "provider": lead,
        "areaServed": [{"@type": "AdministrativeArea", "name": name} for name in facts.cities],
    }
    days = [pitch_day(each, call, lead, f"{url}#grant") for each in facts.pitch_days]
    courses = [_course(each, lead) for each in facts.courses]
    return [filled(thing) for thing in (grant, service, *days, *courses)]


def _course(taught: Taught, provider: Thing) -> Thing:
    """What is learned on the way to the pitch, and when it runs."""
    runs = [
        {
            "@type": "CourseInstance",
            "startDate": f"{run.first:%Y-%m-%d}",
            "endDate": f"{run.last:%Y-%m-%d}",
            "courseMode": "onsite",
            "courseWorkload": f"PT{run.hours}H",
            "inLanguage": run.languages,
            "location": {"@type": "Place", "name": run.city, "address": run.city},
        }
        for run in taught.runs
    ]
    return course(taught.name, taught.description, provider, runs)


def _least(call: Call) -> Thing:
    if not call.minimum_minor:
        return {}
    return {"minValue": amount(call.minimum_minor, call.currency)}


def local(at: datetime, call: Call) -> str:
    return at.astimezone(call.zone).isoformat()
