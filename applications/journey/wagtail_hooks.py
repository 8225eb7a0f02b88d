"""What Wagtail's admin shows of applications."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from . import admin_style
from .workflow import MOVES

DEEDS = {
    "start": _("Start"),
    "rename": _("Change name, strand or city"),
    "answer": _("Answer"),
    "extend": _("Give more time"),
    "note": _("Write a note"),
}


@hooks.register("register_log_actions")
def log_moves(actions) -> None:
    """Every move of the road is an action of the audit log."""
    for move in MOVES:
        label = move.replace("_", " ").capitalize()
        actions.register_action(f"application.{move}", label, _("%(move)s") % {"move": label})


@hooks.register("register_log_actions")
def log_deeds(actions) -> None:
    """What is done beside the moves."""
    for deed, label in DEEDS.items():
        actions.register_action(f"application.{deed}", label, label)


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [path("seedbed.css", admin_style.stylesheet, name="seedbed_admin_css")]
