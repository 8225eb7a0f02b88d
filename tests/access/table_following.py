"""Following by e-mail: for everybody, with a secret link or none."""

from tests.factories.following import make_follow

from .scene import EVERYBODY, Scene
from .walk import NOT_FOUND, OK, Row


def a_private_link(scene: Scene) -> list[str]:
    return [make_follow().token]


ROWS = [
    Row("follow_confirm", args=a_private_link, may=EVERYBODY, anonymous=OK),
    Row("follow_confirm", args=lambda scene: ["guess"], anonymous=NOT_FOUND),
    Row("follow_stop", args=a_private_link, may=EVERYBODY, anonymous=OK),
    Row("follow_stop", args=lambda scene: ["guess"], may=EVERYBODY, anonymous=OK),
    Row(
        "follow_stop",
        args=a_private_link,
        may=EVERYBODY,
        anonymous=OK,
        post={"List-Unsubscribe": "One-Click"},
    ),
]
