"""What other rooms show at the top of a judge's pages, without this room knowing them.

A room further up registers a function that renders its part for one judge:

    @strip
    def on_stage(request, member, application) -> str: ...

`application` is the one that the page is about, or None. An empty answer leaves the part out.
A part says nothing about what the judge must keep out of.
"""

from collections.abc import Callable

from django.http import HttpRequest

from applications.journey.models import Application

from .models import PanelMember

Renderer = Callable[[HttpRequest, PanelMember, Application | None], str]
_strips: list[Renderer] = []


def strip(render: Renderer) -> Renderer:
    _strips.append(render)
    return render


def strips_of(
    request: HttpRequest, member: PanelMember, application: Application | None = None
) -> list[str]:
    """The rendered parts for this judge."""
    return [html for render in _strips if (html := render(request, member, application))]
