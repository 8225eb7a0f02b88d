"""The admin's screens of what people answered to our needs: a list, and one answer at a time."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.menu import MenuItem

import audit.record
from accounts.http import SignedInRequest
from accounts.models import User
from programmes.scopes import scope_filter

from . import actions, paging
from .models import NeedResponse
from .rules import ANSWERERS

ON_A_PAGE = 30
TONES = {"open": "waiting", "answered": "done", "closed": "ended"}


class AnswerForm(forms.Form):
    """Our words to the person."""

    answer = forms.CharField(
        label=gettext_lazy("Your answer"),
        help_text=gettext_lazy("It goes to them by e-mail."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        error_messages={"required": gettext_lazy("Write your answer first.")},
    )


def responses_of(user: User) -> QuerySet[NeedResponse]:
    """What the user may read and answer: editors everywhere, officers in their programme."""
    reach = scope_filter(user, ANSWERERS, programme="need__programme")
    return NeedResponse.objects.filter(reach).select_related("need__programme", "settled_by")


def _refuse_others(request: SignedInRequest) -> None:
    if not request.user.has_perm("cms.answer_responses"):
        raise PermissionDenied


@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """Newest first; those that wait for an answer unless another state is chosen."""
    _refuse_others(request)
    asked = request.GET.get("status", "")
    status = asked if asked in NeedResponse.Status else NeedResponse.Status.OPEN
    page = paging.newest_first(
        responses_of(request.user).filter(status=status),
        field="received_at",
        after=request.GET.get("after", ""),
        size=ON_A_PAGE,
    )
    context = {
        "title": _("Answers to our needs"),
        "responses": page.items,
        "next_url": page.next_key and f"?status={status}&after={page.next_key}",
        "status": status,
        "statuses": NeedResponse.Status.choices,
    }
    return render(request, "cms/admin/responses.html", context)


@require_http_methods(["GET", "POST"])
def response(request: SignedInRequest, pk: int) -> HttpResponse:
    """One answer: read it (which is written down), answer it by e-mail, or close it."""
    _refuse_others(request)
    found = get_object_or_404(responses_of(request.user), pk=pk)
    form = AnswerForm(request.POST if "answer" in request.POST else None)
    if request.method == "POST" and ("close" in request.POST or form.is_valid()):
        return _settle(request, found, form)
    audit.record.saw(found, by=request.user, screen="cms.response")
    context = {
        "title": _("Answer from %(name)s") % {"name": found.name},
        "response": found,
        "tone": TONES[found.status],
        "form": form,
    }
    return render(request, "cms/admin/response.html", context)


def _settle(request: SignedInRequest, found: NeedResponse, form: AnswerForm) -> HttpResponse:
    try:
        if "close" in request.POST:
            actions.close_response(found, by=request.user)
            messages.success(request, _("Closed."))
        else:
            actions.answer_response(found, by=request.user, answer=form.cleaned_data["answer"])
            messages.success(request, _("Your answer is on its way."))
    except actions.AlreadySettled:
        messages.error(request, _("Somebody was faster: this is settled already."))
    return redirect("cms_response", pk=found.pk)


class ResponsesItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("cms.answer_responses")


def menu_item() -> MenuItem:
    return ResponsesItem(
        gettext_lazy("Answers to our needs"),
        reverse("cms_responses"),
        name="responses",
        icon_name="mail",
        order=310,
    )


urls = [
    path("needs/", index, name="cms_responses"),
    path("needs/<int:pk>/", response, name="cms_response"),
]
