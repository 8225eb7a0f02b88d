"""A programme's screen in the admin: its strands, partners and funders are edited with it."""

from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList


class ProgrammeForm(WagtailAdminModelForm):
    """Refuses in words, rather than with an error page, to take away a part that is in use."""

    def clean(self):
        cleaned = super().clean()
        for part in self.formsets.values():
            for line in part.deleted_forms if part.is_valid() else []:
                if line.instance.pk and in_use(line.instance):
                    self.add_error(
                        None,
                        _("“%(name)s” is in use and cannot be taken away.")
                        % {"name": line.instance},
                    )
        return cleaned


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
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
            ],
            heading=gettext_lazy("Programme"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel(
                            "budget_minor",
                            heading=gettext_lazy("Grant budget, in cents or pence"),
                            help_text=gettext_lazy("25000000 is 250,000 of the currency."),
                        ),
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
