"""What Wagtail's admin knows of resources."""

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from audit.deeds import register_deeds

from . import staff
from .models import Resource

register_deeds(
    {
        "resources.make": _("Made a resource"),
        "resources.change": _("Changed a resource"),
        "resources.begin_version": _("Began a new version"),
        "resources.put_copy": _("Added a language to a resource"),
        "resources.drop_copy": _("Took a language out of a draft"),
        "resources.publish_version": _("Published a version"),
        "resources.withdraw_version": _("Withdrew a version"),
    }
)


class FilesColumn(Column):
    """A link to the files of a resource."""

    def get_value(self, instance: Resource) -> str:
        return format_html(
            '<a href="{}">{}</a>', reverse("resource_files", args=[instance.pk]), _("Files")
        )


class ResourceViewSet(ModelViewSet):
    """Resources are withdrawn, not deleted: people hold copies of them."""

    model = Resource
    icon = "doc-full-inverse"
    menu_label = _("Resources")
    menu_order = 291
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    add_view_class = staff.AddResource
    edit_view_class = staff.ChangeResource
    list_display = ["name", "kind", "audience", FilesColumn("files", label=_("Files"))]
    list_filter = ["kind", "audience"]
    form_fields = ["name", "code", "kind", "audience", "theme", "city", "programme"]

    def get_urlpatterns(self) -> list:
        return [each for each in super().get_urlpatterns() if each.name != "delete"]

    def get_common_view_kwargs(self, **kwargs) -> dict:
        return super().get_common_view_kwargs(**{"delete_url_name": None, **kwargs})


@hooks.register("register_admin_viewset")
def viewset() -> ResourceViewSet:
    return ResourceViewSet()


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [
        path("resource-files/<int:pk>/", staff.files, name="resource_files"),
        path("resource-files/<int:pk>/new-version/", staff.begin, name="resource_begin"),
        path("resource-versions/<int:pk>/put/", staff.put, name="resource_put"),
        path("resource-versions/<int:pk>/put/<slug:language>/", staff.put, name="resource_change"),
        path("resource-versions/<int:pk>/publish/", staff.publish, name="resource_publish"),
        path("resource-versions/<int:pk>/withdraw/", staff.withdraw, name="resource_withdraw"),
        path("resource-copies/<int:pk>/drop/", staff.drop, name="resource_drop"),
        path("downloads/", staff.counts, name="resource_counts"),
        path("downloads.csv", staff.export, name="resource_export"),
    ]


class CountsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("resources.see_counts")


@hooks.register("register_admin_menu_item")
def counts_item() -> MenuItem:
    return CountsMenuItem(
        _("Downloads"), reverse("resource_counts"), name="downloads", icon_name="download",
        order=292,
    )  # fmt: skip
