"""Taking a person's stories and pictures off the site, and proving that they are gone."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Revision

from accounts.models import User
from applications.journey.workflow import NotReady
from audit import record
from cms import coverage, emails, looking, tasks, traces
from cms.models import Consent, HandTask, Removal, SiteImage, StoryPage, Trace
from notifications.queue import queue

WITHIN = timedelta(minutes=1)
"""How soon everything must be gone; after that an editor is alarmed."""


def take_away(consent: Consent, *, reason: Removal.Reason, by: User) -> Removal:
    """Unpublish the stories, delete the pictures, and list all places where they could be read.

    For use inside the transaction that ends the consent. The worker then looks at each place.
    """
    removal = Removal.objects.create(consent=consent, reason=reason)
    stories = list(StoryPage.objects.about(consent).select_related("locale"))
    pictures = _pictures_that_go(consent, stories)
    live = [story for story in stories if story.live]
    Trace.objects.bulk_create(traces.of(removal, pages=live, pictures=pictures))
    _forget_plans(stories)
    for story in live:
        UnpublishPageAction(story, user=by).execute(skip_permission_checks=True)
    for picture in pictures:
        picture.delete()
    outside = [use for use in consent.uses if use != Consent.Use.WEB]
    HandTask.objects.bulk_create([HandTask(removal=removal, use=use) for use in outside])
    queue(tasks.check_removal, removal_id=removal.pk)
    return removal


def _pictures_that_go(consent: Consent, stories: list[StoryPage]) -> list[SiteImage]:
    """All pictures of the person, and the stories' other pictures that nothing else needs."""
    theirs = {image.pk: image for image in SiteImage.objects.filter(consents=consent)}
    for image in _pictures_of(stories):
        if image.pk not in theirs and not _is_needed(image, consent, stories):
            theirs[image.pk] = image
    return list(theirs.values())


def _pictures_of(stories: list[StoryPage]) -> Iterable[SiteImage]:
    """On the stories as they stand, and as they were last written."""
    for story in stories:
        yield from coverage.pictures(story)
        if story.latest_revision_id:
            yield from coverage.pictures(story.get_latest_revision_as_object())


def _is_needed(image: SiteImage, consent: Consent, stories: list[StoryPage]) -> bool:
    """Whether another page has the picture, or another person on it still agrees."""
    agreeing = Consent.objects.valid_for(Consent.Use.WEB).exclude(pk=consent.pk)
    if agreeing.filter(images=image).exists():
        return True
    return looking.is_used_outside(image, [story.pk for story in stories])


def _forget_plans(stories: list[StoryPage]) -> None:
    """No story is published by the clock after its consent came to an end."""
    pks = [story.pk for story in stories]
    planned = Revision.page_revisions.filter(object_id__in=[str(pk) for pk in pks])
    planned.update(approved_go_live_at=None)
    StoryPage.objects.filter(pk__in=pks, live=False).update(go_live_at=None)


def check_removal(removal: Removal) -> Removal:
    """Look at every place that still answered last time; write down what is gone, and when.

    What is not gone is tried again. Late ones alarm the editors, once.
    """
    for trace in removal.traces.filter(gone_at=None):
        trace.checks += 1
        gone = looking.is_gone(trace)
        trace.checked_at = timezone.now()
        trace.gone_at = trace.checked_at if gone else None
        trace.save(update_fields=["checks", "checked_at", "gone_at"])
    return _conclude(removal)


@transaction.atomic
def _conclude(removal: Removal) -> Removal:
    removal = Removal.objects.select_for_update().get(pk=removal.pk)
    if removal.gone_at:
        return removal
    system = User.objects.system()
    if not removal.traces.filter(gone_at=None).exists():
        removal.gone_at = timezone.now()
        removal.save(update_fields=["gone_at"])
        record.record("cms.removal_done", removal, by=system, seconds=removal.seconds)
        emails.confirm_removal(removal)
    elif removal.alarmed_at is None and timezone.now() - removal.begun_at > WITHIN:
        removal.alarmed_at = timezone.now()
        removal.save(update_fields=["alarmed_at"])
        record.record("cms.removal_late", removal, by=system)
        emails.alarm_editors(removal)
    return removal


@transaction.atomic
def tick_hand_task(task: HandTask, *, by: User, note: str) -> HandTask:
    """An editor took the story down outside this website; `note` says what they did.

    Raises NotReady without a note. A second time changes nothing.
    """
    task = HandTask.objects.select_for_update().get(pk=task.pk)
    if task.done_at:
        return task
    if not note.strip():
        raise NotReady(emails.SAY_WHAT_YOU_DID)
    task.done_at, task.done_by, task.note = timezone.now(), by, note.strip()
    task.save()
    record.record("cms.hand_task_done", task.removal, by=by, use=task.use)
    return task
