"""Translations: what waits for one, writing it, and the applicant's word on it."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

import audit.record
from accounts.http import SignedInRequest

from . import translations, translators
from .answered import Answered, answered
from .door import let_in
from .models import AnswerTranslation, Application, Untranslated
from .officer_views import officers_only
from .own import own_application
from .pages import FILE, bytes_of, in_pages, page_number
from .translation_forms import RemarkForm, TranslationsForm
from .workflow import MoveRefused

PAGE = 50


# For officers.


class LanguageFilter(forms.Form):
    """Which language."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        every = [("", _("Every language")), *translations.language_choices()]
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"), required=False, choices=every
        )

    @property
    def chosen(self) -> str:
        return self.cleaned_data["language"] if self.is_valid() else ""


@require_safe
@officers_only
def waiting(request: SignedInRequest) -> HttpResponse:
    """The applications in the officer's reach with answers that wait, oldest first, by keys."""
    form = LanguageFilter(request.GET)
    rows = _page(request, form.chosen)
    last = rows[PAGE - 1].pk if len(rows) > PAGE else None
    rows = rows[:PAGE]
    _name_languages(rows)
    address = reverse("pipeline:translations")
    context = {
        "title": _("To translate"),
        "form": form,
        "filter_label": _("Filter"),
        "clear_url": address if form.chosen else "",
        "rows": rows,
        "next_url": f"{address}?language={form.chosen}&after={last}" if last else "",
    }
    return render(request, "journey/admin/translations.html", context)


def _page(request: SignedInRequest, language: str) -> list[Application]:
    there = translations.waiting_in_reach(request.user).with_road()
    if language:
        in_it = Untranslated.objects.filter(application=OuterRef("pk"), language=language)
        there = there.filter(Exists(in_it))
    after = request.GET.get("after", "")
    if after.isdecimal():
        there = there.filter(pk__gt=int(after))
    return list(there.annotate(open=Count("untranslated")).order_by("pk")[: PAGE + 1])


def _name_languages(rows: list[Application]) -> None:
    """Say on each row which languages its answers are in: one query."""
    found: dict[int, set[str]] = {}
    for pk, language in Untranslated.objects.filter(application__in=rows).values_list(
        "application", "language"
    ):
        found.setdefault(pk, set()).add(str(translations.name_of(language)))
    for row in rows:
        row.language_names = sorted(found.get(row.pk, ()))  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
