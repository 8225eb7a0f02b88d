"""The admin's screen of followers: how many there are of each thing, and an end for who asks."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin.menu import MenuItem

from accounts.http import SignedInRequest
from following.actions import stop_for

from .followers import followed

STOP_FOR_OTHERS = "following.stop_for_others"


class StopForm(forms.Form):
    """The address that somebody told us."""

    email = forms.EmailField(
        label=gettext_lazy("Their e-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"}),
        error_messages={
            "required": gettext_lazy("Type their e-mail address."),
            "invalid": gettext_lazy("Type an e-mail address such as name@example.org."),
        },
    )


@require_http_methods(["GET", "POST"])
def index(request: SignedInRequest) -> HttpResponse:
    """Numbers only. The answer to an address is the same whether or not it followed something."""
    if not request.user.has_perm(STOP_FOR_OTHERS):
        raise PermissionDenied
    form = StopForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        stop_for(form.cleaned_data["email"], by=request.user)
        messages.success(request, _("Done. Followers' e-mails no longer go to this address."))
        return redirect("cms_followers")
    part = followed(after=request.GET.get("after", ""))
    context = {
        "title": _("Followers"),
        "form": form,
        "followed": part.items,
        "next_url": part.next_key and f"?{urlencode({'after': part.next_key})}",
    }
    return render(request, "cms/admin/followers.html", context)


class FollowersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(STOP_FOR_OTHERS)


def menu_item() -> MenuItem:
    return FollowersItem(
        gettext_lazy("Followers"),
        reverse("cms_followers"),
        name="followers",
        icon_name="group",
        order=315,
    )


urls = [path("followers/", index, name="cms_followers")]
