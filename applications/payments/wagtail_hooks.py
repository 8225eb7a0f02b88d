"""What Wagtail's admin shows of payments."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from audit.deeds import register_deeds, register_screens

from . import admin_urls

register_screens(
    {
        "payment": _("Payment"),
        "payments": _("Payments of a project"),
    }
)
register_deeds(
    {
        "payment.due": _("Payment fell due"),
        "payment.approved": _("Payment approved"),
        "payment.released": _("Payment released"),
        "payment.sent": _("Payment sent by Stripe"),
        "payment.arrived": _("Payment arrived"),
        "payment.failed": _("Payment failed"),
        "payment.came_back": _("Payment sent back by the bank"),
        "payment.reversed": _("Payment taken back at Stripe"),
        "payment.tried_again": _("Payment tried again"),
        "payment.stopped": _("Payment stopped"),
        "payee.account_opened": _("Account opened at Stripe"),
        "payee.account_changed": _("Account changed at Stripe"),
    }
)


@hooks.register("register_admin_urls")
def payments_urls() -> list:
    return [path("payments/", include(admin_urls))]


class PaymentsMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.has_perm("payments.list")


@hooks.register("register_admin_menu_item")
def payments_menu_item() -> MenuItem:
    return PaymentsMenuItem(
        _("Payments"), reverse("payments_admin:queue"), icon_name="form", order=250
    )
