"""Letters of this room: to judges who are invited, and to applicants about their pitch and the
panel's decision. An award's letter is the awards room's."""

from collections.abc import Collection, Iterable, Sequence
from hashlib import sha256

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from applications.journey.emails import recipient, write
from applications.journey.mailing import Mailing
from applications.journey.models import Application
from notifications.actions import send
from notifications.letters import Letter
from notifications.models import Message
from programmes.thanks import in_letters
from programmes.words import worded

from .feedback import feedback_of_each
from .links import path_of
from .models import Decision, Feedback, Outcome, PanelLink, PanelMember, Slot
from .slot_calendar import of_slot
from .slot_emails import when

INVITED = Letter(
    kind="judging.invited",
    subject=_("You are invited to judge: {round}"),
    body=_(
        "Hello {name},\n\nWe would like you on the panel “{round}” of the call “{call}”.\n\n"
        "When: {date}\nWhere: {place}\n\n"
        "Please open the panel before that day and tell us first whom you know. "
        "The button is your own way in, without a password: choose a PIN the first time, and keep "
        "it. Please do not pass this e-mail on."
    ),
    action_label=_("Open my panel"),
)
NEW_LINK = Letter(
    kind="judging.link",
    subject=_("Your new link to judge: {round}"),
    body=_(
        "Hello {name},\n\nHere is a new link to the panel “{round}”. Older links open nothing "
        "any more.\n\nChoose a PIN the first time, and keep it. Please do not pass this e-mail on."
    ),
    action_label=_("Open my panel"),
)
PIN_CHOSEN = Letter(
    kind="judging.pin_chosen",
    subject=_("Your PIN is set: {round}"),
    body=_(
        "Hello {name},\n\nSomebody opened your link to the panel “{round}” for the first time, "
        "{when}, and chose a PIN. If that was you, all is well.\n\nIf it was not you, answer this "
        "e-mail at once: we end that link and send you another."
    ),
)
YOUR_LIST = Letter(
    kind="judging.your_list",
    subject=_("Your projects to read: {round}"),
    body=_(
        "Hello {name},\n\nThe projects of “{round}” are shared out among the judges. "
        "Your list is ready: {count}.\n\nPlease send your marks by {date}. "
        "If this is too much, or you know somebody on the list, tell us soon."
    ),
    action_label=_("Open my list"),
)
PITCH_TIME = Letter(
    kind="judging.schedule",
    subject=_("Your pitch time: {date}, {start}"),
    body=_(
        "Hello {name},\n\nPlease come and tell the panel about “{project}”.\n\n"
        "When: {date}, {start} to {end} ({zone})\nWhere: {place}\n\n"
        "Please come 15 minutes early. Tell us soon if you cannot come, or if you need an "
        "interpreter, childcare or other help on that day."
    ),
    action_label=_("See my pitch time"),
)
PITCH_MOVED = Letter(
    kind="judging.move_slot",
    subject=_("Your pitch time has changed: {date}, {start}"),
    body=_(
        "Hello {name},\n\nThe time or the place for “{project}” has changed. It is now:\n\n"
        "When: {date}, {start} to {end} ({zone})\nWhere: {place}\n\n"
        "What we wrote before does not count any more. Tell us soon if you cannot come."
    ),
    action_label=_("See my pitch time"),
)
RESERVED = Letter(
    kind="judging.hold_in_reserve",
    subject=_("About your application {reference}"),
    body=_(
        "Hello {name},\n\nThe panel liked “{project}”. There is not enough money for every good "
        "idea, so yours is number {order} on the reserve list. If money comes free, we write to "
        "you at once.\n\n{feedback}"
    ),
    action_label=_("See what the panel said"),
)
NOT_FUNDED = Letter(
    kind="judging.turn_down",
    subject=_("About your application {reference}"),
    body=_(
        "Hello {name},\n\nThank you for your work on “{project}”. The panel read and heard it with "
        "care. There is no grant for it this time. We know that this is hard to read.\n\n"
        "{feedback}\n\nYou are welcome to apply again."
    ),
    action_label=_("See what the panel said"),
)

SHORTLISTED = Letter(
    kind="judging.shortlist",
    subject=_("You go on to the pitch day: {reference}"),
    body=_(
        "Hello {name},\n\nThe judges read “{project}” and would like to hear more. You go on to "
        "the pitch day. We write to you again with your time and the place."
    ),
    action_label=_("See my application"),
)
DEFERRED = Letter(
    kind="judging.defer",
    subject=_("About your application {reference}"),
    body=_(
        "Hello {name},\n\nThe panel heard “{project}” and needs more time to decide. You need not "
        "do anything now. We write to you as soon as we know.\n\n{feedback}"
    ),
    action_label=_("See what the panel said"),
)
CONDITIONAL = Letter(
    kind="judging.condition",
    subject=_("The panel wants to fund “{project}”"),
    body=_(
        "Hello {name},\n\nThe panel wants to fund “{project}”. Before we can send you the offer, "
        "something has to be done by {date}:\n\n“{condition}”\n\nTell {checker} when it is done. "
        "Ask us if you are not sure what is meant.\n\n{feedback}"
    ),
    action_label=_("See what the panel said"),
)


