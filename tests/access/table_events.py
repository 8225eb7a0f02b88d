"""Events: registering is for everybody, the list of people for those who plan events."""

from events.models import Event
from tests.factories.events import make_event, make_registration

from .scene import ADMIN_STAFF, EVERYBODY, Scene
from .walk import FORBIDDEN, NOT_FOUND, OK, REDIRECT, Row

PLANNERS = "editor officer administrator"
STAFF = f"{PLANNERS} officer_other_city officer_elsewhere"
FAR = dict.fromkeys(["officer_other_city", "officer_elsewhere"], NOT_FOUND)
"""They plan events, but not these: that looks as if there were none."""
NOT_THEIRS = dict.fromkeys(set(ADMIN_STAFF.split()) - set(PLANNERS.split()), NOT_FOUND)


def a_private_link(scene: Scene) -> list[str]:
    return [make_registration(make_event()).token]


def an_event(scene: Scene) -> list[int]:
    return [its_event(scene).pk]


def its_event(scene: Scene) -> Event:
    return make_event(programme=scene.programme, city=scene.city)


ROWS = [
    Row("events_calendar", may=EVERYBODY, anonymous=OK),
    Row("event_calendar", args=lambda scene: ["nothing"], anonymous=NOT_FOUND),
    Row("event_register", args=lambda scene: ["nothing"], anonymous=NOT_FOUND),
    Row("my_place", args=a_private_link, may=EVERYBODY, anonymous=OK),
    Row("my_place", args=lambda scene: ["guess"], anonymous=NOT_FOUND),
    Row("my_place_calendar", args=a_private_link, may=EVERYBODY, anonymous=OK),
    *(
        Row(name, args=an_event, may=PLANNERS, others=FORBIDDEN, exceptions=FAR)
        for name in ("event_people", "event_export")
    ),
    *(
        Row(
            name,
            args=an_event,
            may=PLANNERS,
            gets=REDIRECT,
            others=FORBIDDEN,
            exceptions=FAR,
            post={},
        )
        for name in ("event_came", "event_write", "event_call_off")
    ),
    *(
        Row(f"event:{name}", may=STAFF, others=FORBIDDEN)
        for name in ("index", "index_results", "add")
    ),
    Row("event:edit", args=an_event, may=PLANNERS, others=FORBIDDEN, exceptions=FAR),
    *(
        Row(f"event:{name}", args=an_event, may=PLANNERS, others=FORBIDDEN, exceptions=NOT_THEIRS)
        for name in ("usage", "history", "history_results")
    ),
]
