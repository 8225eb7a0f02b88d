"""The door to the public site's pages, on an editor's first screen."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role
from programmes.scopes import holds
from programmes.waiting import Door, Waiting, offers, opens

from .models import HandTask, Removal

WRITERS = (Role.EDITOR, Role.TRANSLATOR, Role.ADMINISTRATOR)


@opens
def pages(user: User) -> list[Door]:
    if not holds(user, WRITERS):
        return []
    about = _("What the public reads, in every language")
    return [Door(_("Pages"), reverse("wagtailadmin_explore_root"), about)]


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