def invite(link: PanelLink) -> None:
    """The invitation, with the judge's own way in."""
    member = link.member
    judging_round = member.round
    to = recipient(member.user.person)
    with translation.override(to.language):
        starts = judging_round.starts_at.astimezone(judging_round.call.zone)
        values = {
            "round": str(judging_round),
            "call": str(judging_round.call),
            "date": date_format(starts, "l j F Y, H:i"),
            "place": worded(judging_round, "venue") or gettext("We will tell you."),
        }
    send(
        INVITED,
        to=to,
        about=judging_round,
        path=path_of(link),
        acknowledgement=in_letters(judging_round.call.programme, to.language),
        once_key=f"judging.invited:{judging_round.pk}:{member.user_id}:{member.pk}",
        **values,
    )


def send_link(link: PanelLink) -> None:
    _about_link(NEW_LINK, link, path=path_of(link))


def pin_chosen(link: PanelLink) -> None:
    """The time is the call's; the judge has no zone of their own."""
    zone = link.member.round.call.zone
    with translation.override(recipient(link.member.user.person).language):
        when = date_format(timezone.now().astimezone(zone), "j F Y, H:i")
    _about_link(PIN_CHOSEN, link, when=when)


def _about_link(letter: Letter, link: PanelLink, *, path: str = "", **values: str) -> None:
    judging_round = link.member.round
    to = recipient(link.member.user.person)
    with translation.override(to.language):
        name = str(judging_round)
    send(
        letter,
        to=to,
        about=judging_round,
        path=path,
        acknowledgement=in_letters(judging_round.call.programme, to.language),
        once_key=f"{letter.kind}:{link.pk}",
        round=name,
        **values,
    )


def your_list(member: PanelMember, applications: Collection[int]) -> Message | None:
    """Once for each list. Returns None when this list was told before."""
    judging_round = member.round
    to = recipient(member.user.person)
    with translation.override(to.language):
        ends = judging_round.ends_at.astimezone(judging_round.call.zone)
        count = ngettext("%(count)s project", "%(count)s projects", len(applications))
        values = {
            "round": str(judging_round),
            "count": count % {"count": len(applications)},
            "date": date_format(ends, "l j F Y, H:i"),
        }
    told = sha256(repr(sorted(applications)).encode()).hexdigest()[:16]
    return send(
        YOUR_LIST,
        to=to,
        about=judging_round,
        path=reverse("judging:panel", args=[judging_round.public_id]),
        acknowledgement=in_letters(judging_round.call.programme, to.language),
        once_key=f"judging.your_list:{member.pk}:{told}",
        **values,
    )


def tell_time(slot: Slot) -> None:
    _about_slot(PITCH_TIME, slot)


def tell_new_time(slot: Slot) -> None:
    _about_slot(PITCH_MOVED, slot)


def _about_slot(letter: Letter, slot: Slot) -> None:
    """Times in words, in the call's time zone and the applicant's language."""
    with translation.override(recipient(slot.application.applicant).language):
        values = {**when(slot), "calendar": of_slot(slot).decode()}
    write(
        letter,
        slot.application,
        path=reverse("judging:mine", args=[slot.application.public_id]),
        **values,
    )


def tell_shortlisted(applications: Iterable[Application]) -> None:
    mailing = Mailing()
    for each in applications:
        mailing.write(SHORTLISTED, each)
    mailing.send()


LETTERS = {
    Outcome.RESERVE: RESERVED,
    Outcome.NOT_FUNDED: NOT_FUNDED,
    Outcome.DEFER: DEFERRED,
    Outcome.AWARD: CONDITIONAL,
}


def tell_decisions(decisions: Sequence[Decision]) -> None:
    """What the panel decided, with its feedback in the words the chair wrote. A constant number of
    queries, however many."""
    mailing = Mailing()
    given = feedback_of_each([each.application_id for each in decisions])
    prefetch_related_objects(decisions, "condition_checker__person")
    for each in decisions:
        _write_decision(mailing, each, given[each.application_id])
    mailing.send()


def _write_decision(mailing: Mailing, decision: Decision, given: Iterable[Feedback]) -> None:
    application = decision.application
    with translation.override(recipient(application.applicant).language):
        feedback = decision.feedback
        said = (
            gettext("What the panel said:\n\n“%s”") % feedback
            if feedback
            else gettext("If you would like to know more about why, answer this e-mail.")
        )
        lines = [f"{each.criterion}: {worded(each, 'text')}" for each in given]
        said = "\n\n".join([said, *lines])
        day = date_format(decision.condition_due, "l j F Y") if decision.condition_due else ""
    checker = decision.condition_checker
    mailing.write(
        LETTERS[Outcome(decision.outcome)],
        application,
        path=reverse("judging:mine", args=[application.public_id]),
        order=str(decision.reserve_order or ""),
        feedback=said,
        condition=decision.condition,
        date=day,
        checker=checker.get_full_name() if checker else "",
    )
