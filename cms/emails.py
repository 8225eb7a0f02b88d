"""Messages about stories: to the people in them, and to the editors who look after them."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.models import Revision

from accounts.models import User
from accounts.roles import Role
from applications.awards.models import Award
from notifications.actions import send
from notifications.letters import Letter, Recipient
from programmes.languages import zone_name
from programmes.models import RoleAssignment
from programmes.thanks import in_letters

from .acknowledgements import of_every_programme
from .models import Consent, JournalEntry, Removal, Showing

SAY_WHAT_YOU_DID = _("Say in a few words what you did.")

CONSENT_GIVEN = Letter(
    kind="cms.consent_given",
    subject=_("Your story, and how to take it down"),
    body=_(
        "Hello {name},\n\nThank you for telling your story. You agreed that we may show it as "
        "“{shown_name}” until {until}.\n\n"
        "You can take it down at any time, and you need not say why. "
        "Keep this e-mail: the button below is your private link."
    ),
    action_label=_("See or take down my story"),
)
CONSENT_WITHDRAWN = Letter(
    kind="cms.consent_withdrawn",
    subject=_("Your story is taken down"),
    body=_(
        "Hello {name},\n\nYour story is no longer on our website. We looked in {places} places. "
        "Everything was gone on {day} at {time}.\n\n"
        "Nothing else changes for you. If you want to tell it again one day, talk to us."
    ),
    action_label=_("See what we took down"),
)
REMOVAL_LATE = Letter(
    kind="cms.removal_late",
    subject=_("A story is still there after a minute: {shown_name}"),
    body=_(
        "Hello {name},\n\n{shown_name} took their consent back, or it ran out. After a minute "
        "{left} places still show the story or its pictures. We go on trying.\n\n"
        "Please look which places these are, and call the person who runs the server."
    ),
    action_label=_("See what is still there"),
)
HAND_TASKS = Letter(
    kind="cms.hand_tasks",
    subject=_("Take down by hand: {shown_name}"),
    body=_(
        "Hello {name},\n\n{shown_name} took their consent back. The website is done by itself. "
        "These you must take down by hand: {uses}.\n\nTick each one when it is done."
    ),
    action_label=_("Open the list"),
)
PLAN_REFUSED = Letter(
    kind="cms.plan_refused",
    subject=_("A page was not published: {page}"),
    body=_(
        "Hello {name},\n\n“{page}” was to be published now. It was not, because: {reason}\n\n"
        "It is a draft again. When it is put right, plan it anew."
    ),
    action_label=_("Open the page"),
)

PROJECT_ASKED = Letter(
    kind="cms.project_asked",
    subject=_("May we show your project?"),
    body=_(
        "Hello {name},\n\nWe made a page about “{project}” for our website. Nobody sees it yet. "
        "Look at it, and decide whether we may show it.\n\n"
        "With the button below you can show it, hide it, and show it again, at any time. "
        "You need not say why."
    ),
    action_label=_("Look and decide"),
)
ENTRY_SENT = Letter(
    kind="cms.entry_sent",
    subject=_("A journal entry to read: {project}"),
    body=_("Hello {name},\n\nThe founder of “{project}” sent you a journal entry: “{entry}”."),
    action_label=_("Read it"),
)
ENTRY_CHANGE_ASKED = Letter(
    kind="cms.entry_change_asked",
    subject=_("Please change something in “{entry}”"),
    body=_(
        "Hello {name},\n\nThank you for writing. Before we publish it, please change "
        "something:\n\n{note}"
    ),
    action_label=_("Open my entry"),
)
ENTRY_PUBLISHED = Letter(
    kind="cms.entry_published",
    subject=_("Published: {entry}"),
    body=_(
        "Hello {name},\n\n“{entry}” is now on the page of your project. "
        "You can take it back at any time."
    ),
    action_label=_("Open my entry"),
)

NEW_IN_JOURNAL = Letter(
    kind="cms.new_in_journal",
    subject=_("New from “{title}”: {entry}"),
    body=_("Hello,\n\nThe people of “{title}” wrote something new: “{entry}”."),
    action_label=_("Read it"),
)


def send_private_link(consent: Consent) -> None:
    """The link that takes the story down, to the person who agreed; nothing without an e-mail."""
    _write(CONSENT_GIVEN, consent, path=_private(consent))


def confirm_removal(removal: Removal) -> None:
    """To the person, once everything is seen to be gone; nothing when it only ran out."""
    if removal.reason != Removal.Reason.WITHDRAWN or removal.gone_at is None:
        return
    consent, gone = removal.consent, timezone.localtime(removal.gone_at)
    with override(consent.language):
        day, zone = date_format(gone, "j F Y"), zone_name(settings.TIME_ZONE)
    _write(
        CONSENT_WITHDRAWN,
        consent,
        path=_private(consent),
        once_key=f"consent-withdrawn-{consent.pk}",
        places=removal.traces.count(),
        day=day,
        time=f"{gone:%H:%M:%S} ({zone})",
    )


def alarm_editors(removal: Removal) -> None:
    left = removal.traces.filter(gone_at=None).count()
    _tell_editors(REMOVAL_LATE, removal, left=left)


def tell_editors_of_tasks(removal: Removal) -> None:
    """Only when the person had agreed to something besides this website."""
    tasks = list(removal.hand_tasks.all())
    if tasks:
        _tell_editors(HAND_TASKS, removal, uses=", ".join(str(task) for task in tasks))


def tell_editors_of_refusal(revision: Revision, reason: str) -> None:
    path = reverse("wagtailadmin_pages:edit", args=[revision.object_id])
    for to in _editors():
        send(PLAN_REFUSED, to=to, path=path, page=revision.object_str, reason=reason)


def _tell_editors(letter: Letter, removal: Removal, *, left: int = 0, uses: str = "") -> None:
    path = reverse("cms_removal", args=[removal.pk])
    for to in _editors():
        send(
            letter,
            to=to,
            about=removal,
            path=path,
            shown_name=removal.consent.shown_name,
            left=left,
            uses=uses,
        )


def _editors() -> Iterator[Recipient]:
    """Editors; administrators where nobody is an editor."""
    in_force = RoleAssignment.objects.in_force()
    for role in (Role.EDITOR, Role.ADMINISTRATOR):
        holders = in_force.filter(role=role).values("user")
        users = list(User.objects.filter(pk__in=holders, is_active=True).select_related("person"))
        if users:
            break
    for user in users:
        person = user.person
        yield Recipient(str(person), user.email, person.language, user_id=user.pk)


def _private(consent: Consent) -> str:
    with override(consent.language):
        return reverse("consent", args=[consent.token])


def _write(letter: Letter, consent: Consent, **options) -> None:
    values = {"shown_name": consent.shown_name, "until": f"{consent.until:%d.%m.%Y}"}
    with override(consent.language):
        thanks = of_every_programme()
    send(
        letter,
        to=Recipient(name=consent.name, email=consent.email, language=consent.language),
        about=consent,
        acknowledgement=thanks,
        **values | options,
    )


def ask_founder(showing: Showing) -> None:
    founder = _founder(showing.award)
    with override(founder.language):
        path = reverse("project_switch", args=[showing.token])
    project = showing.award.application.title
    send(
        PROJECT_ASKED,
        to=founder,
        about=showing,
        path=path,
        acknowledgement=in_letters(showing.award.programme, founder.language),
        project=project,
    )


def tell_editors_of_entry(entry: JournalEntry) -> None:
    path = reverse("cms_journal_entry", args=[entry.public_id])
    project = entry.award.application.title
    for to in _editors():
        send(ENTRY_SENT, to=to, about=entry, path=path, project=project, entry=entry.title)


def tell_change_asked(entry: JournalEntry) -> None:
    _tell_founder(ENTRY_CHANGE_ASKED, entry)


def tell_entry_published(entry: JournalEntry) -> None:
    _tell_founder(ENTRY_PUBLISHED, entry)


def _tell_founder(letter: Letter, entry: JournalEntry) -> None:
    founder = _founder(entry.award)
    with override(founder.language):
        path = reverse("journal_entry", args=[entry.award.public_id, entry.public_id])
    send(
        letter,
        to=founder,
        about=entry,
        path=path,
        acknowledgement=in_letters(entry.award.programme, founder.language),
        entry=entry.title,
        note=entry.note,
    )


def _founder(award: Award) -> Recipient:
    person = award.application.applicant
    user = getattr(person, "user", None)
    email = person.email or (user.email if user else "")
    return Recipient(
        str(person),
        email,
        person.language,
        user_id=user.pk if user else None,
        plain=person.plain_subjects,
    )
