"""What Wagtail's admin knows of training."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts.models import User
from accounts.roles import Role
from applications.calls.models import Call
from audit.deeds import register_deeds, register_screens
from programmes.models import Programme
from programmes.scopes import scope_filter
from programmes.viewsets import ScopedViewSet

from . import staff
from .forms import CourseForm
from .models import Course

PLANNERS = (Role.OFFICER, Role.ADMINISTRATOR)


def programmes_of(user: User) -> QuerySet[Programme]:
    """Where the user is an officer of the whole programme."""
    return Programme.objects.filter(scope_filter(user, PLANNERS, programme="pk"))


def courses_of(user: User) -> QuerySet[Course]:
    return Course.objects.filter(programme__in=programmes_of(user))


def calls_of(user: User) -> QuerySet[Call]:
    found = Call.objects.filter(programme__in=programmes_of(user))
    return found.select_related("programme").order_by("programme", "-closes_at")


register_screens(
    {
        "cohort": _("Course"),
        "attendance": _("Attendance"),
        "business plan": _("Business plan"),
    }
)
register_deeds(
    {
        "training.create_cohort": _("Planned the cohort"),
        "training.offer_place": _("Offered a training place"),
        "training.accept_place": _("Accepted the training place"),
        "training.give_up_place": _("Gave up the training place"),
        "training.free_place": _("The place became free: the application was taken back"),
        "training.restore_place": _("Gave the place back: the application came back"),
        "training.promote": _("Offered a free place to the first in line"),
        "training.mark_attendance": _("Marked attendance"),
        "training.reckon": _("Reckoned completion"),
        "training.override_completion": _("Let go on with a reason"),
        "training.close_course": _("Closed the course"),
        "training.upload_plan": _("Uploaded a business plan"),
        "training.freeze_plan": _("Froze the business plan for the judges"),
    }
)


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


class CourseViewSet(ScopedViewSet):
    """What is taught, and how much of it must be attended."""

    model = Course
    name = "training_courses"
    icon = "clipboard-list"
    menu_label = _("Kinds of course")
    menu_order = 215
    add_to_admin_menu = True
    list_display = ["name", "programme", "completion_percent"]
    form_fields = CourseForm.Meta.fields
    choices = {"programme": programmes_of, "calls": calls_of}
    reach = staticmethod(courses_of)

    def get_form_class(self, for_update: bool = False) -> type[CourseForm]:
        return CourseForm


@hooks.register("register_admin_viewset")
def courses() -> CourseViewSet:
    return CourseViewSet()


class TrainingMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("training.open")


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return TrainingMenuItem(
        _("Training"), reverse("training_cohorts"), name="training", icon_name="group", order=210
    )
