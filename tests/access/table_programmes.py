"""People, roles, programmes and what they are made of: administrators only."""

from programmes.models import RoleAssignment
from tests.factories.programmes import ThemeFactory

from .scene import Scene
from .walk import FORBIDDEN, REDIRECT, Namespace, Row

ONLY = {"may": "administrator", "others": FORBIDDEN}


def a_user(scene: Scene) -> list:
    return [scene.users["judge"].pk]


def a_role(scene: Scene) -> list:
    return [RoleAssignment.objects.get(user=scene.users["judge"]).pk]


ROWS = [
    Row("people", **ONLY),
    Row("people_add", **ONLY),
    Row("people_user", args=a_user, **ONLY),
    Row("people_close", args=a_user, post={}, gets=REDIRECT, **ONLY),
    Row("people_reopen", args=a_user, post={}, gets=REDIRECT, **ONLY),
    Row("people_end_role", args=a_role, post={}, gets=REDIRECT, **ONLY),
    Namespace("programme", pk=lambda scene: scene.programme.pk, **ONLY),
    Namespace("city", pk=lambda scene: scene.city.pk, **ONLY),
    Namespace("theme", pk=lambda scene: ThemeFactory().pk, **ONLY),
    Namespace("organisation", pk=lambda scene: scene.programme.lead_id, **ONLY),
]
