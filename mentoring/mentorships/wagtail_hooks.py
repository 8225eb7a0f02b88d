"""What Wagtail's admin knows of mentoring."""

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import staff

LOGGED = {
    "mentorships.save_profile": (_("Save mentor profile"), _("Saved the mentor's profile")),
    "mentorships.match": (_("Match"), _("Matched mentor and grantee")),
    "mentorships.end": (_("End mentorship"), _("Ended the mentorship")),
    "mentorships.log_check_in": (_("Log check-in"), _("Logged a check-in")),
    "mentorships.confirm_check_in": (_("Confirm check-in"), _("Confirmed the check-in")),
    "mentorships.finish_action": (_("Finish action"), _("Ticked off an action")),
}


@hooks.register("register_log_actions")
def log_actions(actions) -> None:
    for action, (label, message) in LOGGED.items():
        actions.register_action(action, label, message)


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
