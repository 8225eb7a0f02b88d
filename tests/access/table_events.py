"""Events: registering is for everybody, the list of people for those who plan events."""

from tests.factories.events import make_event, make_registration

from .scene import EVERYBODY, Scene
from .walk import FORBIDDEN, NOT_FOUND, OK, REDIRECT, Namespace, Row

PLANNERS = "editor officer officer_other_city officer_elsewhere administrator"


def a_private_link(scene: Scene) -> list[str]:
    return [make_registration(make_event()).token]


def an_event(scene: Scene) -> list[int]:
    return [make_event().pk]


ROWS = [
    Row("events_calendar", may=EVERYBODY, anonymous=OK),
    Row("event_calendar", args=lambda scene: ["nothing"], anonymous=NOT_FOUND),
    Row("event_register", args=lambda scene: ["nothing"], anonymous=NOT_FOUND),
    Row("my_place", args=a_private_link, may=EVERYBODY, anonymous=OK),
    Row("my_place", args=lambda scene: ["guess"], anonymous=NOT_FOUND),
    Row("my_place_calendar", args=a_private_link, may=EVERYBODY, anonymous=OK),
    Row("event_people", args=an_event, may=PLANNERS, others=FORBIDDEN),
    Row("event_export", args=an_event, may=PLANNERS, others=FORBIDDEN),
    *(
        Row(name, args=an_event, may=PLANNERS, gets=REDIRECT, others=FORBIDDEN, post={})
        for name in ("event_came", "event_write", "event_call_off")
    ),
    Namespace("event", may=PLANNERS, pk=lambda scene: make_event().pk),
]
