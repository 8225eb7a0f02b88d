"""One simulated application: decided from its number alone, so that a run can be continued."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.models import User
from programmes.models import City, Strand

from .ground import Ground
from .timeline import ENDINGS, SHARES, Ending, Move

MORNING = timedelta(hours=9)
TOGETHER = 20
"""How many share a cohort and a pitch day."""


@dataclass
class Case:
    """An application to be, with its own dice."""

    number: int
    dice: random.Random
    ending: Ending
    pitch_on: datetime
    city: City
    strand: Strand
    amount_minor: int
    language: str
    person_id: int = 0
    user_id: int = 0
    pk: int = 0

    def at(self, day: int) -> datetime:
        """The moment of a day that counts from the pitch day; the same for the same day."""
        return self.pitch_on + timedelta(days=day, minutes=self.number % 480)

    def reached(self, move: Move) -> bool:
        return move in self.ending.moves

    def when(self, move: Move) -> datetime:
        return self.at(move.day)


def cases(numbers: Iterable[int], ground: Ground, *, today: datetime, seed: int) -> list[Case]:
    return [_case(number, ground, today, seed) for number in numbers]


def _case(number: int, ground: Ground, today: datetime, seed: int) -> Case:
    dice = random.Random(f"{seed}:{number}")
    [ending] = dice.choices(ENDINGS, SHARES)
    day = dice.randint(ending.earliest, ending.latest)
    return Case(
        number=number,
        dice=dice,
        ending=ending,
        pitch_on=today + MORNING + timedelta(days=day),
        city=dice.choice(ground.cities),
        strand=dice.choice(ground.strands),
        amount_minor=dice.randint(20, 100) * 5_000,
        language="ar" if dice.random() < 0.2 else "en",
    )


def actors(ground: Ground) -> dict[str, User]:
    """Who takes the moves that the applicant does not."""
    return {"officer": ground.officer, "chair": ground.chair, "system": ground.system}


def classes(chosen: Iterable[Case]) -> list[list[Case]]:
    """Cases that learn and pitch together: same city, same end, and one pitch day for all."""
    kinds: dict[tuple[int, Ending], list[Case]] = {}
    for case in chosen:
        kinds.setdefault((case.city.pk, case.ending), []).append(case)
    together = []
    for kind in kinds.values():
        kind.sort(key=lambda case: (case.pitch_on, case.number))
        for start in range(0, len(kind), TOGETHER):
            together.append(kind[start : start + TOGETHER])
    for each in together:
        middle = each[len(each) // 2].pitch_on
        for case in each:
            case.pitch_on = middle
    return together
