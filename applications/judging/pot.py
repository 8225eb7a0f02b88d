"""Where the money line falls. Amounts are minor units of the call's currency."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Sum
from django.db.models.functions import Coalesce

from applications.calls.models import Call

from .models import Decision


@dataclass(frozen=True, slots=True)
class Pot:
    """A call's pot: what it holds, what is promised already, and what is meant to be promised."""

    total: int
    promised: int
    meant: int = 0

    @property
    def left(self) -> int:
        """Below zero when more is meant than there is."""
        return self.total - self.promised - self.meant

    @property
    def overspent(self) -> bool:
        return self.left < 0


def pot_of(call: Call, meant: Iterable[int] = ()) -> Pot:
    """The pot of `call`, with `meant` amounts on top of what decisions of any round promised."""
    promised = (
        Decision.objects.holding_money()
        .filter(application__call=call)
        .aggregate(sum=Sum(Coalesce("amount_minor", "application__requested_minor")))["sum"]
    )
    return Pot(total=call.pot_minor, promised=promised or 0, meant=sum(meant))
