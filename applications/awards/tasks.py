"""What time does to offers. Every task may run twice without harm."""

from django.utils import timezone
from procrastinate.contrib.django import app


@app.periodic(cron="10 * * * *")
@app.task(queue="default", name="awards.end_offers", queueing_lock="awards.end_offers")
def end_offers(timestamp: int) -> None:
    """End offers that ran out, and free the money of those whose application was taken back."""
    from accounts.models import User
    from applications.journey.meanings import UNDO_WITHIN
    from applications.journey.states import State

    from .actions import let_offer_lapse, release_withdrawn
    from .models import Award

    now, system = timezone.now(), User.objects.system()
    for award in Award.objects.ran_out(now).select_related("application"):
        let_offer_lapse(award, by=system)
    withdrawn = Award.objects.filter(
        application__state=State.WITHDRAWN,
        application__state_since__lte=now - UNDO_WITHIN,
        ended_at=None,
    )
    for award in withdrawn:
        release_withdrawn(award, by=system)
