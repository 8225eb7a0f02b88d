"""What administrators set in Wagtail's admin: programmes and their parts, people and roles."""

from django.db.models import Field, URLField
from django.forms import Field as FormField
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from accounts.models import Organisation
from audit.deeds import register_deeds, register_screens

from . import ending_views, people_views
from .models import City, Programme, Theme
from .programme_form import ProgrammePanels
from .programme_views import AddProgramme, ChangeProgramme
from .scopes import programmes_of
from .viewsets import ScopedViewSet
from .waiting import waiting_for

register_screens(
    {
        "people.user": _("Person and roles"),
    }
)
register_deeds(
    {
        "programmes.make": _("Made a programme"),
        "programmes.change": _("Changed a programme"),
        "programmes.grant_role": _("Gave a role"),
        "programmes.end_role": _("Ended a role"),
        "programmes.end": _("Ended a programme"),
        "programmes.resume": _("Took up a programme again"),
    }
)


class CityViewSet(ModelViewSet):
    model = City
    icon = "site"
    form_fields = [
        "name",
        "name_words",
        "slug",
        "ons_code",
        "latitude",
        "longitude",
        "organisations",
    ]
    list_display = ["name", "ons_code"]


class ThemeViewSet(ModelViewSet):
    model = Theme
    icon = "tag"
    form_fields = ["name", "name_words", "slug", "description", "description_words"]


class OrganisationViewSet(ModelViewSet):
    model = Organisation
    icon = "group"
    form_fields = ["name", "kind", "parent", "website"]
    list_display = ["name", "kind", "parent"]
    list_filter = ["kind"]
    search_fields = ["name"]

    def formfield_for_dbfield(self, db_field: Field, **kwargs) -> FormField | None:
        """A website typed without http is a secure one."""
        if isinstance(db_field, URLField):
            kwargs.setdefault("assume_scheme", "https")
        return super().formfield_for_dbfield(db_field, **kwargs)


class ProgrammeViewSet(ScopedViewSet):
    model = Programme
    icon = "folder-open-inverse"
    list_display = ["name", "code", "state", "starts_on", "ends_on"]
    edit_handler = ProgrammePanels
    add_view_class = AddProgramme
    edit_view_class = ChangeProgramme
    reach = staticmethod(programmes_of)


class ProgrammeParts(ModelViewSetGroup):
    menu_label = _("Programmes")
    menu_icon = "folder-open-inverse"
    menu_order = 700
    items = (ProgrammeViewSet, CityViewSet, ThemeViewSet, OrganisationViewSet)


@hooks.register("register_admin_viewset")
def viewsets() -> ProgrammeParts:
    return ProgrammeParts()


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [
        path("programmes/<slug:code>/end/", ending_views.end, name="end_programme"),
        path(
            "people/",
            include(
                [
                    path("", people_views.people, name="people"),
                    path("add/", people_views.add, name="people_add"),
                    path("<int:pk>/", people_views.user, name="people_user"),
                    path("<int:pk>/close/", people_views.close, name="people_close"),
                    path("<int:pk>/reopen/", people_views.reopen, name="people_reopen"),
                    path("roles/<int:pk>/end/", people_views.end_role, name="people_end_role"),
                ]
            ),
        ),
    ]


class PeopleItem(MenuItem):
    """In the menu of those who may manage people."""

    def is_shown(self, request) -> bool:
        return request.user.has_perm(people_views.MANAGE)


@hooks.register("register_admin_menu_item")
def people_item() -> PeopleItem:
    return PeopleItem(
        _("People and roles"), reverse("people"), name="people", icon_name="user", order=710
    )


class WaitingPanel(Component):
    """What waits for the person, on the admin's first screen as on `my page`."""

    name = "waiting"
    order = 8
    template_name = "seedbed_admin/home_waiting.html"

    def get_context_data(self, parent_context):
        return {"waiting": waiting_for(parent_context["request"].user)}


@hooks.register("construct_homepage_panels")
def waiting_panel(request, panels) -> None:
    panels.append(WaitingPanel())


@hooks.register("insert_global_admin_css")
def theme() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin_theme.css"))
