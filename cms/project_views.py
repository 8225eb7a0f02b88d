"""What a founder does with their project's page: show it, hide it, and write its journal."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import SignedInRequest
from accounts.models import User
from applications.awards.models import Award
from applications.journey.workflow import MoveRefused
from following.kinds import topic_of
from following.views import follow_form

from . import actions
from .models import JournalEntry, ProjectPage, Showing
from .project_forms import EntryForm

SHOW, HIDE = "show", "hide"
ENTRIES_SHOWN = 50


def follow(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return follow_form(request, topic_of("project", public_id))


@require_http_methods(["GET", "POST"])
@never_cache
def switch(request: HttpRequest, token: str) -> HttpResponse:
    """The founder's private link: what the page says, and one button to show or hide it."""
    showing = get_object_or_404(
        Showing.objects.select_related("award__application__applicant__user"), token=token
    )
    if request.method == "POST":
        person = showing.award.application.applicant
        _turn(request, showing, by=getattr(person, "user", None) or User.objects.system())
        return redirect("project_switch", token=token)
    return render(request, "cms/project_switch.html", _about(showing))


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def mine(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The same switch for the signed-in founder, and what they wrote so far."""
    showing = _own_showing(request, public_id)
    if request.method == "POST":
        _turn(request, showing, by=request.user)
        return redirect("my_project", public_id)
    entries = JournalEntry.objects.filter(award=showing.award)[:ENTRIES_SHOWN]
    context = _about(showing) | {"entries": entries, "award": showing.award}
    return render(request, "cms/my_project.html", context)


def _own_showing(request: SignedInRequest, public_id: UUID) -> Showing:
    own = Showing.objects.filter(award__application__applicant=request.user.person_id)
    return get_object_or_404(own.select_related("award__application"), award__public_id=public_id)


def _about(showing: Showing) -> dict[str, object]:
    """The pages of the project: the one in the reader's language first."""
    pages = list(ProjectPage.objects.live().filter(award=showing.award).select_related("locale"))
    pages.sort(key=lambda page: page.locale.language_code != get_language())
    return {"showing": showing, "pages": pages, "page_now": pages[0] if pages else None}


def _turn(request: HttpRequest, showing: Showing, *, by: User) -> None:
    if request.POST.get("do") == SHOW:
        actions.show_project(showing, by=by)
        messages.success(request, _("Everybody can see your project now."))
    elif request.POST.get("do") == HIDE:
        actions.hide_project(showing, by=by)
        messages.success(request, _("Your project is hidden. Nobody can see it now."))


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def write(request: SignedInRequest, public_id: UUID, entry_id: UUID | None = None) -> HttpResponse:
    """Write an entry, keep it as a draft, send it to the editor; read what the editor asks."""
    award = _own_showing(request, public_id).award
    entry = _entry(award, entry_id)
    form = EntryForm(request.POST or None, request.FILES or None, instance=entry)
    if request.method == "POST" and form.is_valid():
        return _keep(request, award, form)
    context = {"award": award, "application": award.application, "entry": entry, "form": form}
    return render(request, "cms/journal_entry.html", context)


def _entry(award: Award, entry_id: UUID | None) -> JournalEntry:
    if entry_id is None:
        return JournalEntry(award=award, language=get_language())
    mine = JournalEntry.objects.filter(award=award).select_related("picture", "award__application")
    return get_object_or_404(mine, public_id=entry_id)


def _keep(request: SignedInRequest, award: Award, form: EntryForm) -> HttpResponse:
    send = "send" in request.POST
    try:
        actions.save_entry(form.instance, picture=form.new_picture(), by=request.user, send=send)
    except MoveRefused as refused:
        messages.error(request, str(refused))
    else:
        said = _("We have it. An editor reads it and writes to you.") if send else _("Saved.")
        messages.success(request, said)
    return redirect("my_project", award.public_id)


@require_POST
@login_required
def take_back(request: SignedInRequest, public_id: UUID, entry_id: UUID) -> HttpResponse:
    """The entry is a draft again; readers stop seeing it at once."""
    entry = _entry(_own_showing(request, public_id).award, entry_id)
    try:
        actions.take_entry_back(entry, by=request.user)
    except MoveRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("It is a draft again. Nobody else sees it."))
    return redirect("my_project", public_id)
