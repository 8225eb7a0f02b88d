"""The paper fallback: scorecards to print, typed in fast, by two people."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import SignedInRequest
from applications.journey.workflow import MoveRefused
from applications.judging import blind
from applications.judging.given import NOT_APPLICABLE, Given
from applications.judging.models import PanelMember, Round, Rubric
from applications.judging.views.officer import officers_only, run_by
from files.actions import store
from files.models import StoredFile
from files.printing import CannotPrint, as_pdf

from .. import actions
from ..codes import as_typed, square
from ..models import PaperCard

DOES_NOT_APPLY = "n"


class ReadingForm(forms.Form):
    """What stands on the paper: a mark for each criterion, typed with the number keys and Tab."""

    comment = forms.CharField(
        label=gettext_lazy("Comment"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    scan = forms.FileField(label=gettext_lazy("A photo or scan of the paper"), required=False)

    def __init__(self, *args, rubric: Rubric, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(rubric.criteria.all())
        marks = {}
        for each in self.criteria:
            hint = f"{rubric.scale_min}–{rubric.scale_max}"
            if each.allows_not_applicable:
                hint = _("%(scale)s, or n for “does not apply”") % {"scale": hint}
            attrs = {"inputmode": "numeric", "autocomplete": "off", "size": 4}
            marks[f"mark-{each.pk}"] = forms.CharField(
                label=str(each), help_text=hint, max_length=4, widget=forms.TextInput(attrs)
            )
        self.fields = {**marks, **self.fields}

    def given(self) -> Given:
        """Raises ValidationError for what is no mark."""
        marks: dict[int, int | str] = {}
        for each in self.criteria:
            typed = self.cleaned_data[f"mark-{each.pk}"].strip().lower()
            if typed == DOES_NOT_APPLY:
                marks[each.pk] = NOT_APPLICABLE
            elif typed.lstrip("-").isdecimal():
                marks[each.pk] = int(typed)
            else:
                raise ValidationError(_("“%(typed)s” is no mark.") % {"typed": typed})
        return Given(marks, self.cleaned_data["comment"])


@require_http_methods(["GET", "POST"])
@officers_only
def index(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Each judge's papers, how far they are, and the field for a code."""
    found = run_by(request, public_id)
    if request.method == "POST":
        return _do(request, found)
    cards = (
        PaperCard.objects.filter(entry__round=found)
        .select_related("entry__application", "member__user__person")
        .prefetch_related("readings__typed_by__person")
        .order_by("member", "entry")
    )
    members: dict[PanelMember, list[PaperCard]] = {}
    for each in cards:
        members.setdefault(each.member, []).append(each)
    context = {"title": _("Scorecards on paper"), "round": found, "members": members.items()}
    return render(request, "pitching/admin/paper_index.html", context)


def _do(request: SignedInRequest, found: Round) -> HttpResponse:
    if code := as_typed(request.POST.get("code", "")):
        if PaperCard.objects.filter(entry__round=found, code=code).exists():
            return redirect("pitching_admin:paper_card", found.public_id, code)
        messages.error(request, _("No paper of this round has that code."))
    else:
        try:
            actions.make_cards(judging_round=found, by=request.user)
            messages.success(request, _("The papers are ready to print."))
        except MoveRefused as refused:
            messages.error(request, str(refused))
    return redirect("pitching_admin:paper", found.public_id)


@require_safe
@officers_only
def pdf(request: SignedInRequest, public_id: UUID, pk: int) -> HttpResponse:
    """One judge's papers as a PDF, in the judge's language."""
    found = run_by(request, public_id)
    member = get_object_or_404(found.members.select_related("user__person"), pk=pk)
    language = member.user.person.language
    with translation.override(language):
        html = render_to_string("pitching/scorecards.html", _sheets(request, found, member))
    try:
        content = as_pdf(html)
    except CannotPrint:
        messages.error(request, _("This server can't make PDF files now."))
        return redirect("pitching_admin:paper", public_id)
    headers = {"Content-Disposition": f'attachment; filename="scorecards-{pk}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _sheets(request: SignedInRequest, found: Round, member: PanelMember) -> dict:
    """What the round's judges do not see is not printed either."""
    code = translation.get_language() or "en"
    sheets = []
    for each in actions.cards_of(member):
        path = reverse("pitching_admin:paper_card", args=[found.public_id, each.code])
        sheets.append(
            {
                "code": each.code,
                "square": square(request.build_absolute_uri(path)),
                "shown": blind.shown(each.entry.application, found),
            }
        )
    return {
        "lang": code,
        "dir": "rtl" if translation.get_language_bidi() else "ltr",
        "round": found,
        "judge": member.user.get_full_name(),
        "criteria": list(found.rubric.criteria.all()),
        "scale": list(found.rubric.scale),
        "sheets": sheets,
    }


@require_http_methods(["GET", "POST"])
@officers_only
def card(request: SignedInRequest, public_id: UUID, code: str) -> HttpResponse:
    """Type in one paper. The second person does not see what the first one read."""
    found = run_by(request, public_id)
    cards = PaperCard.objects.filter(entry__round=found).select_related(
        "entry__application", "member__user__person"
    )
    paper = get_object_or_404(cards, code=as_typed(code))
    form = ReadingForm(request.POST or None, request.FILES or None, rubric=found.rubric)
    differs: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            compared = actions.read_card(
                card=paper, given=form.given(), by=request.user, scan=_scan(request, form)
            )
            if not compared.differs:
                _say(request, counted=compared.counted)
                return redirect("pitching_admin:paper", public_id)
            names = {str(each.pk): str(each) for each in form.criteria}
            differs = [names.get(key, str(_("Comment"))) for key in compared.differs]
        except ValidationError as wrong:
            form.add_error(None, wrong)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
    context = {
        "title": _("Paper %(code)s") % {"code": paper.code},
        "round": found,
        "paper": paper,
        "form": form,
        "differs": differs,
    }
    return render(request, "pitching/admin/paper_card.html", context)


def _scan(request: SignedInRequest, form: ReadingForm) -> StoredFile | None:
    sent = form.cleaned_data.get("scan")
    return store(sent, by=request.user) if sent else None


def _say(request: SignedInRequest, *, counted: bool) -> None:
    if counted:
        messages.success(request, _("Both read the same. It is the judge's scorecard now."))
    else:
        messages.success(request, _("Kept. Now somebody else must read this paper too."))
