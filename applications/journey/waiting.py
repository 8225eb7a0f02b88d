"""What waits for applicants and officers, on their first screen."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from files.models import Scan
from programmes.waiting import Door, Waiting, offers, opens

from . import thread, translations
from .deadlines import due, takes
from .desk import to_read
from .models import AnswerFile, Application, ChangeRequest, CoApplicant, ExtensionRequest, Helper
from .states import State

MOST_LINES = 5
MOST_COUNTED = 100


@offers
def drafts(user: User) -> list[Waiting]:
    """Drafts that their call still takes."""
    own = Application.objects.filter(applicant=user.person_id, state=State.DRAFT)
    return [
        Waiting(
            label=_("Finish and send your application"),
            url=reverse("journey:tasks", args=[draft.public_id]),
            about=draft.title,
            by=due(draft),
        )
        for draft in own.with_road().prefetch_related("extensions")
        if takes(draft)
    ]


@offers
def changes_asked_for(user: User) -> list[Waiting]:
    asked = ChangeRequest.objects.filter(
        application__applicant=user.person_id,
        application__state=State.CHANGES_REQUESTED,
        answered_at=None,
    ).select_related("application")
    return [
        Waiting(
            label=_("Make your answers better"),
            url=reverse("journey:tasks", args=[each.application.public_id]),
            about=each.application.title,
            by=each.due_at,
            urgent=True,
        )
        for each in asked
    ]


@offers
def to_screen(user: User) -> list[Waiting]:
    """For an officer: what is theirs to read, and all there is; two lines, however many wait."""
    if not user.has_perm("journey.pipeline"):
        return []
    url = f"{reverse('pipeline:index')}?state={State.SUBMITTED}"
    mine, there = to_read(user)
    found = []
    if mine:
        words = ngettext("%(count)s application is yours", "%(count)s applications are yours", mine)
        words %= {"count": mine}
        found.append(Waiting(label=words, url=f"{url}&whose=mine", about=_("Pipeline")))
    if there:
        words = ngettext("%(count)s application to read", "%(count)s applications to read", there)
        found.append(Waiting(label=words % {"count": there}, url=url, about=_("Pipeline")))
    return found


@offers
def more_time_asked_for(user: User) -> list[Waiting]:
    """For an officer: one line, however many ask for more time."""
    if not user.has_perm("journey.pipeline"):
        return []
    count = ExtensionRequest.objects.waiting().reached_by(user).count()
    if not count:
        return []
    words = ngettext(
        "%(count)s person asks for more time", "%(count)s people ask for more time", count
    )
    url = reverse("pipeline:more_time")
    about = _("Their call has closed")
    return [Waiting(label=words % {"count": count}, url=url, about=about, urgent=True)]


@offers
def files_with_a_virus(user: User) -> list[Waiting]:
    """One line for an officer, while such a file is still part of an answer."""
    if not user.has_perm("journey.pipeline"):
        return []
    infected = AnswerFile.objects.filter(removed_at=None, stored__scan=Scan.INFECTED)
    found = Application.objects.handled_by(user).filter(answer_files__in=infected).distinct()
    return [
        Waiting(
            label=_("A file had a virus and was deleted. Ask for another one"),
            url=reverse("pipeline:application", args=[each.public_id]),
            about=each.title,
        )
        for each in found.order_by("pk")[:MOST_LINES]
    ]


@offers
def messages_to_read(user: User) -> list[Waiting]:
    """For an applicant, one line for each application with a message of the team."""
    return [
        Waiting(
            label=_("Read the message from the team"),
            url=reverse("journey:messages", args=[each.public_id]),
            about=each.title,
        )
        for each in thread.unread_by(user).order_by("pk")
    ]


@offers
def messages_from_applicants(user: User) -> list[Waiting]:
    """One line for an officer, however many wait; beyond a hundred they are not counted."""
    if not user.has_perm("journey.pipeline"):
        return []
    found = thread.with_unread(user).order_by()[: MOST_COUNTED + 1].count()
    if not found:
        return []
    if found > MOST_COUNTED:
        words = _("More than %(count)s applicants wrote to you") % {"count": MOST_COUNTED}
    else:
        words = ngettext(
            "%(count)s applicant wrote to you", "%(count)s applicants wrote to you", found
        )
        words %= {"count": found}
    return [Waiting(label=words, url=reverse("pipeline:unread"), about=_("Messages"))]


@offers
def translations_to_read(user: User) -> list[Waiting]:
    """For an applicant: somebody translated their answers."""
    open_ones = translations.to_read_by(user).values("application").order_by()
    return [
        Waiting(
            label=_("Read the translation of your answers"),
            url=reverse("journey:translations", args=[each.public_id]),
            about=each.title,
        )
        for each in Application.objects.filter(pk__in=open_ones).order_by("pk")
    ]


@offers
def to_translate(user: User) -> list[Waiting]:
    """One line for an officer, however many wait; beyond a hundred they are not counted."""
    if not user.has_perm("journey.pipeline"):
        return []
    found = translations.waiting_in_reach(user).order_by()[: MOST_COUNTED + 1].count()
    if not found:
        return []
    if found > MOST_COUNTED:
        words = _("More than %(count)s applications to translate") % {"count": MOST_COUNTED}
    else:
        words = ngettext(
            "%(count)s application to translate", "%(count)s applications to translate", found
        ) % {"count": found}
    return [Waiting(label=words, url=reverse("pipeline:translations"), about=_("Pipeline"))]


@opens
def pipeline(user: User) -> list[Door]:
    if not user.has_perm("journey.pipeline"):
        return []
    about = _("Every application in your reach, step by step")
    return [Door(_("Pipeline"), reverse("pipeline:index"), about)]


@opens
def own_applications(user: User) -> list[Door]:
    """Every application of the user's own, with where it stands."""
    own = Application.objects.filter(applicant=user.person_id).select_related("call")
    return [
        Door(
            each.title,
            reverse("journey:status", args=[each.public_id]),
            f"{each.call} · {State(each.state).label}",
        )
        for each in own
    ]


