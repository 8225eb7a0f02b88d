"""Applications."""

from .scene import Scene
from .walk import Row

THEIRS = "applicant officer administrator"


def the_application(scene: Scene) -> list:
    return [scene.application.public_id]


ROWS = [
    Row("journey:status", args=the_application, may=THEIRS),
    Row("journey:tasks", args=the_application, may=THEIRS),
]
