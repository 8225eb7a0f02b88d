"""Letters of the day itself."""

from django.utils import translation
from django.utils.formats import time_format
from django.utils.translation import gettext_lazy as _

from applications.journey.emails import recipient
from applications.judging.slot_emails import others_of
from notifications.actions import send
from notifications.letters import Letter
from programmes.thanks import in_letters

from .models import Turn

RUNS_LATE = Letter(
    kind="pitching.runs_late",
    subject=_("The pitch starts later: about {start}"),
    body=_(
        "Hello {name},\n\nToday runs late. The pitch of {applicant} was planned for {planned}. It "
        "starts about {start} now.\n\nPlease stay near. It can go faster again: the screen in the "
        "room says how it stands."
    ),
)


def tell_late(turn: Turn) -> int:
    """Everybody who comes for this pitch, once for each time that is said. How many letters."""
    application = turn.slot.application
    if turn.about is None:
        return 0
    zone, about = application.call.zone, turn.about
    sent = 0
    for to in (recipient(application.applicant), *others_of(application)):
        with translation.override(to.language):
            planned, start = (
                time_format(moment.astimezone(zone), "H:i")
                for moment in (turn.slot.starts_at, about)
            )
        message = send(
            RUNS_LATE,
            to=to,
            about=application,
            acknowledgement=in_letters(application.call.programme, to.language),
            once_key=f"pitching.runs_late:{turn.pk}:{about.isoformat()}:{to.email}",
            applicant=application.applicant.display_name,
            planned=planned,
            start=start,
        )
        sent += message is not None
    return sent
