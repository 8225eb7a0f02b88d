"""The words that people read for the actions of the audit log, and for the screens of staff."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from wagtail import hooks

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def register_deeds(labels: "Mapping[str, StrOrPromise]") -> None:
    """Let the audit log take these actions: `register_deeds({"call.publish": _("Published")})`.

    Called in a room's wagtail_hooks. `audit.record.record` refuses an action without words.
    """

    def name_them(actions) -> None:
        for action, label in labels.items():
            actions.register_action(action, label, label)

    hooks.register("register_log_actions", name_them)


_screens: "dict[str, StrOrPromise]" = {}


def register_screens(labels: "Mapping[str, StrOrPromise]") -> None:
    """Say what people call a screen on which `audit.record.saw` writes who read."""
    _screens.update(labels)


def screen_name(screen: str) -> "StrOrPromise":
    """What people call `screen`; the bare word for one that is gone."""
    return _screens.get(screen, screen)
