"""What an applicant may read of the feedback on each criterion."""

from django.db.models import QuerySet

from applications.journey.models import Application

from .models import Feedback


def feedback_of(application: Application) -> QuerySet[Feedback]:
    """The approved words, in the rubric's order; ask only when the decision is told."""
    given = Feedback.objects.filter(application=application, approved_at__isnull=False)
    return given.select_related("criterion").order_by("criterion__position")
