"""Indicators and their dated readings in Wagtail's admin."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSetGroup

from accounts.models import User
from accounts.roles import Role
from programmes.models import Programme
from programmes.scopes import scope_filter
from programmes.viewsets import ScopedViewSet

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
    form_fields = ["programme", "code", "name", "unit", "target", "position"]
    choices = {"programme": programmes_of}
    reach = staticmethod(indicators_of)


class ReadingViewSet(ScopedViewSet):
    model = Reading
    icon = "calendar-check"
    list_display = ["indicator", "city", "value", "as_of", "source"]
    form_fields = ["indicator", "city", "value", "as_of", "source", "note"]
    choices = {"indicator": indicators_of}
    reach = staticmethod(readings_of)


class Figures(ModelViewSetGroup):
    menu_label = _("Figures")
    menu_icon = "view"
    menu_order = 280
    items = (IndicatorViewSet, ReadingViewSet)


@hooks.register("register_admin_viewset")
def viewsets() -> Figures:
    return Figures()