@offers
def asked_to_apply_together(user: User) -> list[Waiting]:
    asked = CoApplicant.objects.asked(user).select_related("application__applicant")
    return [
        Waiting(
            label=_("Say yes or no: somebody wants to apply together with you"),
            url=reverse("journey:team", args=[each.public_id]),
            about=each.application.applicant.display_name,
        )
        for each in asked
    ]


@offers
def asked_to_help(user: User) -> list[Waiting]:
    """Invitations that wait for a yes or a no."""
    asked = Helper.objects.asked(user).select_related("application__applicant")
    return [
        Waiting(
            label=_("Say yes or no: somebody asks for your help"),
            url=reverse("journey:help", args=[each.public_id]),
            about=each.application.applicant.display_name,
            by=each.ends_at,
        )
        for each in asked
    ]


@opens
def in_a_team(user: User) -> list[Door]:
    """Applications that the user is part of, beside their own."""
    found = CoApplicant.objects.accepted().filter(user=user).select_related("application__call")
    return [
        Door(
            each.application.title,
            reverse("journey:tasks", args=[each.application.public_id]),
            f"{each.application.call} · {State(each.application.state).label}",
        )
        for each in found
    ]


@opens
def for_somebody(user: User) -> list[Door]:
    """Where a caseworker begins an application for somebody without e-mail."""
    if not user.has_perm("journey.be_caseworker"):
        return []
    about = _("For people who have no e-mail")
    return [Door(_("Begin for somebody"), reverse("journey:for_somebody"), about)]


@opens
def helping(user: User) -> list[Door]:
    """Whom the user helps, and until when; a translator of the programme reads no name."""
    found = Helper.objects.in_force().filter(user=user).select_related("application__applicant")
    return [_to_translate(each) if each.only_translates else _to_help(each) for each in found]


def _to_help(helper: Helper) -> Door:
    words = {"project": helper.application.title, "day": _day(helper)}
    return Door(
        _("You help %(name)s") % {"name": helper.application.applicant.display_name},
        reverse("journey:tasks", args=[helper.application.public_id]),
        _("%(project)s · until %(day)s") % words,
    )


def _to_translate(helper: Helper) -> Door:
    words = {"project": helper.application.reference, "day": _day(helper)}
    return Door(
        _("Translate the answers of an applicant"),
        reverse("journey:translate", args=[helper.application.public_id]),
        _("%(project)s · until %(day)s") % words,
    )


def _day(helper: Helper) -> str:
    return date_format(timezone.localtime(helper.ends_at), "j F Y")
