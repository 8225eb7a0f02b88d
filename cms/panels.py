"""Parts of the editor that are ours."""

from django import forms
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, Panel

from . import call_checks, resource_facts

PLACE_AND_THEMES = (
    FieldPanel("city"),
    FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
)
"""Of a page that lists can be narrowed to."""


class CallChecks(Panel):
    """What the call behind the page still lacks."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/call_checks.html"

        @cached_property
        def errors(self) -> list[str]:
            return call_checks.errors(self.instance.call)

        @cached_property
        def hints(self) -> list[str]:
            live = self.instance.get_translations(inclusive=True).live()
            languages = set(live.values_list("locale__language_code", flat=True))
            languages.add(self.instance.locale.language_code)
            return call_checks.hints(self.instance.call, languages)

        def is_shown(self) -> bool:
            shown = super().is_shown() and bool(self.instance.call_id)
            return shown and bool(self.errors or self.hints)


class ResourceChecks(Panel):
    """What the files of the resource behind the page still lack."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/call_checks.html"

        @cached_property
        def errors(self) -> list[str]:
            return resource_facts.errors(self.instance.resource)

        @cached_property
        def hints(self) -> list[str]:
            return resource_facts.hints(self.instance.resource)

        def is_shown(self) -> bool:
            shown = super().is_shown() and bool(self.instance.resource_id)
            return shown and bool(self.errors or self.hints)
