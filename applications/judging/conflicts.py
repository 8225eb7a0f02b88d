"""Conflicts of interest that the records already show."""

from collections.abc import Iterable, Iterator

from accounts.models import Person
from applications.journey.models import Answer, Application, Screening
from applications.journey.team import people_of_each

from .models import Conflict, PanelMember

_FREE = """
aol.com bigpond.com btinternet.com fastmail.com free.fr gmail.com gmx.com gmx.de gmx.net
googlemail.com hotmail.co.uk hotmail.com icloud.com laposte.net live.co.uk live.com mac.com
mail.com mail.ru me.com msn.com o2.pl orange.fr outlook.com proton.me protonmail.com qq.com
sky.com t-online.de tutanota.com virginmedia.com web.de wp.pl yahoo.co.uk yahoo.com yahoo.fr
yandex.com yandex.ru ymail.com zoho.com
"""
FREE_MAIL = frozenset(_FREE.split())
"""Anybody can have an address there, so sharing one says nothing."""


def found_in_records(
    members: Iterable[PanelMember], applications: Iterable[Application]
) -> Iterator[Conflict]:
    """Unsaved conflicts with anybody who applies: the same person or telephone, an e-mail domain of
    their own; or a judge who wrote answers for the applicant or screened the application. Three
    queries, however many."""
    applications = list(applications)
    typed = set(_pairs(Answer.objects.filter(application__in=applications), "typed_by"))
    screened = set(_pairs(Screening.objects.filter(application__in=applications), "decided_by"))
    people = people_of_each(applications)
    for member in members:
        for application in applications:
            pair = (application.pk, member.user_id)
            who = people[application.pk]
            reason = _reason(member, who, typed=pair in typed, screened=pair in screened)
            if reason:
                yield Conflict(
                    member=member,
                    application=application,
                    source=Conflict.Source.DETECTED,
                    reason=reason,
                )


def _pairs(rows, user_field: str):
    return rows.values_list("application_id", f"{user_field}_id")


def _reason(member: PanelMember, people: list[Person], *, typed: bool, screened: bool) -> str:
    """A fixed key, not a sentence: it is data, shown in the reader's language."""
    judge, domain = member.user.person, own_domain(member.user.email)
    if judge.pk in {each.pk for each in people}:
        return "same_person"
    if judge.phone and judge.phone in {each.phone for each in people}:
        return "same_phone"
    if domain and domain in {own_domain(each.email) for each in people}:
        return "same_email_domain"
    if typed:
        return "wrote_answers"
    return "screened" if screened else ""


def own_domain(email: str) -> str:
    """The domain of an address, if not everybody can have one there; else nothing."""
    domain = email.rpartition("@")[2].strip().lower()
    return "" if domain in FREE_MAIL else domain
