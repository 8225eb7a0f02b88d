"""A programme's screen in the admin: its strands, partners and funders are edited with it."""

from typing import cast

from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.forms import CheckboxSelectMultiple, ChoiceField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
)

from .fields import MoneyField
from .models import Programme
from .money import for_typing, spoken

OVER = (Programme.State.CLOSED, Programme.State.ARCHIVED)


class ProgrammeForm(WagtailAdminModelForm):
    """The budget as people write it; no part that is in use can be taken away.

    Ending a programme and taking it up again are no fields but actions, with their own screen.
    """

    budget = MoneyField(
        label=gettext_lazy("Grant budget"),
        help_text=gettext_lazy("All the money for grants, such as 250,000."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        programme = self.instance
        currency = self.data.get("currency") or programme.currency
        cast(MoneyField, self.fields["budget"]).in_currency(currency)
        if programme.pk:
            self.initial["budget"] = for_typing(programme.budget_minor, programme.currency)
        self._leave_ending_to_its_screen(cast(ChoiceField, self.fields["state"]))

    def _leave_ending_to_its_screen(self, state: ChoiceField) -> None:
        state.disabled = self.instance.is_over
        if not self.instance.is_over:
            state.choices = [each for each in Programme.State.choices if each[0] not in OVER]

    def clean(self):
        cleaned = super().clean()
        self._read_budget(cleaned.get("budget"))
        for part in self.formsets.values():
            for line in part.deleted_forms if part.is_valid() else []:
                if line.instance.pk and in_use(line.instance):
                    self.add_error(
                        None,
                        _("“%(name)s” is in use and cannot be taken away.")
                        % {"name": line.instance},
                    )
        return cleaned

    def _read_budget(self, budget: int | None) -> None:
        awarded = self.instance.awarded_minor
        if budget is not None and budget < awarded:
            self.add_error(
                "budget",
                _("%(amount)s is awarded already. The budget cannot be less.")
                % {"amount": spoken(awarded, self.instance.currency)},
            )
        elif budget is not None:
            self.instance.budget_minor = budget


def in_use(record) -> bool:
    try:
        Collector(using="default").collect([record])
    except (ProtectedError, RestrictedError):
        return True
    return False


ProgrammePanels = ObjectList(
    [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("name"), FieldPanel("code")]),
                FieldPanel("name_words"),
                FieldPanel("summary"),
                FieldPanel("summary_words"),
                FieldPanel("state"),
                HelpPanel(template="programmes/ending_panel.html"),
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
            ],
            heading=gettext_lazy("Programme"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("budget"),
                        FieldPanel("currency"),
                    ]
                ),
                FieldPanel("target_awards"),
            ],
            heading=gettext_lazy("Money"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("lead"),
                FieldPanel("cities", widget=CheckboxSelectMultiple),
                FieldPanel("themes", widget=CheckboxSelectMultiple),
            ],
            heading=gettext_lazy("Who and where"),
        ),
        InlinePanel(
            "strands",
            [
                FieldRowPanel([FieldPanel("name"), FieldPanel("code")]),
                FieldPanel("name_words"),
                FieldPanel("description"),
                FieldPanel("description_words"),
            ],
            heading=gettext_lazy("Strands"),
            label=gettext_lazy("strand"),
        ),
        InlinePanel(
            "partners",
            [
                FieldRowPanel([FieldPanel("organisation"), FieldPanel("part")]),
                FieldPanel("part_words"),
            ],
            heading=gettext_lazy("Partners"),
            label=gettext_lazy("partner"),
        ),
        InlinePanel(
            "funders",
            [
                FieldPanel("organisation"),
                FieldPanel("acknowledgement"),
                FieldPanel("acknowledgement_words"),
                FieldPanel("emblem"),
            ],
            heading=gettext_lazy("Funders"),
            label=gettext_lazy("funder"),
        ),
    ],
    base_form_class=ProgrammeForm,
)
