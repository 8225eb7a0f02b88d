"""Who runs a pitch day: the officers of its round. Records here lead to their round."""

import rules

from accounts.models import User
from applications.judging.rules import runs as runs_round

from .models import Stage


@rules.predicate
def runs(user: User | None, stage: Stage | None = None) -> bool:
    return stage is not None and runs_round(user, stage.round)


rules.add_perm("pitching.run", runs)
