"""Conflicts of interest that the records already show."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from accounts.models import Person
from applications.journey.closeness import Asked, close_to
from applications.journey.models import Application
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
    their own; or what a room has on record (`journey.closeness`): help, a translation, a referral,
    training, mentoring, a common organisation. A constant number of queries, however many."""
    members, applications = list(members), list(applications)
    people = people_of_each(applications)
    close = close_to(Asked(applications, people, [member.user for member in members]))
    traces = {key: Traces.of(each) for key, each in people.items()}
    for member in members:
        judge, domain = member.user.person, own_domain(member.user.email)
        for application in applications:
            shared = traces[application.pk].shared_with(judge, domain)
            reason = shared or close.get((application.pk, member.user_id), "")
            if reason:
                yield Conflict(
                    member=member,
                    application=application,
                    source=Conflict.Source.DETECTED,
                    reason=reason,
                )


@dataclass(frozen=True)
class Traces:
    """By what somebody who applies can be known."""

    keys: frozenset[int]
    phones: frozenset[str]
    domains: frozenset[str]

    @classmethod
    def of(cls, people: Iterable[Person]) -> "Traces":
        people = list(people)
        return cls(
            frozenset(each.pk for each in people),
            frozenset(each.phone for each in people if each.phone),
            frozenset(own for each in people if (own := own_domain(each.email))),
        )

    def shared_with(self, judge: Person, domain: str) -> str:
        """A fixed key, not a sentence: it is data, shown in the reader's language."""
        if judge.pk in self.keys:
            return "same_person"
        if judge.phone in self.phones:
            return "same_phone"
        return "same_email_domain" if domain in self.domains else ""


def own_domain(email: str) -> str:
    """The domain of an address, if not everybody can have one there; else nothing."""
    domain = email.rpartition("@")[2].strip().lower()
    return "" if domain in FREE_MAIL else domain
