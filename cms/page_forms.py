"""The form that editors fill in for any page."""

from wagtail.admin.forms import WagtailAdminPageForm

from . import empties, links


class SitePageForm(WagtailAdminPageForm):
    """A draft may have empty lines while it is written; a published page may not.

    What a page cannot do without, its model says in its own words.
    """

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.instance._meta.fields:
            own = (field._error_messages or {}).get("null")
            if own and field.name in self.fields:
                self.fields[field.name].error_messages["required"] = own

    def clean(self) -> dict:
        cleaned = super().clean()
        if not self.is_deferred_validation:
            for name, sentence in self._empty(cleaned):
                self.add_error(name, sentence)
        return cleaned

    def _empty(self, cleaned: dict) -> list[tuple[str, str]]:
        found = [("body", empties.in_body(cleaned.get("body") or []))]
        rich = links.rich_fields(self.instance)
        found += [(name, empties.in_html(cleaned.get(name) or "")) for name in rich]
        return [(name, sentence) for name, sentence in found if sentence]
