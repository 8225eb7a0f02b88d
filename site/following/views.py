"""Following by e-mail: small pages of their own that no cache keeps.

Each room gives its things an address for the form, such as /calls/spring/follow/, and answers it
with `follow_form`.
"""

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.models import User

from . import actions, kinds
from .forms import FollowForm
from .models import Follow


@never_cache
@require_http_methods(["GET", "POST"])
def follow_form(request: HttpRequest, topic: str) -> HttpResponse:
    """Ask for an address; then say where to look, the same words whatever is known of it."""
    thing = kinds.find(topic)
    if thing is None:
        raise Http404
    if "sent" in request.GET:
        return render(request, "following/sent.html", {"thing": thing})
    form = FollowForm(request.POST or None, initial=_known(request))
    if not thing.ended and form.is_valid():
        if not ratelimit.consume(request, action="follow"):
            return render(request, "following/wait.html", {"thing": thing}, status=429)
        actions.follow(topic, by=User.objects.system(), **form.cleaned_data)
        return redirect(f"{request.path}?{urlencode(request.GET | {'sent': '1'}, doseq=True)}")
    context = {"thing": thing, "form": form}
    return render(request, "following/follow.html", context, status=410 if thing.ended else 200)


def _known(request: HttpRequest) -> dict[str, str]:
    """A signed-in person need not type their address."""
    return {"email": getattr(request.user, "email", ""), "language": get_language() or "en"}


@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the first letter. The page only asks, since mail programs open links unasked."""
    follow = Follow.objects.filter(token=token).first()
    if follow is None:
        return render(request, "following/gone.html", status=404)
    if request.method == "POST":
        actions.confirm(token, by=User.objects.system())
        return redirect("follow_confirm", token=token)
    return render(request, "following/confirm.html", {"follow": follow} | _about(follow))


@csrf_exempt  # the token is the secret, and mail programs send no cookie (RFC 8058)
@never_cache
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The link in every letter: one button, or one click in the mail program. No sign-in.

    The answer to a click is no redirect, which mail programs do not follow (RFC 8058, 3.1).
    """
    if request.method == "POST":
        everything = "everything" in request.POST
        actions.stop(token, by=User.objects.system(), everything=everything)
    follow = Follow.objects.filter(token=token).first()
    return render(request, "following/stop.html", {"follow": follow} | _about(follow))


def _about(follow: Follow | None) -> dict[str, object]:
    return {"thing": kinds.find(follow.topic) if follow else None}
