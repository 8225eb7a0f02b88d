"""The door to the public site's pages, on an editor's first screen."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import PAGE_ROLES, Role
from programmes.scopes import EVERYWHERE, holds
from programmes.waiting import Door, Waiting, offers, opens

from .models import HandTask, JournalEntry, NeedResponse, Removal, Showing
from .responses_admin import responses_of

ANSWER_WITHIN = timedelta(days=7)
"""What the letter to the inbox asks for."""


@opens
def pages(user: User) -> list[Door]:
    if not holds(user, PAGE_ROLES, EVERYWHERE):
        return []
    about = _("What the public reads, in every language")
    return [Door(_("Pages"), reverse("wagtailadmin_explore_root"), about)]


@opens
def own_projects(user: User) -> list[Door]:
    """The page of each funded project that the person founded."""
    own = Showing.objects.filter(award__application__applicant=user.person_id)
    about = _("Show or hide its page, and write your journal")
    return [
        Door(
            showing.award.application.title,
            reverse("my_project", args=[showing.award.public_id]),
            about,
        )
        for showing in own.select_related("award__application").order_by("pk")
    ]


@offers
def journal(user: User) -> list[Waiting]:
    """Entries to read, for editors; changes that were asked, for founders."""
    rows = JournalEntry.objects.select_related("award__application")
    waiting = []
    if holds(user, (Role.EDITOR,)):
        waiting = [
            Waiting(
                _("Read a journal entry: %(title)s") % {"title": entry.title},
                reverse("cms_journal_entry", args=[entry.public_id]),
                entry.award.application.title,
            )
            for entry in rows.to_read().order_by("sent_at", "pk")[:20]
        ]
    asked = rows.filter(
        state=JournalEntry.State.CHANGES_ASKED, award__application__applicant=user.person_id
    )
    return waiting + [
        Waiting(
            _("Change something in %(title)s") % {"title": entry.title},
            reverse("journal_entry", args=[entry.award.public_id, entry.public_id]),
            entry.award.application.title,
        )
        for entry in asked[:20]
    ]


@offers
def to_take_down(user: User) -> list[Waiting]:
    """Uses outside the website, and what is still there after its minute; for editors."""
    if not holds(user, (Role.EDITOR,)):
        return []
    late = Removal.objects.going_on().filter(alarmed_at__isnull=False).select_related("consent")
    waiting = [
        _wait(removal, _("A story is still there: %(name)s"), urgent=True) for removal in late[:20]
    ]
    tasks = HandTask.objects.filter(done_at=None).select_related("removal__consent")
    return waiting + [
        _wait(task.removal, _("Take down by hand: %(name)s"), about=str(task))
        for task in tasks[:20]
    ]


def _wait(removal: Removal, label: str, *, about: str = "", urgent: bool = False) -> Waiting:
    url = reverse("cms_removal", args=[removal.pk])
    label %= {"name": removal.consent.shown_name}
    return Waiting(label, url, about, urgent=urgent)


@offers
def answers(user: User) -> list[Waiting]:
    """One line for all answers to our needs that nobody has answered; each waits a week at most."""
    if not user.has_perm("cms.answer_responses"):
        return []
    waiting = responses_of(user).filter(status=NeedResponse.Status.OPEN).order_by("received_at")
    first = waiting.values_list("received_at", flat=True).first()
    if first is None:
        return []
    label = _("Write back to people who answered a need")
    about = _("Somebody wants to help")
    return [Waiting(label, reverse("cms_responses"), about, by=first + ANSWER_WITHIN)]
