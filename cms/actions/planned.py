"""Pages that editors planned for a moment: they go live and come down by the clock."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, Revision

from accounts.models import User
from cms import emails


def publish_planned(*, by: User) -> list[int]:
    """Take down what has run out, publish what is due; the primary keys of pages published.

    A page that may not be published stays a draft, its plan ends, and the editors read why; the
    others go on.
    """
    now = timezone.now()
    for page in Page.objects.live().filter(expire_at__lt=now).specific():
        ended = UnpublishPageAction(
            page, set_expired=True, user=by, log_action="wagtail.unpublish.scheduled"
        )
        ended.execute(skip_permission_checks=True)
    due = Revision.page_revisions.filter(approved_go_live_at__lt=now)
    revisions = due.order_by("approved_go_live_at")
    return [int(each.object_id) for each in revisions if _published(each, by=by)]


def _published(revision: Revision, *, by: User) -> bool:
    try:
        with transaction.atomic():
            revision.publish(
                user=by, log_action="wagtail.publish.scheduled", skip_permission_checks=True
            )
    except ValidationError as refused:
        with transaction.atomic():
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
            emails.tell_editors_of_refusal(revision, " ".join(refused.messages))
        return False
    return True
