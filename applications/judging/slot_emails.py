"""Who else must know of a pitch time, and that it moved: the team, who helps, and the judges."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from applications.journey.emails import recipient
from applications.journey.models import Application, CoApplicant, Helper
from notifications.actions import send
from notifications.letters import Letter, Recipient
from programmes.thanks import in_letters
from programmes.words import worded

from . import blind
from .models import Entry, PanelMember, Round, Slot
from .round_links import beside_time
from .slot_calendar import of_judge, of_slot

TEAM_TIME = Letter(
    kind="judging.team_time",
    subject=_("Pitch of {applicant}: {date}, {start}"),
    body=_(
        "Hello {name},\n\n{applicant} pitches before the panel. You are part of the team, or you "
        "help.\n\nWhen: {date}, {start} to {end} ({zone})\nWhere: {place}\n\n"
        "Please come 15 minutes early if you come along."
    ),
)
TEAM_MOVED = Letter(
    kind="judging.team_moved",
    subject=_("Pitch of {applicant} has moved: {date}, {start}"),
    body=_(
        "Hello {name},\n\nThe time or the place of {applicant}'s pitch has changed. It is now:\n\n"
        "When: {date}, {start} to {end} ({zone})\nWhere: {place}\n\n"
        "What we wrote before does not count any more."
    ),
)
TIMES_MOVED = Letter(
    kind="judging.times_moved",
    subject=_("Pitch times have changed: {round}"),
    body=_(
        "Hello {name},\n\nThe time or the place of these pitches of “{round}” has changed "
        "({zone}):\n\n{lines}\n\nThe new times are attached for your calendar."
    ),
    action_label=_("Open my panel"),
)


def others_of(application: Application) -> list[Recipient]:
    """Co-applicants who said yes, and helpers whose help goes on, interpreters among them."""
    team = CoApplicant.objects.accepted().filter(application=application)
    found = [recipient(each.user.person) for each in team.select_related("user__person")]
    for helper in Helper.objects.in_force().filter(application=application):
        found.append(
            Recipient(
                name=helper.name,
                email=helper.email,
                language=helper.language,
                user_id=helper.user_id,
            )
        )
    return list({each.email: each for each in found}.values())


def tell_others(slot: Slot, *, moved: bool = False) -> None:
    """The time and the place and nothing of the project, each in their language."""
    application = slot.application
    applicant = application.applicant.display_name
    for to in others_of(application):
        with translation.override(to.language):
            summary = gettext("Pitch of %(name)s") % {"name": applicant}
            values = {**when(slot), "calendar": of_slot(slot, summary=summary).decode()}
        send(
            TEAM_MOVED if moved else TEAM_TIME,
            to=to,
            about=application,
            acknowledgement=in_letters(application.call.programme, to.language),
            applicant=applicant,
            **values,
        )


def tell_judges(judging_round: Round, slots: Sequence[Slot]) -> None:
    """One letter a judge about those that are theirs to read; to whom none is, nothing. What they
    keep out of is not in it, and so it is the same with and without."""
    seats = judging_round.members.select_related("user__person", "round__call__programme")
    for member in seats:
        mine = set(Entry.objects.open_to(member).values_list("application", flat=True))
        theirs = [each for each in slots if each.application_id in mine]
        if theirs:
            _tell_judge(member, sorted(theirs, key=lambda each: (each.starts_at, each.pk)))


def _tell_judge(member: PanelMember, slots: Sequence[Slot]) -> None:
    judging_round = member.round
    to = recipient(member.user.person)
    path = reverse("judging:panel", args=[judging_round.public_id])
    with translation.override(to.language):
        lines = "\n".join(_line(slot, judging_round) for slot in slots)
        values = {"round": str(judging_round), "calendar": of_judge(slots, judging_round).decode()}
    send(
        TIMES_MOVED,
        to=to,
        about=judging_round,
        path=path,
        acknowledgement=in_letters(judging_round.call.programme, to.language),
        lines=lines,
        zone=judging_round.call.zone.key,
        **values,
    )


def _line(slot: Slot, judging_round: Round) -> str:
    told = when(slot)
    return gettext("%(date)s, %(start)s to %(end)s, %(place)s: %(project)s") % {
        **told,
        "project": blind.title_of(slot.application, judging_round),
    }


def when(slot: Slot) -> dict[str, str]:
    """Date, times and place in words, in the call's time zone and the language in force."""
    zone = slot.round.call.zone
    start, end = slot.starts_at.astimezone(zone), slot.ends_at.astimezone(zone)
    return {
        "date": date_format(start, "l j F Y"),
        "start": date_format(start, "H:i"),
        "end": date_format(end, "H:i"),
        "zone": zone.key,
        "place": place(slot),
    }


def place(slot: Slot) -> str:
    """The venue and the room, and the link to join where the day has one."""
    there = gettext(", ").join(_parts(slot))
    links = [each.url for each in beside_time(slot.round)]
    if not links:
        return there
    return gettext("%(place)s, or online: %(link)s") % {"place": there, "link": links[0]}


def _parts(slot: Slot) -> Iterable[str]:
    return (part for part in (worded(slot.round, "venue"), slot.room) if part)
