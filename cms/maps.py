"""A map of cities drawn by ourselves: dots where they lie, larger where more happens."""

from dataclasses import dataclass
from math import cos, radians, sqrt

from django.db.models import Count, QuerySet

from programmes.models import City

WIDTH, HEIGHT, MARGIN = 320, 200, 48
SMALLEST, LARGEST = 8, 26


@dataclass(frozen=True)
class Place:
    """A city and how much is there. `x`, `y`, `r` are units of the drawing; None off the map."""

    city: City
    number: int
    x: int | None = None
    y: int | None = None
    r: int = SMALLEST

    @property
    def label_y(self) -> int:
        return (self.y or 0) - self.r - 6


def places(projects: QuerySet) -> list[Place]:
    """The cities of the projects, by name; two queries."""
    rows = projects.order_by().values_list("award__application__city")
    counts = dict(rows.annotate(number=Count("pk")))
    cities = list(City.objects.filter(pk__in=counts))
    return drawn([(city, counts[city.pk]) for city in cities])


def drawn(counted: list[tuple[City, int]]) -> list[Place]:
    """Cities without coordinates are in the list only."""
    points = {city.pk: point for city, _number in counted if (point := _flat(city))}
    scale = _scale(list(points.values()))
    most = max((number for _city, number in counted), default=1)
    return [_place(city, number, points.get(city.pk), scale, most) for city, number in counted]


def _flat(city: City) -> tuple[float, float] | None:
    """Degrees as a plane, true enough for one region: a degree east is shorter in the north."""
    if city.latitude is None or city.longitude is None:
        return None
    east, north = float(city.longitude), float(city.latitude)
    return east * cos(radians(north)), -north


def _scale(points: list[tuple[float, float]]) -> tuple[float, float, float]:
    """The middle of all points, and how many units a degree has so that all fit."""
    xs, ys = [x for x, _y in points] or [0], [y for _x, y in points] or [0]
    wide, high = max(xs) - min(xs) or 0.01, max(ys) - min(ys) or 0.01
    unit = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high)
    return (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2, unit


def _place(city, number, point, scale, most) -> Place:
    if point is None:
        return Place(city, number)
    middle_x, middle_y, unit = scale
    return Place(
        city,
        number,
        x=round(WIDTH / 2 + (point[0] - middle_x) * unit),
        y=round(HEIGHT / 2 + (point[1] - middle_y) * unit),
        r=round(SMALLEST + (LARGEST - SMALLEST) * sqrt(number / most)),
    )
