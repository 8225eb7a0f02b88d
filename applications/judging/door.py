"""The door of a judge's link: it opens that panel's pages for judges, and nothing else.

Whoever came by a link is not signed in. Only for a view that says so (`by_link`), and only for the
link's own round, the request gets the judge as its user; everywhere else nobody is there.
"""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from .links import link_in_force
from .models import PanelLink
from .refusals import First

KEY = "judging_link"
A_DAY = 12 * 60 * 60
"""Seconds that a phone stays in; then the PIN is asked again."""


class LinkDoor:
    """Stands behind the sign-in and before every view. Costs a query on phones with a link only.

    What comes first (terms, say) interrupts a view by raising `First`; this leads there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> None:
        if not getattr(view, "by_link", False) or request.user.is_authenticated:
            return
        if (key := request.session.get(KEY)) is None:
            return
        link = link_in_force(key, to_save=getattr(view, "only_saves", False))
        if link and link.member.round.public_id == kwargs.get("public_id"):
            request.user = link.member.user
            request.panel_link = link  # type: ignore[attr-defined]

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if isinstance(problem, First):
            return redirect(problem.page, problem.public_id)
        return None


def by_link(view: Callable) -> Callable:
    """A link to the panel opens this view, which looks itself whether anybody is there."""
    view.by_link = True  # type: ignore[attr-defined]
    return view


def only_saves(view: Callable) -> Callable:
    """As `by_link`, for a view that shows no page: of the judge and the round little is read."""
    view.only_saves = True  # type: ignore[attr-defined]
    return by_link(view)


def on_the_panel(view: Callable) -> Callable:
    """A judge's page: for who is signed in, or came by the link to this panel."""

    return by_link(login_required(view))


def let_in(request: HttpRequest, link: PanelLink) -> None:
    """This phone is the judge's for the day. Whoever was signed in on it is not any more."""
    request.session.flush()
    request.session[KEY] = str(link.public_id)
    request.session.set_expiry(A_DAY)


def link_of(request: HttpRequest) -> PanelLink | None:
    """The link this request came by, or nothing for who is signed in."""
    return getattr(request, "panel_link", None)
