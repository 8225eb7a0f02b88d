"""Project pages, which their founders show and hide, and the journal that founders write."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from applications.awards.models import Award
from applications.journey.workflow import NotReady, need
from audit import record
from cms import coverage, emails, following
from cms.models import Consent, JournalEntry, ProjectIndexPage, ProjectPage, Showing, SiteImage
from following.actions import tell_followers
from programmes.models import Theme

from .publishing import publish_everywhere


@dataclass(frozen=True)
class ProjectWords:
    """What one language says about a project. `body` is StreamField data."""

    title: str
    introduction: str
    body: list[dict] = field(default_factory=list)


@transaction.atomic
def publish_project(
    award: Award,
    words: Mapping[str, ProjectWords],
    *,
    slug: str,
    by: User,
    themes: tuple[Theme, ...] = (),
    machine_made: bool = False,
) -> ProjectPage:
    """Make a project's page in each language of `words` and ask the founder whether to show it.

    Nobody sees it before the founder says yes. Returns the page in the first language.
    """
    page = ProjectPage(award=award, slug=slug)
    page.themes = list(themes)
    filled = {language: vars(each) for language, each in words.items()}
    publish_everywhere(page, filled, under=ProjectIndexPage, by=by, machine_made=machine_made)
    showing_of(award, by=by)
    return page


@transaction.atomic
def showing_of(award: Award, *, by: User) -> Showing:
    """The founder's switch; the first time, they are written to and asked."""
    showing, is_new = Showing.objects.get_or_create(award=award)
    if is_new:
        record.record("cms.ask_to_show", showing, by=by)
        emails.ask_founder(showing)
    return showing


@transaction.atomic
def show_project(showing: Showing, *, by: User) -> Showing:
    """The founder says yes, or shows the project again. A second time does nothing."""
    showing = Showing.objects.select_for_update().get(pk=showing.pk)
    if not showing.is_on:
        showing.agreed_at, showing.hidden_at = showing.agreed_at or timezone.now(), None
        showing.save()
        record.record("cms.show_project", showing, by=by)
    return showing


@transaction.atomic
def hide_project(showing: Showing, *, by: User) -> Showing:
    """The founder hides the project and its journal, at once. A second time does nothing."""
    showing = Showing.objects.select_for_update().get(pk=showing.pk)
    if showing.is_on:
        showing.hidden_at = timezone.now()
        showing.save()
        record.record("cms.hide_project", showing, by=by)
    return showing


@transaction.atomic
def save_entry(
    entry: JournalEntry, *, by: User, picture: SiteImage | None = None, send: bool = False
) -> JournalEntry:
    """The founder keeps what they wrote, and sends it to the editor when they say so.

    A new `picture` takes the place of the one before, which is deleted. Raises NotReady when the
    entry is with the editor or published.
    """
    need("cms.write_journal", by, entry.award)
    if entry.pk:
        _held(entry, *JournalEntry.OPEN)
    else:
        entry.written_by = by
    if picture:
        _put_picture(entry, picture, by=by)
    if send:
        entry.state, entry.sent_at = JournalEntry.State.SENT, timezone.now()
    entry.full_clean(exclude=["written_by"])
    entry.save()
    record.record("cms.send_entry" if send else "cms.save_entry", entry, by=by)
    if send:
        emails.tell_editors_of_entry(entry)
    return entry


def _put_picture(entry: JournalEntry, picture: SiteImage, *, by: User) -> None:
    before = entry.picture
    picture.uploaded_by_user = by
    picture.save()
    entry.picture = picture
    if before:
        before.delete()


@transaction.atomic
def take_entry_back(entry: JournalEntry, *, by: User) -> JournalEntry:
    """The founder makes it a draft again, published or not; readers stop seeing it at once."""
    need("cms.write_journal", by, entry.award)
    entry = _held(entry, JournalEntry.State.SENT, JournalEntry.State.PUBLISHED)
    entry.state = JournalEntry.State.DRAFT
    entry.save()
    record.record("cms.take_entry_back", entry, by=by)
    return entry


@transaction.atomic
def ask_for_change(entry: JournalEntry, *, by: User, note: str) -> JournalEntry:
    """The editor says in plain words what to change. Raises NotReady without words."""
    need("cms.review_journal", by, entry)
    entry = _held(entry, JournalEntry.State.SENT)
    if not note.strip():
        raise NotReady(_("Say what should be changed."))
    entry.state, entry.note = JournalEntry.State.CHANGES_ASKED, note.strip()
    entry.save()
    record.record("cms.ask_for_change", entry, by=by)
    emails.tell_change_asked(entry)
    return entry


@transaction.atomic
def publish_entry(entry: JournalEntry, *, by: User) -> JournalEntry:
    """Readers see it from now on. Raises NotReady while somebody on its picture did not agree."""
    need("cms.review_journal", by, entry)
    entry = _held(entry, JournalEntry.State.SENT)
    pictures = SiteImage.objects.filter(pk=entry.picture_id)
    if reason := coverage.why_not_pictures(list(pictures), Consent.Use.WEB):
        raise NotReady(reason)
    entry.state, entry.note = JournalEntry.State.PUBLISHED, ""
    entry.reviewed_by, entry.published_at = by, timezone.now()
    entry.save()
    record.record("cms.publish_entry", entry, by=by)
    emails.tell_entry_published(entry)
    tell_followers(
        following.project_topic(entry.award),
        letter=emails.NEW_IN_JOURNAL,
        once_key=f"journal-{entry.pk}",
        by=by,
        values=lambda: {"entry": entry.title},
    )
    return entry


def _held(entry: JournalEntry, *states: JournalEntry.State) -> JournalEntry:
    current = JournalEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if current.state not in states:
        raise NotReady(_("This was done already. Open the page again."))
    return current
