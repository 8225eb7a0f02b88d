"""A pitch time goes back when its application is taken back, and returns while it is free."""

from django.utils import timezone

from accounts.models import User
from applications.journey.follow_ups import FollowUp, after
from applications.journey.models import Application

from .actions.allowed import locked
from .actions.schedule import free_slot, freed_slot, restore_slot
from .models import Round, Slot


@after("withdraw")
def free_time(application: Application) -> FollowUp | None:
    """Lock the round; after the move a time that is still to come is free for somebody else."""
    slot = Slot.objects.select_related("round").filter(application=application).first()
    if slot is None:
        return None
    judging_round = locked(slot.round)

    def free(_withdrawn: Application, by: User) -> None:
        now = Slot.objects.select_related("round").filter(pk=slot.pk).first()
        if now and not judging_round.locked_at and now.starts_at > timezone.now():
            free_slot(slot=now, by=by)

    return free


@after("undo_withdrawal")
def take_time_again(application: Application) -> FollowUp | None:
    """Lock the round; after the move the time is taken again unless somebody else has it."""
    freed = freed_slot(application)
    if freed is None:
        return None
    judging_round = locked(Round.objects.get(pk=freed.object_id))

    def restore(back: Application, by: User) -> None:
        restore_slot(judging_round=judging_round, application=back, by=by)

    return restore
