"""Wagtail's screens for a programme, which keep it by our own verb."""

from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views import generic

from accounts.http import SignedInRequest

from . import actions
from .models import Programme


class KeepsProgramme:
    """What the form holds is kept, and recorded, by the action."""

    form: WagtailAdminModelForm
    request: SignedInRequest

    def save_instance(self) -> Programme:
        given = self.form.cleaned_data
        return actions.keep_programme(
            self.form.save(commit=False),
            cities=given["cities"],
            themes=given["themes"],
            by=self.request.user,
        )


class AddProgramme(KeepsProgramme, generic.CreateView):
    pass


class ChangeProgramme(KeepsProgramme, generic.EditView):
    pass