@officers_only
def translate(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Every answer in another language with a box beside it; what cannot be saved stays there."""
    found = Application.objects.handled_by(request.user).with_road().select_related("question_set")
    application = get_object_or_404(found, public_id=public_id)
    if not request.user.has_perm("journey.translate", application):
        raise PermissionDenied
    form = _form(request, application, foreign_answers(application))
    if form.is_valid() and _save(request, application, form):
        messages.success(request, _("Saved. The applicant is asked to read it."))
        return redirect("pipeline:translate", public_id)
    audit.record.saw(application, by=request.user, screen="translations")
    context = {
        "title": _("Translate"),
        "application": application,
        "form": form,
        "asked": translators.asked_of(application),
        "can_ask": bool(form.answers)
        and request.user.has_perm("journey.ask_translator", application)
        and translators.translators(application.place).exists(),
    }
    return render(request, "journey/admin/translate.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def translate_as_helper(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The same for somebody who helps: the answers of the parts that they may see."""
    application, access = let_in(request, public_id, to_translate=True)
    if not access.helper:
        raise PermissionDenied
    keys = access.questions(application)
    every = [each for each in foreign_answers(application) if each.question.key in keys]
    pages, number = in_pages(every, _size_to_translate), page_number(request)
    if number > len(pages):
        raise Http404
    form = _form(request, application, pages[number - 1])
    if form.is_valid() and _save(request, application, form):
        messages.success(request, _("Saved. The applicant is asked to read it."))
        after = [] if access.only_translates else [public_id]
        if number < len(pages):
            return redirect(f"{request.path}?page={number + 1}")
        return redirect("my_page" if access.only_translates else "journey:tasks", *after)
    context = {
        "application": application,
        "form": form,
        "is_guest": True,
        "only_translates": access.only_translates,
        "page": number,
        "pages": len(pages),
    }
    return render(request, "journey/translate.html", context)


BOX, PAIR = 1_900, 2_900
"""Bytes of an answer to translate, and of one to read beside its translation, without words."""


def _size_to_translate(each: Answered) -> int:
    """By the original alone, so that the pages stay what they are while somebody translates."""
    files = sum(FILE + bytes_of(file.stored.name) for file in each.files)
    return BOX + bytes_of(each.question.label) + bytes_of(each.text) + len(each.text) + files


def _size_to_read(each: Answered) -> int:
    words = bytes_of(each.text) + (bytes_of(each.beside.translation.text) if each.beside else 0)
    remark = bytes_of(each.beside.translation.remark) if each.beside else 0
    return PAIR + 4 * bytes_of(each.question.label) + words + remark


def _form(
    request: SignedInRequest, application: Application, answers: list[Answered]
) -> TranslationsForm:
    initial = _as_it_is(request, answers)
    return TranslationsForm(application, answers, request.POST or None, initial=initial)


def foreign_answers(application: Application) -> list[Answered]:
    """The answers in another language than the team's, in order, with their translations."""
    sections = answered(application, get_language() or "")
    return [each for _section, pairs in sections for each in pairs if each.is_foreign]


def _as_it_is(request: SignedInRequest, answers: list[Answered]) -> dict[str, str]:
    boxes = {
        TranslationsForm.name_of(each): each.beside.translation.text
        for each in answers
        if each.beside
    }
    how = AnswerTranslation.How.PERSON
    return {"translator": request.user.person.display_name, "how": how, **boxes}


def _save(request: SignedInRequest, application: Application, form: TranslationsForm) -> bool:
    """Save each box that says something new. One that is refused keeps its words and says why."""
    for each in form.answers:
        name = form.name_of(each)
        if name not in form.changed_data or not form.cleaned_data[name]:
            continue
        try:
            translations.translate_answer(
                application,
                key=each.question.key,
                text=form.cleaned_data[name],
                seen=form.seen(each),
                translator=form.cleaned_data["translator"],
                how=form.cleaned_data["how"],
                by=request.user,
            )
        except MoveRefused as refused:
            form.add_error(name, str(refused))
    return not form.errors


# For the applicant.


@require_http_methods(["GET", "POST"])
@login_required
def read(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The applicant's answers beside their translation; they say whether it is right."""
    application = own_application(request, public_id)
    said, refused = _say(request, application) if request.method == "POST" else ("", None)
    every = [each for each in foreign_answers(application) if each.beside]
    pages, number = in_pages(every, _size_to_read), page_number(request)
    if number > len(pages):
        raise Http404
    forms = {each.question.key: _remark(request, each, said, refused) for each in pages[number - 1]}
    if said:
        messages.success(request, _("Thank you. The team can see what you said."))
        if not any(form.said for form in forms.values()):
            return redirect(f"{request.path}?page={number}" if number > 1 else request.path)
    rows = [
        (each, each.beside.translation, forms[each.question.key]["remark"])
        for each in pages[number - 1]
        if each.beside
    ]
    context = {
        "application": application,
        "form": refused,
        "rows": rows,
        "open": translations.to_read(application).count(),
        "page": number,
        "pages": len(pages),
    }
    return render(request, "journey/translations.html", context)


def _remark(
    request: SignedInRequest, each: Answered, said: str, refused: RemarkForm | None
) -> RemarkForm:
    """What was typed beside this answer and not sent yet stays there."""
    key = each.question.key
    if refused and refused.prefix == key:
        return refused
    return RemarkForm(None if said == key else request.POST or None, prefix=key)


ALL = "all"


def _say(request: SignedInRequest, application: Application) -> tuple[str, RemarkForm | None]:
    """The key of the answer whose translation was judged, or ALL; and the form of one that was
    refused. Neither where nothing was pressed: words that were kept are only shown again."""
    deed, _colon, pk = request.POST.get("do", "").partition(":")
    if deed == ALL:
        for each in translations.to_read(application):
            translations.judge_translation(each, right=True, by=request.user)
        return ALL, None
    if not deed:
        return "", None
    mine = application.translations.filter(pk=int(pk) if pk.isdecimal() else 0)
    translation = get_object_or_404(mine.select_related("application"))
    form = RemarkForm(request.POST, prefix=translation.key)
    right = deed == "right"
    try:
        translations.judge_translation(
            translation, right=right, remark="" if right else form.said, by=request.user
        )
    except MoveRefused as refused:
        form.is_valid()
        form.add_error("remark", str(refused))
        return "", form
    return translation.key, None
