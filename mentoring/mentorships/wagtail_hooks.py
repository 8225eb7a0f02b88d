"""What Wagtail's admin knows of mentoring."""

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from audit.deeds import register_deeds, register_screens

from . import staff

register_screens(
    {
        "match": _("Find a mentor"),
        "mentorship": _("Mentoring"),
        "check-in": _("Check-in"),
    }
)
register_deeds(
    {
        "mentorships.save_profile": _("Saved the mentor's profile"),
        "mentorships.match": _("Matched mentor and grantee"),
        "mentorships.end": _("Ended the mentorship"),
        "mentorships.log_check_in": _("Logged a check-in"),
        "mentorships.confirm_check_in": _("Confirmed the check-in"),
        "mentorships.finish_action": _("Ticked off an action"),
    }
)


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [
        path(
            "mentoring/",
            include(
                [
                    path("", staff.overview, name="mentoring_overview"),
                    path("match/<uuid:public_id>/", staff.match, name="mentoring_match"),
                    path("<uuid:public_id>/", staff.mentorship, name="mentoring_mentorship"),
                ]
            ),
        )
    ]


class MentoringMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("mentorships.open")


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return MentoringMenuItem(
        _("Mentoring"),
        reverse("mentoring_overview"),
        name="mentoring",
        icon_name="openquote",
        order=260,
    )
