"""Write what projects are scored against."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.journey.workflow import need

from ..models import Criterion, Rubric
from ..refusals import JudgingRefused


@dataclass(frozen=True)
class Line:
    """One criterion as it is typed; `points` is keyed by the mark as text.

    The fields that end in `_words` hold the same words by language.
    """

    name: str
    description: str = ""
    weight: int = 1
    points: dict[str, str] = field(default_factory=dict)
    allows_not_applicable: bool = False
    name_words: dict[str, str] = field(default_factory=dict)
    description_words: dict[str, str] = field(default_factory=dict)
    points_words: dict[str, dict[str, str]] = field(default_factory=dict)
    pass_mark: int | None = None


@transaction.atomic
def save_rubric(*, rubric: Rubric, lines: Sequence[Line], by: User) -> Rubric:
    """Keep `rubric` (new or not) with exactly these criteria, in this order.

    Raises NotPermitted, or JudgingRefused without a criterion, for a mark or a pass mark off the
    scale, or once scoring has begun with it.
    """
    need("judging.keep_rubric", by, rubric)
    new = rubric.pk is None
    if not new and Rubric.objects.select_for_update().get(pk=rubric.pk).frozen_at:
        raise JudgingRefused(_("Scoring has begun with this rubric. Make a new version of it."))
    _check(rubric, lines)
    if not new:
        rubric.criteria.all().delete()
    rubric.save()
    Criterion.objects.bulk_create(
        Criterion(rubric=rubric, position=position, **asdict(line))
        for position, line in enumerate(lines, start=1)
    )
    verb = "judging.create_rubric" if new else "judging.change_rubric"
    audit.record.record(verb, rubric, by=by, version=rubric.version, criteria=len(lines))
    return rubric


def _check(rubric: Rubric, lines: Sequence[Line]) -> None:
    if not lines:
        raise JudgingRefused(_("Give at least one criterion."))
    known = {str(mark) for mark in rubric.scale}
    given = {mark for line in lines for mark in _marks(line)}
    needed = rubric.pass_mark
    if needed is not None and not rubric.scale_min <= needed <= rubric.scale_max:
        given.add(str(needed))
    if stray := sorted(given - known):
        raise JudgingRefused(
            _("These marks are not on the scale: %(marks)s.") % {"marks": _(", ").join(stray)}
        )


def _marks(line: Line) -> set[str]:
    """Every mark that the line gives words to, in whichever language, and its pass mark."""
    needed = [] if line.pass_mark is None else [str(line.pass_mark)]
    return set(line.points).union(*line.points_words.values(), needed)


@transaction.atomic
def new_version(*, rubric: Rubric, by: User) -> Rubric:
    """A copy of `rubric` that can be changed, with the next version number."""
    need("judging.keep_rubric", by, rubric)
    newest = Rubric.objects.filter(call=rubric.call).aggregate(newest=Max("version"))["newest"]
    copy = rubric.copy_for(rubric.call, newest + 1)
    names = [each.name for each in fields(Line)]
    lines = [Line(*(getattr(each, name) for name in names)) for each in rubric.criteria.all()]
    return save_rubric(rubric=copy, lines=lines, by=by)
