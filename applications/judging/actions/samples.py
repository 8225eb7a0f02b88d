"""The exercise before the scoring: two samples, the same for every judge. They never count."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.journey.workflow import need

from ..given import NOT_APPLICABLE, Given
from ..models import PanelMember, Round, Sample, SampleCard
from ..models.samples import SAMPLES
from ..refusals import AlreadyDone, JudgingRefused
from .allowed import locked
from .scores import check_given


@transaction.atomic
def save_sample(*, sample: Sample, by: User) -> Sample:
    """Keep a sample, new or changed.

    Raises NotPermitted, or JudgingRefused when a judge has scored a sample of the round.
    """
    need("judging.set_up", by, sample.round)
    judging_round = locked(sample.round)
    if SampleCard.objects.filter(sample__round=judging_round).exists():
        raise JudgingRefused(_("A judge has scored the samples. They stay as they are."))
    sample.save()
    audit.record.record("judging.save_sample", judging_round, by=by, position=sample.position)
    return sample


@transaction.atomic
def score_sample(*, sample: Sample, member: PanelMember, given: Given, by: User) -> SampleCard:
    """The judge's marks for a sample; with the last one their own list opens.

    Raises NotPermitted for anybody else, AlreadyDone when it is scored, JudgingRefused for a mark
    off the rubric, an open criterion, once scores are locked, or before both samples are written.
    """
    need("judging.declare", by, member.round)
    member = PanelMember.objects.select_for_update(of=["self"]).get(pk=member.pk, user=by)
    judging_round = sample.round
    if judging_round.locked_at:
        raise JudgingRefused(_("The scores are locked."))
    if not are_written(judging_round):
        raise JudgingRefused(_("The samples are not ready yet."))
    check_given(judging_round.rubric, given, complete=True)
    marks = {
        str(key): None if value == NOT_APPLICABLE else value for key, value in given.marks.items()
    }
    card, new = SampleCard.objects.get_or_create(
        sample=sample, member=member, defaults={"marks": marks, "comment": given.comment}
    )
    if not new:
        raise AlreadyDone(_("You have scored this sample."))
    audit.record.record("judging.score_sample", member, by=by, position=sample.position)
    if member.sample_cards.count() == SAMPLES:
        member.calibrated_at = timezone.now()
        member.save(update_fields=["calibrated_at"])
    return card


def are_written(judging_round: Round) -> bool:
    return judging_round.samples.count() == SAMPLES
