"""What editors hear about the call behind a page before it is published, in plain sentences."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from applications.calls.models import Call
from applications.calls.problems import of_call
from applications.judging.models import Criterion


def errors(call: Call) -> list[str]:
    """Why a page about this call may not go live. A published call passed them before."""
    if call.published_at:
        return []
    found = []
    if call.closes_at <= timezone.now():
        found.append(_("The call's deadline has passed. An officer must give a new one first."))
    if not call.cities.exists():
        found.append(_("The call has no city. An officer must choose one first."))
    if not call.strands.exists():
        found.append(_("The call has no strand. An officer must choose one first."))
    if call.pot_minor <= 0:
        found.append(_("The call has no money. An officer must set its pot first."))
    return found


def hints(call: Call, languages: set[str]) -> list[str]:
    """What is still missing and may wait. `languages` are those that the page is live in."""
    found = [] if call.published_at else [_hidden(call)]
    if not Criterion.objects.filter(rubric__call=call).exists():
        found.append(_("The call has no rubric. Readers can't see how the judges decide."))
    if not call.answers_by:
        found.append(_("The call has no day for answers. Readers can't see when to expect one."))
    found += [
        _("The call takes applications in %s, but this page is not published in it.") % name
        for code, name in _names(call.languages)
        if code not in languages
    ]
    themes = call.themes.exclude(briefings__isnull=False)
    return found + [_("The theme “%s” has no briefing.") % theme for theme in themes]


def _hidden(call: Call) -> str:
    missing = " ".join(of_call(call))
    return _("An officer has not published the call yet, so lists do not show it.") + (
        f" {missing}" if missing else ""
    )


def _names(codes: list[str]) -> list[tuple[str, str]]:
    offered = {code for code, _name in settings.LANGUAGES}
    return [(code, get_language_info(code)["name_translated"]) for code in codes if code in offered]
