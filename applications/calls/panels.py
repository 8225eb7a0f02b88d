"""What rooms further up show on a call's screen for staff, without this room knowing them.

    @call_panel(order=100)
    def drafts(request, call) -> str | None: ...

None leaves the panel out.
"""

from collections.abc import Callable

from django.http import HttpRequest

from .models import Call

Renderer = Callable[[HttpRequest, Call], str | None]
_panels: list[tuple[int, Renderer]] = []


def call_panel(*, order: int) -> Callable[[Renderer], Renderer]:
    """Register a part of the call's screen; lower `order` stands higher."""

    def register(render: Renderer) -> Renderer:
        _panels.append((order, render))
        return render

    return register


def panels_of(request: HttpRequest, call: Call) -> list[str]:
    """The rendered parts for this call, in order."""
    found = sorted(_panels, key=lambda each: each[0])
    return [html for _order, render in found if (html := render(request, call))]
