"""What Wagtail's admin shows of awards."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from applications.journey.models import CASEWORK_ROLES
from audit.deeds import register_deeds, register_screens
from programmes.scopes import holds

from . import admin_urls

register_screens(
    {
        "issue award": _("Issue an award"),
        "award": _("Award"),
        "agreement": _("Agreement"),
        "report": _("Report"),
    }
)
register_deeds(
    {
        "award.released_withdrawn": _("Money of a withdrawn offer given back"),
        "award.report_sent": _("Final report sent"),
        "award.report_sent_back": _("Final report sent back"),
        "award.report_accepted": _("Final report accepted"),
    }
)


@hooks.register("register_admin_urls")
def awards_urls() -> list:
    return [path("awards/", include(admin_urls))]


class AwardsMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return holds(request.user, CASEWORK_ROLES)


@hooks.register("register_admin_menu_item")
def awards_menu_item() -> MenuItem:
    return AwardsMenuItem(
        _("Awards"), reverse("awards_admin:overview"), icon_name="pick", order=240
    )
