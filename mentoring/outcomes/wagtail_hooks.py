"""Figures to read, and indicators with their dated readings, in Wagtail's admin."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.model import ModelViewSetGroup

from accounts.models import User
from accounts.roles import Role
from programmes.models import Programme
from programmes.scopes import scope_filter
from programmes.viewsets import ScopedViewSet

from . import staff
from .models import Indicator, Reading

STAFF = (Role.OFFICER, Role.ADMINISTRATOR)


def programmes_of(user: User) -> QuerySet[Programme]:
    """Where the user is an officer of the whole programme: figures stand for all its cities."""
    return Programme.objects.filter(scope_filter(user, STAFF, programme="pk"))


def indicators_of(user: User) -> QuerySet[Indicator]:
    return Indicator.objects.filter(programme__in=programmes_of(user))


def readings_of(user: User) -> QuerySet[Reading]:
    return Reading.objects.filter(indicator__in=indicators_of(user))


class IndicatorViewSet(ScopedViewSet):
    model = Indicator
    icon = "crosshairs"
    list_display = ["name", "programme", "unit", "target"]
    form_fields = [
        "programme",
        "code",
        "name",
        "name_words",
        "unit",
        "unit_words",
        "target",
        "position",
    ]
    choices = {"programme": programmes_of}
    reach = staticmethod(indicators_of)


class ReadingViewSet(ScopedViewSet):
    model = Reading
    icon = "calendar-check"
    list_display = ["indicator", "city", "value", "as_of", "source"]
    form_fields = [
        "indicator",
        "city",
        "value",
        "as_of",
        "source",
        "source_words",
        "note",
        "note_words",
    ]
    choices = {"indicator": indicators_of}
    reach = staticmethod(readings_of)


class Figures(ModelViewSetGroup):
    menu_label = _("Indicators")
    menu_icon = "view"
    menu_order = 280
    items = (IndicatorViewSet, ReadingViewSet)


@hooks.register("register_admin_viewset")
def viewsets() -> Figures:
    return Figures()


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [
        path(
            "figures/",
            include(
                [
                    path("", staff.index, name="figures_index"),
                    path("<slug:code>/", staff.figures, name="figures"),
                    path("<slug:code>/figures.csv", staff.export, name="figures_csv"),
                ]
            ),
        )
    ]


class FiguresItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("outcomes.read_figures")


@hooks.register("register_admin_menu_item")
def figures_item() -> FiguresItem:
    return FiguresItem(
        _("Figures"), reverse("figures_index"), name="figures", icon_name="view", order=270
    )
