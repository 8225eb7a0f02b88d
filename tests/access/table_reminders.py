"""The link that stops reminders, for whoever has it, and whom officers remind by phone."""

from datetime import timedelta

from django.utils import timezone

from applications.reminders.links import stop_token
from tests.factories.accounts import UserFactory
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory

from .scene import EVERYBODY, Scene
from .walk import FORBIDDEN, NOT_FOUND, OK, REDIRECT, Row

OFFICERS = "officer officer_other_city officer_elsewhere administrator"


def a_link(scene: Scene) -> list[str]:
    return [stop_token(scene.users["applicant"].pk, scene.application.pk)]


def somebody_to_remind(scene: Scene) -> list:
    user = UserFactory(person__preferred_channel="phone", person__phone="02475 550100")
    closes = timezone.now() + timedelta(days=2)
    call = CallFactory(programme=scene.programme, closes_at=closes)
    return [ApplicationFactory(call=call, city=scene.city, user=user).public_id]


ROWS = [
    Row("reminders_stop", args=a_link, may=EVERYBODY, anonymous=OK),
    Row("reminders_stop", args=a_link, may=EVERYBODY, anonymous=OK, post={}),
    Row("reminders_stop", args=lambda scene: ["forged"], anonymous=NOT_FOUND),
    Row("my_reminders", may=EVERYBODY),
    Row("my_reminders", may=EVERYBODY, gets=REDIRECT, post={}),
    Row("people_to_remind", may=OFFICERS, others=FORBIDDEN),
]
for post in (None, {}):
    ROWS.append(
        Row(
            "remind_person",
            args=somebody_to_remind,
            may="officer administrator",
            gets=OK if post is None else REDIRECT,
            others=FORBIDDEN,
            exceptions=dict.fromkeys(("officer_other_city", "officer_elsewhere"), NOT_FOUND),
            post=post,
        )
    )
