"""What judges agree to, and that they did."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.journey.workflow import need
from programmes.models import Programme

from ..models import PanelMember, PanelTerms
from ..refusals import JudgingRefused


@transaction.atomic
def write_terms(
    *, programme: Programme, text: str, text_words: dict[str, str], by: User
) -> PanelTerms:
    """A new version of a programme's terms; every judge of an open panel is asked again.

    Nothing happens when the words are those in force. Raises NotPermitted, or JudgingRefused
    without words.
    """
    need("judging.write_terms", by, programme)
    if not text.strip():
        raise JudgingRefused(_("Write what judges agree to."))
    Programme.objects.select_for_update().get(pk=programme.pk)
    before = programme.panel_terms.order_by("-version").first()
    if before and (before.text, before.text_words) == (text.strip(), text_words):
        return before
    terms = PanelTerms.objects.create(
        programme=programme,
        version=before.version + 1 if before else 1,
        text=text.strip(),
        text_words=text_words,
        written_by=by,
    )
    audit.record.record("judging.write_terms", programme, by=by, version=terms.version)
    return terms


@transaction.atomic
def accept_terms(*, member: PanelMember, version: int, by: User) -> PanelMember:
    """The judge agrees to the words on their screen.

    Raises NotPermitted for anybody else, or JudgingRefused when there are newer words.
    """
    need("judging.declare", by, member.round)
    terms = PanelTerms.objects.filter(programme=member.round.call.programme_id)
    newest = terms.aggregate(version=Max("version"))["version"]
    if newest != version:
        raise JudgingRefused(_("The words have changed. Please read them again."))
    if member.terms_version != version:
        member.terms_version, member.terms_accepted_at = version, timezone.now()
        member.save(update_fields=["terms_version", "terms_accepted_at"])
        audit.record.record("judging.accept_terms", member, by=by, version=version)
    return member
