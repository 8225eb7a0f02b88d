"""What is known of a translation: a machine made it, a person has read it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

import audit.record
from accounts.models import User
from cms.models import TranslationMark


@transaction.atomic
def mark_machine_made(page: Page, *, by: User) -> TranslationMark:
    """Say that a machine made the words of `page`: readers are told until a person has read them.

    Takes an earlier review back, since it was of other words. Raises PermissionDenied.
    """
    mark = _mark(page, by)
    mark.machine_made, mark.reviewed_at, mark.reviewed_by = True, None, None
    mark.save()
    audit.record.record("cms.mark_machine_made", page, by=by, language=page.locale.language_code)
    return mark


@transaction.atomic
def review_translation(page: Page, *, by: User) -> TranslationMark:
    """Say that `by`, who speaks the language, has read `page` as it is now.

    Raises PermissionDenied.
    """
    mark = _mark(page, by)
    mark.reviewed_at, mark.reviewed_by = timezone.now(), by
    mark.save()
    audit.record.record("cms.review_translation", page, by=by, language=page.locale.language_code)
    return mark


def _mark(page: Page, by: User) -> TranslationMark:
    if not by.has_perm("cms.review_translations"):
        raise PermissionDenied
    mark, _made = TranslationMark.objects.select_for_update().get_or_create(page_id=page.pk)
    return mark
