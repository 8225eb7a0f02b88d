"""What the panel asked, written down by a judge or an officer."""

from django.db import transaction
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.journey.workflow import NotPermitted
from applications.judging.models import Entry

from ..models import Question, Turn
from ..refusals import DayRefused

LONGEST = 500


@transaction.atomic
def write_question(*, turn: Turn, text: str, by: User) -> Question:
    """Keep a question of this pitch; the same words by the same person once.

    Raises NotPermitted for who neither runs the stage nor may read the application, DayRefused for
    an empty or very long one.
    """
    entry = Entry.objects.select_related("round__call").get(
        round=turn.slot.round_id, application=turn.slot.application_id
    )
    if not by.has_perm("pitching.run", turn.stage) and not by.has_perm("judging.read", entry):
        raise NotPermitted(_("Only the panel and the organisers write questions down."))
    words = " ".join(text.split())
    if not 0 < len(words) <= LONGEST:
        raise DayRefused(_("Write 1 to %(most)s letters.") % {"most": LONGEST})
    asked, new = Question.objects.get_or_create(turn=turn, written_by=by, text=words)
    if new:
        audit.record.record("pitching.write_question", turn, by=by, question=asked.pk)
    return asked
