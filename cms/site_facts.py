"""What the site really does with people's data, read from its own settings and rules."""

from dataclasses import dataclass
from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from accounts.tasks import KEEP_UNCONFIRMED as KEEP_UNCONFIRMED_ACCOUNT
from config.languages import catalogue
from events.actions.places import KEEP_UNCONFIRMED
from events.actions.planning import KEEP_PEOPLE
from following.actions import KEEP_UNCONFIRMED as KEEP_UNCONFIRMED_FOLLOW

YEAR = timedelta(days=365)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Fact:
    """A cookie or a record: its name, what it is for, and how long it stays."""

    name: str
    why: str
    kept: str


def spoken(span: timedelta) -> str:
    """A span as people say it, in its largest whole unit."""
    if span >= YEAR - DAY:
        years = round(span / YEAR)
        return ngettext("%(number)d year", "%(number)d years", years) % {"number": years}
    if span >= 2 * DAY:
        days = span // DAY
        return ngettext("%(number)d day", "%(number)d days", days) % {"number": days}
    if span >= HOUR:
        hours = span // HOUR
        return ngettext("%(number)d hour", "%(number)d hours", hours) % {"number": hours}
    minutes = span // MINUTE
    return ngettext("%(number)d minute", "%(number)d minutes", minutes) % {"number": minutes}


def cookies() -> list[Fact]:
    """Every cookie that the site sets, by the names and ages in force; none while you only read."""
    session = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    csrf = timedelta(seconds=settings.CSRF_COOKIE_AGE)
    return [
        Fact(settings.SESSION_COOKIE_NAME, _("Keeps you signed in."), spoken(session)),
        Fact(settings.CSRF_COOKIE_NAME, _("Protects forms from misuse."), spoken(csrf)),
        Fact("messages", _("Carries one short message to the next page."), _("Until it is shown")),
    ]


def kept() -> list[Fact]:
    """What is kept of people who have no account with us yet, or only write to us."""
    from .actions import KEEP_RESPONSES

    return [
        Fact(
            _("Your e-mail, when you follow something"),
            _("To send you what you asked for."),
            _("Until you stop. If you never say yes: %(span)s.")
            % {"span": spoken(KEEP_UNCONFIRMED_FOLLOW)},
        ),
        Fact(
            _("Your place at an event, and what you need there"),
            _("To keep the place for you."),
            _("%(span)s after the event. If you never say yes: %(short)s.")
            % {"span": spoken(KEEP_PEOPLE), "short": spoken(KEEP_UNCONFIRMED)},
        ),
        Fact(
            _("Your answer to a need"),
            _("To write back to you."),
            spoken(KEEP_RESPONSES),
        ),
        Fact(
            _("An account that nobody confirmed"),
            _("To wait for your yes."),
            spoken(KEEP_UNCONFIRMED_ACCOUNT),
        ),
    ]


def languages_by_machine() -> list[str]:
    """Languages whose words a machine made and nobody has read yet, in their own script."""
    codes = [code for code, _name in settings.LANGUAGES if catalogue(code).needs_review]
    return [get_language_info(code)["name_local"] for code in codes]


def contact() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
