"""What Wagtail's admin knows of referrals."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from applications.journey.wagtail_hooks import OfficersItem
from audit.deeds import register_deeds, register_screens

from . import officer_views

register_screens({"referral": _("Referral")})
register_deeds(
    {
        "referral.refer": _("Referred a person"),
        "referral.accept": _("Said yes to the referral"),
        "referral.link": _("Said yes on the phone"),
        "referral.called": _("Called the person"),
        "referral.end": _("The referral ended, and what was told was deleted"),
        "referral.forget": _("The referral's time was over, it was deleted"),
    }
)


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [
        path("referrals/", officer_views.to_call, name="referrals_to_call"),
        path("referrals/<uuid:public_id>/", officer_views.call, name="referral_call"),
    ]


@hooks.register("register_admin_menu_item")
def referrals_item() -> MenuItem:
    return OfficersItem(
        _("People to call"),
        reverse("referrals_to_call"),
        name="referrals",
        icon_name="group",
        order=12,
    )
