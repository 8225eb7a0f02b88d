"""Where administrators read the audit: beside Wagtail's site history, which shows who did what."""

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import views


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [path("who-saw-what/", views.sightings, name="audit_sightings")]


class AuditItem(MenuItem):
    """In the reports menu of those who may read the audit."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("audit.read")


@hooks.register("register_reports_menu_item")
def who_saw_what() -> AuditItem:
    return AuditItem(
        _("Who saw what"),
        reverse("audit_sightings"),
        name="who-saw-what",
        icon_name="view",
        order=1100,
    )
