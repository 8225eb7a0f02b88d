"""Asking a translator of the programme for one application."""

from datetime import date, timedelta
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from accounts.models import User
from programmes.fields import offer_records

from . import consents, translators
from .deadlines import end_of_day
from .helping_forms import last_day
from .models import Application, AssistedStart
from .officer_forms import DayInput
from .officer_views import officers_only
from .workflow import MoveRefused

USUAL = timedelta(days=14)


class Translators(forms.ModelChoiceField):
    """By name, not by address."""

    def label_from_instance(self, user: User) -> str:
        return user.person.display_name


class AskForm(forms.Form):
    """Whom, until when, and how the applicant agreed."""

    translator = Translators(
        queryset=User.objects.none(),
        label=gettext_lazy("Which translator?"),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    until = forms.DateField(
        label=gettext_lazy("Until when?"),
        help_text=gettext_lazy("After that day they see nothing of it any more."),
        widget=DayInput,
    )
    how = forms.ChoiceField(
        label=gettext_lazy("How did the person agree?"),
        choices=AssistedStart.ConsentHow.choices,
        widget=forms.RadioSelect,
    )
    agreed_on = forms.DateField(label=gettext_lazy("When did they agree?"), widget=DayInput)
    agree = forms.BooleanField(label=gettext_lazy("The applicant agreed to these words."))

    def __init__(self, application: Application, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.application = application
        offer_records(self, "translator", translators.translators(application.place))
        self.fields["until"].initial = self._today() + USUAL
        self.fields["agreed_on"].initial = self._today()

    def _today(self) -> date:
        return timezone.now().astimezone(self.application.call.zone).date()

    def clean_until(self) -> date:
        until = self.cleaned_data["until"]
        if not self._today() <= until <= last_day(self._today()):
            raise forms.ValidationError(_("Give a day in the next 90 days."))
        return until


@require_http_methods(["GET", "POST"])
@officers_only
def ask(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Read the words to the applicant, in their language; say whom to ask."""
    found = Application.objects.handled_by(request.user).with_road()
    application = get_object_or_404(found, public_id=public_id)
    if not request.user.has_perm("journey.ask_translator", application):
        raise PermissionDenied
    language = application.applicant.language
    with translation.override(language):
        consent = consents.to_translate()
    form = AskForm(application, request.POST or None)
    if form.is_valid() and _ask(request, application, form, consent):
        return redirect("pipeline:translate", public_id)
    context = {
        "title": _("Ask a translator"),
        "application": application,
        "form": form,
        "consent": consent,
        "chosen": language,
    }
    return render(request, "journey/admin/ask_translator.html", context)


def _ask(
    request: SignedInRequest, application: Application, form: AskForm, consent: consents.Consent
) -> bool:
    given = form.cleaned_data
    agreed = translators.Agreed(how=given["how"], on=given["agreed_on"], consent=consent)
    try:
        helper = translators.ask_translator(
            application,
            translator=given["translator"],
            ends_at=end_of_day(given["until"], application.call),
            agreed=agreed,
            by=request.user,
        )
    except MoveRefused as refused:
        form.add_error("translator", str(refused))
        return False
    messages.success(request, _("We wrote to %(name)s.") % {"name": helper.name})
    return True
