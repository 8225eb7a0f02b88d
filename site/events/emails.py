"""Letters to people who want to come. Nothing of them stays here once they are out."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from notifications.actions import send
from notifications.letters import Letter, Recipient
from programmes.calendars import calendar
from programmes.moments import in_words
from programmes.thanks import in_letters
from programmes.words import worded

from .calendar import entry
from .models import Registration

DETAILS = "{title}\n{when}\n{place}"
YOUR_PLACE = _("Your place")

PLEASE_CONFIRM = Letter(
    kind="events.please_confirm",
    subject=_("Do you want to come? {title}"),
    body=_(
        "Hello,\n\nSomebody asked for a place for you. Was it you? Then press the button. "
        "{promise}\n\n{title}\n{when}\n{place}\n\n"
        "Was it not you? Then do nothing. We write no more, and delete your address in two days."
    ),
    action_label=_("Yes, I want to come"),
    kept=False,
)
HAS_A_PLACE = Letter(
    kind="events.has_a_place",
    subject=_("You have a place: {title}"),
    body=_(
        "Hello {name},\n\nYou have a place.\n\n{title}\n{when}\n{place}\n\n"
        "Can you not come? Please cancel with the button, so that another person can. "
        "You need not say why."
    ),
    action_label=YOUR_PLACE,
    kept=False,
)
IS_WAITING = Letter(
    kind="events.is_waiting",
    subject=_("You are on the waiting list: {title}"),
    body=_(
        "Hello {name},\n\nAll places are taken. You are on the waiting list. "
        "We write to you when a place is free.\n\n{title}\n{when}\n{place}"
    ),
    action_label=YOUR_PLACE,
    kept=False,
)
PLACE_IS_FREE = Letter(
    kind="events.place_is_free",
    subject=_("A place is free for you: {title}"),
    body=_(
        "Hello {name},\n\nA place is free. We keep it for you until {until}. "
        "Press the button to take it. After that, the next person gets it.\n\n"
        "{title}\n{when}\n{place}"
    ),
    action_label=_("Take the place"),
    kept=False,
)
OFFER_ENDED = Letter(
    kind="events.offer_ended",
    subject=_("The place went to the next person: {title}"),
    body=_(
        "Hello {name},\n\nWe kept a place for you, but had no answer. It went to the next person. "
        "We deleted what you told us. You may ask for a place again on the page of the event."
    ),
    kept=False,
)
TOMORROW = Letter(
    kind="events.tomorrow",
    subject=_("Soon: {title}"),
    body=_(
        "Hello {name},\n\nSee you soon!\n\n{title}\n{when}\n{place}\n\n"
        "Can you not come? Please cancel with the button, so that another person can."
    ),
    action_label=YOUR_PLACE,
    kept=False,
    bulk=True,
)
HAS_CHANGED = Letter(
    kind="events.has_changed",
    subject=_("Changed: {title}"),
    body=_("Hello {name},\n\nThis event has changed. It is now:\n\n{title}\n{when}\n{place}"),
    action_label=YOUR_PLACE,
    kept=False,
    bulk=True,
)
IS_CANCELLED = Letter(
    kind="events.is_cancelled",
    subject=_("Cancelled: {title}"),
    body=_("Hello {name},\n\nWe are sorry: this event does not take place.\n\n{title}\n{when}"),
    kept=False,
    bulk=True,
)
FROM_THE_TEAM = Letter(
    kind="events.from_the_team",
    subject=_("About: {title}"),
    body=_("Hello {name},\n\n{text}"),
    action_label=YOUR_PLACE,
    kept=False,
    bulk=True,
)
FOR_CALENDARS = (HAS_A_PLACE, HAS_CHANGED, IS_CANCELLED)


def write(letter: Letter, registration: Registration, **values: str) -> None:
    """Send `letter` in the person's language, with what they must know to come."""
    event = registration.event
    path = reverse("my_place", args=[registration.token])
    with override(registration.language):
        comes = registration.state == Registration.State.COMING
        invitation = calendar([entry(event, settings.BASE_URL + path, private=comes)])
        send(
            letter,
            to=_recipient(registration),
            about=registration,
            path=path if letter.action_label else "",
            calendar=invitation.decode() if letter in FOR_CALENDARS else "",
            acknowledgement=in_letters(event.programme) if event.programme else "",
            title=str(event),
            when=in_words(event.starts_at, event.time_zone),
            place="\n".join(filter(None, (worded(event, "place"), event.link if comes else ""))),
            **_moments(letter, registration),
            **values,
        )


def _recipient(registration: Registration) -> Recipient:
    """Until the address has said yes, its letter holds nothing that a stranger may have typed."""
    return Recipient(
        name=registration.name if registration.confirmed_at else "",
        email=registration.email,
        language=registration.language,
    )


def _moments(letter: Letter, registration: Registration) -> dict[str, str]:
    zone = registration.event.time_zone
    if letter is PLACE_IS_FREE and registration.offered_until:
        return {"until": in_words(registration.offered_until, zone)}
    if letter is not PLEASE_CONFIRM:
        return {}
    if registration.held_until:
        until = in_words(registration.held_until, zone)
        return {"promise": gettext("We keep a place for you until %(until)s.") % {"until": until}}
    return {"promise": gettext("You get a place if one is free. If not, you wait for one.")}
