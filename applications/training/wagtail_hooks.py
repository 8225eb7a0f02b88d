"""What Wagtail's admin knows of training."""

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import staff

LOGGED = {
    "training.create_cohort": (_("Plan cohort"), _("Planned the cohort")),
    "training.offer_place": (_("Offer place"), _("Offered a training place")),
    "training.accept_place": (_("Accept place"), _("Accepted the training place")),
    "training.give_up_place": (_("Give up place"), _("Gave up the training place")),
    "training.promote": (_("Promote"), _("Offered a free place to the first in line")),
    "training.mark_attendance": (_("Mark attendance"), _("Marked attendance")),
    "training.reckon": (_("Reckon completion"), _("Reckoned completion")),
    "training.override_completion": (_("Let go on"), _("Let go on with a reason")),
    "training.close_course": (_("Close course"), _("Closed the course")),
    "training.upload_plan": (_("Upload plan"), _("Uploaded a business plan")),
    "training.freeze_plan": (_("Freeze plan"), _("Froze the business plan for the judges")),
}


@hooks.register("register_log_actions")
def log_actions(actions) -> None:
    for action, (label, message) in LOGGED.items():
        actions.register_action(action, label, message)


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [
        path(
            "training/",
            include(
                [
                    path("", staff.cohorts, name="training_cohorts"),
                    path("new/", staff.new_cohort, name="training_new_cohort"),
                    path("<uuid:public_id>/", staff.cohort, name="training_cohort"),
                    path("<uuid:public_id>/offer/", staff.offer, name="training_offer"),
                    path(
                        "<uuid:public_id>/attendance/",
                        staff.attendance,
                        name="training_attendance",
                    ),
                    path("<uuid:public_id>/close/", staff.close, name="training_close"),
                    path(
                        "<uuid:public_id>/places/<int:place_id>/give-up/",
                        staff.give_up,
                        name="training_give_up",
                    ),
                    path(
                        "<uuid:public_id>/places/<int:place_id>/override/",
                        staff.override,
                        name="training_override",
                    ),
                ]
            ),
        )
    ]


class TrainingMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("training.open")


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return TrainingMenuItem(
        _("Training"), reverse("training_cohorts"), name="training", icon_name="group", order=210
    )
