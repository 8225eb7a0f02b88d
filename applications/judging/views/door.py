"""Coming in by a link: choose a PIN the first time, type it afterwards."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from .. import actions
from ..actions.links import Tried
from ..door import let_in
from ..forms import ChoosePinForm, PinForm
from ..links import link_at
from ..models import PanelLink

GONE = 410


@never_cache
@require_http_methods(["GET", "POST"])
def door(request: HttpRequest, token: str) -> HttpResponse:
    """Looking changes nothing: programs that look at e-mails open every link."""
    link = link_at(token)
    if link is None:
        return _over(request)
    form = (PinForm if link.pin else ChoosePinForm)(request.POST or None)
    if form.is_valid():
        came = _come_in(link, form)
        if came is Tried.OPEN:
            let_in(request, link)
            return redirect("judging:panel", link.member.round.public_id)
        if came is Tried.OVER:
            return _over(request)
        form.add_error("pin", _("This is not the PIN. Try again."))
    return render(request, "judging/door.html", {"link": link, "form": form})


def _come_in(link: PanelLink, form: PinForm) -> Tried:
    pin = form.cleaned_data["pin"]
    if isinstance(form, ChoosePinForm):
        return Tried.OPEN if actions.choose_pin(link=link, pin=pin) else Tried.WRONG
    return actions.open_link(link=link, pin=pin)


def _over(request: HttpRequest) -> HttpResponse:
    return render(request, "judging/door_over.html", status=GONE)
