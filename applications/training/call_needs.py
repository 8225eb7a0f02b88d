"""What a call with training needs from this room before it opens."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.calls.models import Call, Stage
from applications.calls.problems import Problem, call_needs

from .models import Course


@call_needs
def a_course(call: Call) -> Iterator[Problem]:
    """A call with training has a course to send people to."""
    if call.uses(Stage.TRAINING) and not Course.objects.of_call(call).exists():
        url = reverse("training_cohorts")
        yield Problem(_("The call has training, but its programme has no course yet."), url)
