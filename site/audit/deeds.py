"""The words that people read for each action of the audit log."""

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
