"""What the audit log calls this room's actions."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

ACTIONS = {
    "following.ask": _("Asked to follow"),
    "following.confirm": _("Follows"),
    "following.stop": _("Stopped following"),
    "following.stop_for": _("Stopped for somebody who asked us"),
    "following.forget": _("Address deleted"),
    "following.tell": _("Told the followers"),
}


@hooks.register("register_log_actions")
def log_actions(actions) -> None:
    for action, label in ACTIONS.items():
        actions.register_action(action, label, label)
