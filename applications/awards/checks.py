"""Refuse to start when nothing follows a moment of an award."""

from django.core.checks import Error, register

from .follow_ups import missing


@register()
def every_moment_is_followed(app_configs, **kwargs) -> list[Error]:
    return [
        Error(f"No room says what follows when an award is {moment}.", id="awards.E001")
        for moment in missing()
    ]
