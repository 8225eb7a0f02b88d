"""The thread of messages, from both sides, and what officers have not read."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

import audit.record
from accounts.http import SignedInRequest

from . import actions, thread
from .models import Application, Note
from .officer_views import officers_only
from .own import own_application
from .workflow import MoveRefused

LIST_PAGE = 50


class MessageForm(forms.Form):
    """One message. It says who reads it."""

    text = forms.CharField(
        label=gettext_lazy("Your message"),
        max_length=thread.LONGEST,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        error_messages={"required": gettext_lazy("Write your message first.")},
    )

    def __init__(self, *args, seen_by: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = seen_by


@require_http_methods(["GET", "POST"])
@login_required
def own(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The applicant's side."""
    application = own_application(request, public_id)
    seen_by = _("You and the programme team. The judges and your helpers do not see it.")
    form = MessageForm(request.POST or None, seen_by=seen_by)
    if form.is_valid():
        try:
            text = form.cleaned_data["text"]
            thread.write_message(application, text=text, by=request.user)
            messages.success(request, _("Your message is with the team."))
            return redirect("journey:messages", public_id)
        except MoveRefused as refused:
            form.add_error("text", str(refused))
    context = _page(request, application) | {"form": form, "can_write": application.submitted_at}
    thread.mark_read(application, by=request.user)
    return render(request, "journey/messages.html", context)


@require_http_methods(["GET", "POST"])
@officers_only
def handled(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The officers' side."""
    found = Application.objects.handled_by(request.user).with_road()
    application = get_object_or_404(found, public_id=public_id)
    if not request.user.has_perm("journey.note", application):
        raise PermissionDenied
    seen_by = _("The applicant and the team. The judges do not see it.")
    form = MessageForm(request.POST or None, seen_by=seen_by)
    if form.is_valid():
        try:
            actions.write_note(
                application,
                audience=Note.Audience.APPLICANT,
                text=form.cleaned_data["text"].strip(),
                by=request.user,
            )
            messages.success(request, _("Your message is on the applicant's page."))
            return redirect("pipeline:messages", public_id)
        except MoveRefused as refused:
            form.add_error("text", str(refused))
    context = _page(request, application) | {"form": form, "title": _("Messages")}
    thread.mark_read(application, by=request.user)
    audit.record.saw(application, by=request.user, screen="messages")
    return render(request, "journey/admin/messages.html", context)


def _page(request: SignedInRequest, application: Application) -> dict:
    """The latest messages, oldest first, or those before a given one."""
    found = thread.messages_of(application)
    before = request.GET.get("before", "")
    if before.isdecimal():
        found = found.filter(pk__lt=int(before))
    rows = list(found[: thread.PAGE + 1])
    shown = rows[: thread.PAGE]
    return {
        "application": application,
        "thread": list(reversed(shown)),
        "earlier_url": f"?before={shown[-1].pk}" if len(rows) > thread.PAGE else "",
        "is_past": before.isdecimal(),
    }


@require_safe
@officers_only
def unread(request: SignedInRequest) -> HttpResponse:
    """The applications in the officer's reach with messages to read, by keys."""
    found = thread.with_unread(request.user).with_desk().order_by("pk")
    after = request.GET.get("after", "")
    if after.isdecimal():
        found = found.filter(pk__gt=int(after))
    rows = list(found[: LIST_PAGE + 1])
    last = rows[LIST_PAGE - 1].pk if len(rows) > LIST_PAGE else None
    context = {
        "title": _("Messages to read"),
        "rows": rows[:LIST_PAGE],
        "next_url": f"{reverse('pipeline:unread')}?after={last}" if last else "",
    }
    return render(request, "journey/admin/unread.html", context)
