"""What Wagtail's admin knows of reminders."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from audit.deeds import register_deeds, register_screens

from . import officer_views

register_screens({"reminders.person": _("Person to remind")})
register_deeds(
    {
        "reminders.stop": _("Wanted no more reminders"),
        "reminders.resume": _("Wanted reminders again"),
        "reminders.spoken": _("Reminded the applicant by phone or message"),
    }
)


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [
        path("remind/", officer_views.to_remind, name="people_to_remind"),
        path("remind/<uuid:public_id>/", officer_views.remind, name="remind_person"),
    ]
