"""What other rooms show on an application's screens, without this room knowing them.

A room further up registers a function that renders its part for one application:

    @panel(Screen.OFFICER, order=300)
    def attendance(request, application) -> str | None: ...

None leaves the panel out. Officer panels stand in Wagtail's admin, applicant panels on the
applicant's status page.
"""

from collections.abc import Callable
from enum import Enum

from django.http import HttpRequest

from .models import Application


class Screen(Enum):
    OFFICER = "officer"
    APPLICANT = "applicant"


Renderer = Callable[[HttpRequest, Application], str | None]
_panels: list[tuple[Screen, int, Renderer]] = []


def panel(screen: Screen, *, order: int) -> Callable[[Renderer], Renderer]:
    """Register a part of `screen`; lower `order` stands higher."""

    def register(render: Renderer) -> Renderer:
        _panels.append((screen, order, render))
        return render

    return register


def panels_of(screen: Screen, request: HttpRequest, application: Application) -> list[str]:
    """The rendered parts of `screen` for this application, in order."""
    mine = sorted((each for each in _panels if each[0] is screen), key=lambda each: each[1])
    return [html for _screen, _order, render in mine if (html := render(request, application))]
