"""The way from a page to the same page in another language, and remembering who chose which."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import translate_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language_from_path, get_language_info
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.actions import change_profile
from accounts.http import SignedInRequest


def links(request: HttpRequest, here: str) -> list[dict[str, object]]:
    """This address in each language of the site, its query kept."""
    return [
        {
            "code": code,
            "name_local": get_language_info(code)["name_local"],
            "url": translate_url(request.get_full_path(), code),
            "current": code == here,
        }
        for code, _name in settings.LANGUAGES
    ]


@never_cache
@require_POST
@login_required
def choose(request: SignedInRequest) -> HttpResponse:
    """Keep the language of the address `to` as the one we write to the person in, and go there.

    Someone without a sign-in needs nothing kept: every address says its language.
    """
    to = request.POST.get("to", "")
    if not url_has_allowed_host_and_scheme(to, allowed_hosts=None):
        return HttpResponseBadRequest()
    person = request.user.person
    person.language = get_language_from_path(to) or settings.LANGUAGE_CODE
    change_profile(person, by=request.user)
    return redirect(to)
