"""The letter to somebody whose file had a virus."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notifications.actions import send
from notifications.letters import Letter, Recipient

from .models import Scanned

INFECTED = Letter(
    kind="files.infected",
    subject=_("Please send “{file}” again"),
    body=_(
        "Hello {name},\n\nOur virus check found something harmful in your file “{file}”. "
        "We deleted the file. Nobody opened it.\n\n"
        "You did nothing wrong: a phone or computer can have a virus without showing it. "
        "Please save the file again, on another device if you can, and send it again."
    ),
    action_label=_("Go to my page"),
)


def tell_infected(record: Scanned) -> None:
    person = record.sent_by.person
    send(
        INFECTED,
        to=Recipient(
            name=person.display_name,
            email=person.email or record.sent_by.email,
            language=person.language,
            user_id=record.sent_by.pk,
            plain=person.plain_subjects,
        ),
        about=record,
        path=reverse("my_page"),
        file=record.sent_name,
    )
