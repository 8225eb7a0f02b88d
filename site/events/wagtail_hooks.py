"""What Wagtail's admin knows of events."""

from django import forms
from django.conf import settings
from django.db.models import DateTimeField, Field
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import AdminDateTimeInput

from audit.deeds import register_deeds, register_screens
from programmes.viewsets import ScopedViewSet

from . import staff
from .models import Event

register_screens({staff.SCREEN: _("People of an event")})
register_deeds(
    {
        "events.make": _("Made an event"),
        "events.change": _("Changed an event"),
        "events.call_off": _("Cancelled an event"),
        "events.write": _("Wrote to the people of an event"),
        "events.mark_came": _("Marked who came"),
        "events.forget": _("Deleted the people of an event"),
        "events.register": _("Asked for a place"),
        "events.confirm": _("Said yes by e-mail"),
        "events.end_hold": _("A held place went back: nobody said yes"),
        "events.forget_unconfirmed": _("Deleted an address that said no yes"),
        "events.change_registration": _("Changed what they told us"),
        "events.cancel": _("Gave the place up"),
        "events.offer": _("Offered a place"),
        "events.accept": _("Took the place"),
        "events.end_offer": _("An offered place went to the next"),
    }
)


class PeopleColumn(Column):
    """A link to the list of those who come."""

    def get_value(self, instance: Event) -> str:
        return format_html(
            '<a href="{}">{}</a>', reverse("event_people", args=[instance.pk]), _("People")
        )


class EventViewSet(ScopedViewSet):
    """Events are called off, not deleted: calendars must hear of it."""

    model = Event
    icon = "calendar-alt"
    menu_label = _("Events")
    menu_order = 290
    add_to_admin_menu = True
    inspect_view_enabled = False
    reach = staticmethod(Event.objects.visible_to)
    choices = {"programme": staff.programmes_for, "city": staff.cities_for}
    add_view_class = staff.AddEvent
    edit_view_class = staff.ChangeEvent
    list_display = ["name", "starts_at", "city", PeopleColumn("people", label=_("People"))]
    form_fields = [
        "code", "name", "name_words", "starts_at", "ends_at", "time_zone", "programme", "city",
        "theme", "place", "place_words", "link", "languages", "capacity", "cost", "cost_words",
        "step_free", "hearing_loop", "childcare", "quiet_room",
    ]  # fmt: skip

    def formfield_for_dbfield(self, db_field: Field, **kwargs) -> forms.Field | None:
        if db_field.name == "languages":
            return forms.MultipleChoiceField(
                label=db_field.verbose_name,
                widget=forms.CheckboxSelectMultiple,
                choices=[
                    (code, get_language_info(code)["name_local"]) for code, _n in settings.LANGUAGES
                ],
            )
        if isinstance(db_field, DateTimeField):
            kwargs.setdefault("widget", AdminDateTimeInput)
        if db_field.name == "link":
            kwargs.setdefault("assume_scheme", "https")
        return super().formfield_for_dbfield(db_field, **kwargs)

    def get_urlpatterns(self) -> list:
        return [each for each in super().get_urlpatterns() if each.name != "delete"]

    def get_common_view_kwargs(self, **kwargs) -> dict:
        return super().get_common_view_kwargs(**{"delete_url_name": None, **kwargs})


@hooks.register("register_admin_viewset")
def viewset() -> EventViewSet:
    return EventViewSet()


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [
        path("event/<int:pk>/people/", staff.people, name="event_people"),
        path("event/<int:pk>/people.csv", staff.export, name="event_export"),
        path("event/<int:pk>/came/", staff.came, name="event_came"),
        path("event/<int:pk>/write/", staff.write, name="event_write"),
        path("event/<int:pk>/call-off/", staff.call_off, name="event_call_off"),
    ]
