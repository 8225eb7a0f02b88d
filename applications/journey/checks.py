"""Refuse to start when a transition names a guard that no room defines."""

from django.core.checks import Error, register

from .guards import Guard


@register()
def every_guard_has_a_meaning(app_configs, **kwargs) -> list[Error]:
    from .models import Application

    field = Application._meta.get_field("state")
    named = {
        condition.name
        for step in field.get_all_transitions(Application)
        for condition in step.conditions
    }
    return [
        Error(f"No room defines the guard {name}.", id="journey.E001")
        for name in sorted(named - Guard.meanings.keys())
    ]
