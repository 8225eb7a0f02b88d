"""The thread of messages, from both sides, and what officers have not read."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

import audit.record
from accounts.http import SignedInRequest
from accounts.models import User
from files.fields import UploadsField
from files.views import opened
from programmes.fields import show

from . import actions, message_files, thread
from .models import Application, Note
from .officer_views import officers_only
from .own import own_application
from .pages import FILE, bytes_of, in_pages
from .workflow import MoveRefused

LIST_PAGE = 50
MESSAGE = 450
"""Bytes of one message without its words."""


class MessageForm(forms.Form):
    """One message, with words, with files or with both. It says who reads it."""

    text = forms.CharField(
        label=gettext_lazy("Your message"),
        max_length=thread.LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )

    def __init__(self, application: Application, *args, by: User, seen_by: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = seen_by
        show(self.fields["text"], hide_optional=True)
        self.fields["files"] = UploadsField(
            label=_("Files"),
            by=by,
            most=message_files.MOST,
            there=message_files.latest_of(application, by=by) if self.is_bound else (),
            required=False,
        )

    def clean(self) -> dict:
        """Who sends nothing at all hears what is missing, at the message."""
        given = self.cleaned_data
        if not self.errors and not given["text"] and not given["files"]:
            self.add_error("text", _("Write your message first."))
        return given


@require_http_methods(["GET", "POST"])
@login_required
def own(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The applicant's side."""
    application = own_application(request, public_id)
    seen_by = _("You and the programme team. The judges and your helpers do not see it.")
    form = _form(request, application, seen_by)
    if form.is_valid():
        try:
            thread.write_message(application, **form.cleaned_data, by=request.user)
            messages.success(request, _("Your message is with the team."))
            return redirect("journey:messages", public_id)
        except MoveRefused as refused:
            form.add_error("text", str(refused))
    context = _page(request, application, by_applicant=True)
    context |= {"form": form, "can_write": application.submitted_at, "short": form.is_bound}
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
    form = _form(request, application, _("The applicant and the team. The judges do not see it."))
    if form.is_valid():
        audience = Note.Audience.APPLICANT
        try:
            actions.write_note(application, audience=audience, **form.cleaned_data, by=request.user)
            messages.success(request, _("Your message is on the applicant's page."))
            return redirect("pipeline:messages", public_id)
        except MoveRefused as refused:
            form.add_error("text", str(refused))
    context = _page(request, application, by_applicant=False)
    context |= {"form": form, "title": _("Messages")}
    thread.mark_read(application, by=request.user)
    audit.record.saw(application, by=request.user, screen="messages")
    return render(request, "journey/admin/messages.html", context)


def _form(request: SignedInRequest, application: Application, seen_by: str) -> MessageForm:
    data, files = request.POST or None, request.FILES or None
    return MessageForm(application, data, files, by=request.user, seen_by=seen_by)


@require_safe
@login_required
def file(request: SignedInRequest, public_id: UUID, file_id: UUID) -> HttpResponse:
    """A file of a message, for the applicant and for the officers who read the messages."""
    found = Application.objects.visible_to(request.user)
    application = get_object_or_404(found, public_id=public_id)
    own = application.applicant_id == request.user.person_id
    if not own and not request.user.has_perm("journey.note", application):
        raise Http404
    stored = message_files.find(application, file_id, by=request.user)
    if stored is None:
        raise Http404
    if not own:
        audit.record.saw(application, by=request.user, screen="file of a message")
    return opened(request, stored)


def _page(request: SignedInRequest, application: Application, *, by_applicant: bool) -> dict:
    """The latest messages, oldest first, or those before a given one."""
    found = thread.messages_of(application)
    before = request.GET.get("before", "")
    if before.isdecimal():
        found = found.filter(pk__lt=int(before))
    rows = list(found[: thread.PAGE + 1])
    shown = rows[: thread.PAGE]
    if by_applicant:
        shown = in_pages(shown, _size)[0]
    return {
        "application": application,
        "thread": thread.as_read(reversed(shown), by_applicant=by_applicant),
        "earlier_url": f"?before={shown[-1].pk}" if len(rows) > len(shown) else "",
        "is_past": before.isdecimal(),
    }


def _size(note: Note) -> int:
    """Bytes of a message on the applicant's page."""
    files = sum(FILE + bytes_of(each.stored.name) for each in note.files.all())
    return MESSAGE + bytes_of(note.text) + files


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
