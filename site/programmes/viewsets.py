"""Plain records in Wagtail's admin, within what a person's roles reach."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.forms import ModelChoiceField, ModelForm
from django.http import Http404
from wagtail.admin.viewsets.model import ModelViewSet

from accounts.models import User

Reach = Callable[[User], QuerySet]
GenericView: Any = object
"""What WithinReach is mixed into: one of Wagtail's generic views."""


class WithinReach(GenericView):
    """A generic view that lists and opens only what `reach` gives, and offers no other choices."""

    reach: Reach
    choices: dict[str, Reach]

    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().filter(pk__in=self.reach(self.request.user))

    def get_object(self, *args, **kwargs):
        found = super().get_object(*args, **kwargs)
        if not self.reach(self.request.user).filter(pk=found.pk).exists():
            raise Http404
        return found

    def get_form(self, *args, **kwargs) -> ModelForm:
        form = super().get_form(*args, **kwargs)
        for name, choices in self.choices.items():
            if isinstance(form.fields.get(name), ModelChoiceField):
                form.fields[name].queryset = choices(self.request.user)
        return form


class ScopedViewSet(ModelViewSet):
    """A ModelViewSet whose every view keeps to the person's roles.

    Set `reach` (the rows a user may work on) and `choices` (by form field, the records a user may
    point to). Who may list, add, change or delete at all is in the room's rules.
    """

    reach: Reach
    choices: dict[str, Reach] = {}
    copy_view_enabled = False

    def construct_view(self, view_class: type, **kwargs):
        parts = {"reach": staticmethod(self.reach), "choices": self.choices}
        scoped = type(f"Scoped{view_class.__name__}", (WithinReach, view_class), parts)
        return super().construct_view(scoped, **kwargs)
