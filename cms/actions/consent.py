"""A person agrees to their story being told, and takes it back."""

from django.db import transaction
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Revision

from accounts.models import User
from audit import record
from cms import emails
from cms.models import Consent, StoryPage


@transaction.atomic
def give_consent(*, by: User, **facts) -> Consent:
    """Store what a person agreed to (fields of Consent) and send them their private link.

    Raises ValidationError when a fact is missing or makes no sense.
    """
    consent = Consent(**facts)
    consent.full_clean()
    consent.save()
    record.record("cms.give_consent", consent, by=by, uses=consent.uses)
    emails.send_private_link(consent)
    return consent


@transaction.atomic
def withdraw_consent(consent: Consent, *, by: User) -> Consent:
    """Take every story of this consent off the site, at once. A second time does nothing."""
    consent = Consent.objects.select_for_update().get(pk=consent.pk)
    if consent.withdrawn_at:
        return consent
    consent.withdrawn_at = timezone.now()
    consent.save(update_fields=["withdrawn_at"])
    taken_down = _take_down(StoryPage.objects.filter(consent=consent), by=by)
    record.record("cms.withdraw_consent", consent, by=by, stories=taken_down)
    emails.confirm_withdrawal(consent)
    return consent


@transaction.atomic
def take_down_ended_stories(*, by: User) -> list[int]:
    """Unpublish stories whose consent has run out; the primary keys of those taken down."""
    return _take_down(StoryPage.objects.filter(consent__until__lt=timezone.localdate()), by=by)


def _take_down(stories, *, by: User) -> list[int]:
    """Unpublish live ones, and forget any planned publishing of the others."""
    planned = [str(pk) for pk in stories.values_list("pk", flat=True)]
    Revision.page_revisions.filter(object_id__in=planned).update(approved_go_live_at=None)
    live = list(stories.live())
    for story in live:
        UnpublishPageAction(story, user=by).execute(skip_permission_checks=True)
    return [story.pk for story in live]
