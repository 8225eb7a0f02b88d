"""What an award may not go over. Everything is counted under the programme's lock."""

from django.db.models import Case, F, Sum, When
from django.utils.translation import gettext as _

from applications.calls.models import Call
from applications.journey.workflow import NotReady
from programmes.models import Programme
from programmes.money import spoken

from .models import Award


def spoken_for(call: Call) -> int:
    """What of the call's pot is promised or paid, in minor units."""
    held = Case(When(ended_at=None, then=F("amount_minor")), default=F("paid_minor"))
    total = Award.objects.filter(application__call=call).aggregate(total=Sum(held))["total"]
    return total or 0


def over_target(programme: Programme) -> bool:
    """Whether one more award is more than the programme's target number."""
    return Award.objects.filter(programme=programme).counted().count() >= programme.target_awards


def check(call: Call, programme: Programme, amount_minor: int, over_target_reason: str) -> None:
    """Refuse (NotReady) an amount under the call's minimum or over its maximum, its pot or the
    programme's budget, and an award over the target number without a reason. The caller holds the
    programme's lock."""
    currency = programme.currency
    for most, sentence in (
        (call.maximum_minor, _("One project can get %(most)s at most in this call.")),
        (call.pot_minor - spoken_for(call), _("Only %(most)s is left in this call's pot.")),
        (
            programme.budget_minor - programme.awarded_minor,
            _("Only %(most)s is left in the programme's budget."),
        ),
    ):
        if amount_minor > most:
            raise NotReady(sentence % {"most": spoken(most, currency)})
    if amount_minor < 1:
        raise NotReady(_("An award must be more than nothing."))
    if amount_minor < call.least_minor:
        raise NotReady(
            _("One project gets %(least)s at least in this call.")
            % {"least": spoken(call.least_minor, currency)}
        )
    if over_target(programme) and not over_target_reason.strip():
        raise NotReady(
            _("The target of %(number)s awards is reached. Say why there should be one more.")
            % {"number": programme.target_awards}
        )
