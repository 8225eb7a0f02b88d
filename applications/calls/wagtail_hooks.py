"""What Wagtail's admin knows of calls."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import staff_urls

LOGGED = {
    "make": _("Make"),
    "change": _("Change"),
    "publish": _("Publish"),
    "cancel": _("Cancel"),
    "begin_questions": _("Begin questions"),
    "write_questions": _("Write questions"),
    "publish_questions": _("Publish questions"),
    "translate": _("Translate questions"),
    "ask_eligibility": _("Change eligibility questions"),
}


@hooks.register("register_log_actions")
def log_actions(actions) -> None:
    for action, label in LOGGED.items():
        actions.register_action(f"call.{action}", label, label)


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [path("calls/", include(staff_urls))]


class CallsItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.has_perm("calls.work_on")


@hooks.register("register_admin_menu_item")
def calls_item() -> MenuItem:
    return CallsItem(
        _("Calls"), reverse("calls:index"), name="calls", icon_name="calendar", order=20
    )
