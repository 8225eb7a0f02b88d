"""People, roles and what programmes share: administrators only. A programme: its officers too."""

from notifications.models import Wording
from programmes.models import RoleAssignment
from tests.factories.programmes import ThemeFactory

from .scene import Scene
from .table_outcomes import ELSEWHERE, OFFICERS, OTHER_STAFF, RUN, one
from .walk import FORBIDDEN, REDIRECT, Namespace, Row

ONLY = {"may": "administrator", "others": FORBIDDEN}


def a_user(scene: Scene) -> list:
    return [scene.users["judge"].pk]


def a_role(scene: Scene) -> list:
    return [RoleAssignment.objects.get(user=scene.users["judge"]).pk]


def a_programme(scene: Scene) -> list:
    return [scene.programme.pk]


def a_wording(scene: Scene) -> int:
    made = Wording.objects.create(
        kind="journey.submit", language="en", subject="Got it", body="Hello."
    )
    return made.pk


ROWS = [
    Row("people", **ONLY),
    Row("people_add", **ONLY),
    Row("people_user", args=a_user, **ONLY),
    Row("people_close", args=a_user, post={}, gets=REDIRECT, **ONLY),
    Row("people_reopen", args=a_user, post={}, gets=REDIRECT, **ONLY),
    Row("people_end_role", args=a_role, post={}, gets=REDIRECT, **ONLY),
    Namespace("city", pk=lambda scene: scene.city.pk, **ONLY),
    Namespace("wording", pk=a_wording, **ONLY),
    Namespace("theme", pk=lambda scene: ThemeFactory().pk, **ONLY),
    Namespace("organisation", pk=lambda scene: scene.programme.lead_id, **ONLY),
    Row("end_programme", args=lambda scene: [scene.programme.code], **ONLY),
    Row("programme:index", may=OFFICERS, others=FORBIDDEN),
    Row("programme:index_results", may=OFFICERS, others=FORBIDDEN),
    Row("programme:add", **ONLY),
    one("programme:edit", a_programme, may=RUN, exceptions=ELSEWHERE),
    one("programme:history", a_programme, may=RUN, exceptions=OTHER_STAFF),
    one("programme:history_results", a_programme, may=RUN, exceptions=OTHER_STAFF),
    one("programme:usage", a_programme, may=RUN, exceptions=OTHER_STAFF),
    one("programme:delete", a_programme, may="administrator", exceptions=OTHER_STAFF),
]
