"""What a call that is judged needs from this room before it opens."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.calls.models import Call, Stage
from applications.calls.problems import Problem, call_needs

from .models import Criterion


@call_needs
def a_rubric(call: Call) -> Iterator[Problem]:
    """A call with scoring or a pitch day has something to score against."""
    judged = call.uses(Stage.DESK_SCORING) or call.uses(Stage.PITCH_DAY)
    if judged and not Criterion.objects.filter(rubric__call=call).exists():
        url = reverse("judging_admin:index")
        yield Problem(_("The call is judged, but it has no rubric yet."), url)
