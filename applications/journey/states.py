"""The states of an application, in the order of the road."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Sent")
    CHANGES_REQUESTED = "changes_requested", _("Changes asked for")
    ELIGIBLE = "eligible", _("Can go on")
    INELIGIBLE = "ineligible", _("Not for this call")
    IN_TRAINING = "in_training", _("In training")
    READY_TO_PITCH = "ready_to_pitch", _("Ready to pitch")
    SCHEDULED = "scheduled", _("Pitch time set")
    JUDGED = "judged", _("Judged")
    AWARDED = "awarded", _("Grant offered")
    RESERVE = "reserve", _("On the reserve list")
    NOT_FUNDED = "not_funded", _("Not funded")
    OFFER_DECLINED = "offer_declined", _("Offer turned down")
    OFFER_LAPSED = "offer_lapsed", _("Offer ran out")
    AGREED = "agreed", _("Agreement signed")
    ACTIVE = "active", _("Project running")
    COMPLETED = "completed", _("Completed")
    ENDED_EARLY = "ended_early", _("Ended early")
    WITHDRAWN = "withdrawn", _("Withdrawn")


OPEN = (State.DRAFT, State.CHANGES_REQUESTED)
"""The applicant writes in these."""

BEFORE_AGREED = (
    State.DRAFT,
    State.SUBMITTED,
    State.CHANGES_REQUESTED,
    State.ELIGIBLE,
    State.IN_TRAINING,
    State.READY_TO_PITCH,
    State.SCHEDULED,
    State.JUDGED,
    State.RESERVE,
    State.AWARDED,
)
"""From any of these the applicant may withdraw."""

ENDED = (
    State.INELIGIBLE,
    State.NOT_FUNDED,
    State.OFFER_DECLINED,
    State.OFFER_LAPSED,
    State.COMPLETED,
    State.ENDED_EARLY,
    State.WITHDRAWN,
)
