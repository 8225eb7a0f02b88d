"""A person agrees to their story being told, and takes it back; or their consent runs out."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.models import User
from audit import record
from cms import emails
from cms.models import Consent, Removal, SiteImage, StoryPage

from .removal import take_away


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
    """Take stories and pictures of this consent off the site, at once, and begin to prove it.

    Uses outside the website become tasks for editors. A second time does nothing.
    """
    consent = Consent.objects.select_for_update().get(pk=consent.pk)
    if consent.withdrawn_at:
        return consent
    consent.withdrawn_at = timezone.now()
    consent.save(update_fields=["withdrawn_at"])
    removal = take_away(consent, reason=Removal.Reason.WITHDRAWN, by=by)
    record.record("cms.withdraw_consent", consent, by=by, removal=removal.pk)
    emails.tell_editors_of_tasks(removal)
    return consent


@transaction.atomic
def take_down_ended_stories(*, by: User) -> list[Removal]:
    """The same for every consent whose last day has passed and that still has something here."""
    stories = StoryPage.objects.filter(people__consent=OuterRef("pk"))
    pictures = SiteImage.objects.filter(consents=OuterRef("pk"))
    planned = stories.filter(go_live_at__isnull=False)
    ended = Consent.objects.filter(until__lt=timezone.localdate(), withdrawn_at=None).filter(
        Q(Exists(stories.live())) | Exists(pictures) | Exists(planned)
    )
    removals = []
    for consent in ended.select_for_update(of=("self",)):
        removal = take_away(consent, reason=Removal.Reason.ENDED, by=by)
        record.record("cms.consent_ended", consent, by=by, removal=removal.pk)
        removals.append(removal)
    return removals
