"""Make the ranking and the walk of this pack again, and say whether they are the same.

    python recompute.py [folder of the unpacked pack]

Needs Python 3.11 or newer and numpy, and nothing else: no network, no database. Everything that
ranks is in this one file, in the order in which it is used; its end compares. Prints "same" and
ends with 0, or prints each difference and ends with 1.
"""

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from ..method.passing import Bar, PassMarks
from ..method.ranking import Ranking, leave_one_judge_out, rank
from ..method.scores import Criterion, Key, Mark, Score, scorecard_score
from ..method.ties import means_of, without_ties
from ..method.walk import Candidate, walk

CLOSE = 1e-9
"""Two machines may differ in the last bit of a number, and in nothing else."""


def main(folder: Path) -> int:
    """Compare everything; returns what the program ends with."""
    differences = [*altered(folder), *unlike(folder)]
    for each in differences:
        print(each)
    print(f"{len(differences)} differences" if differences else "same")
    return 1 if differences else 0


def altered(folder: Path) -> Iterator[str]:
    """Files that are not what the manifest says, and files that it does not name."""
    listed = {}
    for line in (folder / "MANIFEST.sha256").read_text().splitlines():
        digest, name = line.split("  ", 1)
        listed[name] = digest
    for name, digest in listed.items():
        found = folder / name
        if not found.is_file():
            yield f"{name}: missing"
        elif sha256(found.read_bytes()).hexdigest() != digest:
            yield f"{name}: altered since it was packed"
    for found in folder.iterdir():
        if found.name not in listed and found.name != "MANIFEST.sha256":
            yield f"{found.name}: not in the manifest"


def unlike(folder: Path) -> Iterator[str]:
    """Where the ranking, the walk or the seal come out otherwise than written down."""
    round_, ranking = read(folder, "round.json"), read(folder, "ranking.json")
    cards = cards_of(folder)
    weights = {each["key"]: each["weight"] for each in round_["criteria"]}
    scores = [
        Score(application, judge, value)
        for (application, judge), marks in cards.items()
        if (value := score(marks, weights)) is not None
    ]
    bar = Bar(needed_in(round_), given_in(cards))
    plain = round_["order"] == "plain"
    made = rank(scores, places=round_["places"], seed=round_["seed"], plain=plain, bar=bar)
    yield from unlike_standings(made, ranking)
    without = leave_one_judge_out(scores, places=round_["places"], plain=plain, bar=bar)
    changes = [str(each.judge) for each in without if each.changes]
    if changes != ranking["judges_who_tip_the_list"]:
        yield f"ranking.json: the list changes without {', '.join(changes) or 'nobody'}"
    if (folder / "walk.json").exists():
        yield from unlike_walk(round_, read(folder, "walk.json"), made, bar)
    if (folder / "confirmed.json").exists():
        seal = sha256((folder / "confirmed.json").read_bytes()).hexdigest()
        if seal != round_["seal"]:
            yield f"confirmed.json: its seal is {seal}, and {round_['seal']} was confirmed"


def read(folder: Path, name: str) -> dict:
    found: dict = json.loads((folder / name).read_text())
    return found


def cards_of(folder: Path) -> dict[tuple[str, str], dict[str, int | None]]:
    """The marks that count, by application and judge; an empty mark is “does not apply”."""
    cards: dict[tuple[str, str], dict[str, int | None]] = defaultdict(dict)
    with (folder / "marks.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            if row["counts"] == "yes":
                mark = int(row["mark"]) if row["mark"] else None
                cards[row["application"], row["judge"]][row["criterion"]] = mark
    return cards


def score(marks: dict[str, int | None], weights: dict[str, int]) -> float | None:
    return scorecard_score(Mark(Criterion(key, weights[key]), mark) for key, mark in marks.items())


def given_in(cards: dict[tuple[str, str], dict[str, int | None]]) -> list[tuple]:
    """Every mark that counts: (application, judge, criterion, mark)."""
    return [(*pair, key, mark) for pair, marks in cards.items() for key, mark in marks.items()]


def unlike_standings(made: Ranking, ranking: dict) -> Iterator[str]:
    written = {each["application"]: each for each in ranking["standings"]}
    if set(written) != {each.application for each in made.standings}:
        yield "ranking.json: other applications than those that were scored"
    for standing in made.standings:
        for name, value in written.get(str(standing.application), {}).items():
            if not alike(getattr(standing, name), value):
                yield (
                    f"ranking.json, {standing.application}: {name} is written as {value}, "
                    f"and comes out as {getattr(standing, name)}"
                )


def alike(made: object, written: object) -> bool:
    if isinstance(made, float) and isinstance(written, int | float):
        return abs(made - written) <= CLOSE * max(1.0, abs(made))
    return made == written


def unlike_walk(round_: dict, walked: dict, ranking: Ranking, bar: Bar) -> Iterator[str]:
    means = means_of((application, key, mark) for application, _judge, key, mark in bar.given)
    ranks: dict[Key, int] = {each.application: each.rank for each in ranking.standings}
    lots = {each["application"]: each["lot"] for each in walked["candidates"]}
    criteria = [each["key"] for each in round_["criteria"]]
    places = without_ties(ranks, means, criteria, lots)
    order = [each["application"] for each in walked["steps"]]
    if [each.application for each in places] != order:
        yield "walk.json: the order is another one"
        return
    by_key = {each["application"]: each for each in walked["candidates"]}
    made = walk(
        [
            Candidate(
                key,
                by_key[key]["amount_minor"],
                frozenset(by_key[key]["groups"]),
                ranking.below.get(key, ()),
            )
            for key in order
        ],
        pot=walked["pot_minor"],
        places=round_["places"],
        minima=walked["minima"],
    )
    for step, written in zip(made.steps, walked["steps"], strict=True):
        if (step.why, step.left) != (written["why"], written["left_minor"]):
            yield (
                f"walk.json, {step.key}: written as {written['why']}, and comes out as {step.why}"
            )
        if list(step.below) != written["below"]:
            yield f"walk.json, {step.key}: it misses other pass marks"


def needed_in(round_: dict) -> PassMarks:
    """The pass marks of the rubric."""
    criteria = {each["key"]: each["pass_mark"] for each in round_["criteria"]}
    given = {key: mark for key, mark in criteria.items() if mark is not None}
    return PassMarks(given, round_["rubric"]["pass_mark"])


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ".")))
