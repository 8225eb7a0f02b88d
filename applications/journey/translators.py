"""An officer asks a translator of the programme to put an applicant's answers into the team's
language.

The translator is let in as a helper is, until a day, because the applicant agreed. They see nothing
but the answers to translate: not whose they are, and no other part. The applicant sees who it is,
can end it, and reads each translation over as always.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

import audit.record
from accounts.models import User
from accounts.roles import Role
from programmes.models import RoleAssignment
from programmes.scopes import Place

from . import emails
from .agreed import Agreed, let_in, refuse_later
from .models import Application, Helper
from .workflow import NotPermitted, NotReady, hold, need


def translators(place: Place) -> QuerySet[User]:
    """Who can be asked for an application there: its programme's and its city's translators, and
    those of every programme, by name."""
    roles = RoleAssignment.objects.in_force().filter(
        Q(programme=None) | Q(programme=place.programme_id),
        Q(city=None) | Q(city=place.city_id),
        role=Role.TRANSLATOR,
        organisation=None,
    )
    found = User.objects.filter(is_active=True, pk__in=roles.values("user"))
    return found.select_related("person").order_by("person__display_name", "pk")


def asked_of(application: Application) -> QuerySet[Helper]:
    """The translators who can read its answers now."""
    asked = Helper.objects.in_force().filter(application=application)
    return asked.filter(relation=Helper.Relation.TRANSLATOR)


@transaction.atomic
def ask_translator(
    application: Application, *, translator: User, ends_at: datetime, agreed: Agreed, by: User
) -> Helper:
    """Let `translator` read the answers in other languages and translate them, until `ends_at`.

    Asking twice changes nothing. Raises NotPermitted for others than its officers, and NotReady
    when nothing waits for a translation, the day of the consent is still to come, or the person
    applies or helps here themselves.
    """
    current = hold(application, application.state)
    need("journey.ask_translator", by, current)
    if not translators(current.place).filter(pk=translator.pk).exists():
        raise NotPermitted(_("Only a translator can be asked."))
    refuse_later(agreed, current.call)
    lasting = Helper.objects.lasting().filter(application=current)
    there = lasting.filter(email=translator.email.lower()).first()
    if there and there.relation == Helper.Relation.TRANSLATOR:
        return there
    if there or translator.person_id == current.applicant_id:
        raise NotReady(_("This person applies or helps here already. Ask another translator."))
    if not current.untranslated.exists():
        raise NotReady(_("No answer waits for a translation."))
    _close_past(current, translator, by)
    helper = let_in(
        translator,
        current,
        relation=Helper.Relation.TRANSLATOR,
        may_type=False,
        agreed=agreed,
        ends_at=ends_at,
        by=by,
    )
    audit.record.record(
        "application.ask_translator",
        current,
        by=by,
        helper=helper.pk,
        how=agreed.how,
        agreed_on=agreed.on.isoformat(),
        until=ends_at.isoformat(),
        consent=agreed.consent.version,
    )
    path = reverse("journey:translate", args=[current.public_id])
    emails.write_to_helper(emails.TRANSLATION_WANTED, helper, path=path)
    return helper


def _close_past(application: Application, translator: User, by: User) -> None:
    """An earlier time that is over by its day makes room for a new one."""
    for each in application.helpers.filter(email=translator.email.lower(), ended_at=None):
        each.ended_at, each.ended_by = each.ends_at, by
        each.save(update_fields=["ended_at", "ended_by"])
