"""What Wagtail's admin knows of calls."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from audit.deeds import register_deeds

from . import staff_urls

register_deeds(
    {
        "call.make": _("Set up a call"),
        "call.copy": _("Copied a call"),
        "call.change": _("Changed a call"),
        "call.publish": _("Published a call"),
        "call.cancel": _("Cancelled a call"),
        "call.begin_questions": _("Began a version of the questions"),
        "call.write_questions": _("Wrote questions"),
        "call.publish_questions": _("Published questions"),
        "call.translate": _("Translated questions"),
        "call.ask_eligibility": _("Changed the questions on who may apply"),
    }
)


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
