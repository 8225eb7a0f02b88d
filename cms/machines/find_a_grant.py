"""A call as the fields of an advert on the UK government's Find a Grant service.

The field names, lengths and choices are those of the service's own advert form (Cabinet Office,
MIT licence). Somebody copies them over there; `to_finish` says what this site can't know.
"""

from collections.abc import Iterable
from math import ceil

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from applications.calls.models import Call
from cms.languages import full_url
from cms.models import CallPage
from programmes.models import City
from programmes.moments import zone_at
from programmes.money import in_major_units, spoken

LONGEST = {"grantShortDescription": 800, "grantFunder": 256}
LOCATIONS = (
    "National",
    "England",
    "Wales",
    "Scotland",
    "Northern Ireland",
    "North East England",
    "North West England",
    "South East England",
    "South West England",
    "Midlands",
)
APPLICANTS = ("Personal / Individual", "Public Sector", "Non-profit", "Private Sector")
COUNTRIES = {"E": "England", "W": "Wales", "S": "Scotland", "N": "Northern Ireland"}
DISTRICTS = (
    (range(1, 16), "North West England"),
    (range(21, 25), "North East England"),
    (range(25, 32), "Midlands"),
    (range(37, 38), "North East England"),
)
"""Metropolitan districts by the last figures of their ONS code, E08000001 to E08000037."""


def advert(page: CallPage) -> dict[str, object]:
    """The form's sections 1 to 5, and what is left to do there."""
    call: Call = page.call
    return {
        "version": "1.0",
        "advert": {
            "grantName": page.title,
            "grantShortDescription": page.introduction[: LONGEST["grantShortDescription"]],
            "grantLocation": locations(call.cities.all()),
            "grantFunder": _funder(call),
            "grantApplicantType": [APPLICANTS[0]],
            **_amounts(call),
            "grantApplicationOpenDate": call.opens_at.astimezone(call.zone).isoformat(),
            "grantApplicationCloseDate": call.closes_at.astimezone(call.zone).isoformat(),
            "grantWebpageUrl": full_url(page),
            "grantEligibilityTab": page.who_can_apply,
            "grantSummaryTab": format_html("<p>{}</p>", page.introduction),
            "grantDatesTab": _dates(call),
            "grantObjectivesTab": page.what_it_pays,
            "grantApplyTab": _how_to_apply(page),
            "grantSupportingInfoTab": page.how_to_get_help,
        },
        "to_finish": list(_to_finish(call)),
    }


def locations(cities: Iterable[City]) -> list[str]:
    """The service's own regions, from the ONS codes of the call's cities."""
    found = {_location(city.ons_code) for city in cities}
    return [each for each in LOCATIONS if each in found] or ["National"]


def _location(ons_code: str) -> str:
    district = ons_code[-2:] if ons_code.startswith("E080000") else ""
    for numbers, region in DISTRICTS:
        if district.isdecimal() and int(district) in numbers:
            return region
    return COUNTRIES.get(ons_code[:1], "")


def _funder(call: Call) -> str:
    names = [str(each) for each in call.programme.funders.select_related("organisation")]
    return ", ".join(names or [call.programme.lead.name])[: LONGEST["grantFunder"]]


def _amounts(call: Call) -> dict[str, int | None]:
    """Whole pounds above nothing, the least rounded up. The service knows no other money, so other
    calls have none."""
    if call.currency != "GBP":
        names = ("grantTotalAwardAmount", "grantMaximumAward", "grantMinimumAward")
        return dict.fromkeys(names)
    return {
        "grantTotalAwardAmount": int(in_major_units(call.pot_minor, call.currency)),
        "grantMaximumAward": int(in_major_units(call.maximum_minor, call.currency)),
        "grantMinimumAward": ceil(in_major_units(call.least_minor, call.currency)),
    }


def _dates(call: Call) -> str:
    moments = ((_("The call opens"), call.opens_at), (_("Last moment to apply"), call.closes_at))
    rows = [
        (label, f"{at.astimezone(call.zone):%Y-%m-%d %H:%M} ({zone_at(at, call.time_zone)})")
        for label, at in moments
    ]
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}: {}</li>", rows))


def _how_to_apply(page: CallPage) -> str:
    words = _("Read all the questions and apply on this page:")
    return format_html('<p>{} <a href="{}">{}</a></p>', words, full_url(page), page.title)


def _to_finish(call: Call) -> Iterable[str]:
    if call.currency != "GBP":
        yield _(
            "Find a Grant takes whole pounds only. This call pays up to %(most)s from %(pot)s. "
            "Work the amounts out in pounds on the day you publish, and say so in the summary."
        ) % {
            "most": spoken(call.maximum_minor, call.currency),
            "pot": spoken(call.pot_minor, call.currency),
        }
    yield _("Say who may apply: this list always says “individual”, because a person applies here.")
    if not call.programme.funders.exists():
        yield _("The programme names no funder. The lead organisation stands in its place.")
