"""The link at the end of a reminder: whoever has it may stop the reminders."""

from applications.reminders.links import stop_token

from .scene import EVERYBODY, Scene
from .walk import NOT_FOUND, OK, Row


def a_link(scene: Scene) -> list[str]:
    return [stop_token(scene.users["applicant"].pk, scene.application.pk)]


ROWS = [
    Row("reminders_stop", args=a_link, may=EVERYBODY, anonymous=OK),
    Row("reminders_stop", args=a_link, may=EVERYBODY, anonymous=OK, post={}),
    Row("reminders_stop", args=lambda scene: ["forged"], anonymous=NOT_FOUND),
]
