"""What is in a decision pack. The public copy has no names, words or references, and no group of
applications smaller than five."""

from collections.abc import Iterator

from applications.journey.models import Application

from ..fingerprint import confirmed_text
from ..models import Entry, Round
from ..ranking import sheets_of
from . import facts, tables
from .marks import marks
from .names import names_of
from .pieces import CHUNK, as_json, in_pieces
from .ranked import Ranked, ranking, walked
from .script import script
from .zipped import File


def files_of(judging_round: Round, *, public: bool = False) -> Iterator[File]:
    """Every file of the pack of a decided round, in a constant number of queries."""
    sheets = sorted(sheets_of(judging_round), key=lambda each: (each.application, each.judge))
    applications = _applications_of(judging_round)
    names = names_of(sheets, set(applications), public=public)
    yield "README.txt", [facts.readme(judging_round, public=public).encode()]
    yield "recompute.py", [script()]
    yield "round.json", as_json(facts.settings(judging_round, public=public))
    yield "marks.csv", marks(judging_round, sheets, names)
    ranked = Ranked.of(judging_round, sheets, names)
    yield "ranking.json", as_json(ranking(judging_round, ranked))
    walk = walked(judging_round, ranked, applications, names)
    if walk is not None:
        yield "walk.json", as_json(walk)
    yield "decisions.csv", tables.decisions(judging_round, names)
    if not public:
        yield "exclusions.csv", tables.exclusions(judging_round)
        yield "comments.csv", tables.comments(judging_round)
        yield "applications.csv", tables.applications(judging_round)
        yield "minutes.txt", [facts.minutes(judging_round).encode()]
        yield "confirmed.json", in_pieces(confirmed_text(judging_round))


def _applications_of(judging_round: Round) -> dict[int, Application]:
    """As `applications_of`, with no more of each than the walk asks for."""
    entries = Entry.objects.still_in().filter(round=judging_round).select_related("application")
    lean = entries.only(
        "application__reference", "application__city", "application__strand",
        "application__requested_minor",
    )  # fmt: skip
    return {each.application_id: each.application for each in lean.iterator(CHUNK)}
