"""What the team does with a resource, and counting who fetches it without knowing who."""

from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.search import index

import audit.record
from accounts.models import User
from files.actions import scan_soon
from files.checks import checked
from files.kinds import PDF
from files.models import Scan
from files.pdfs import has_tags

from .models import ALLOWED, Copy, Download, Resource, Version
from .refusals import Refused

FOLD = """
WITH taken AS (DELETE FROM resources_download RETURNING copy_id, day)
INSERT INTO resources_downloadcount (copy_id, day, number)
SELECT copy_id, day, count(*) FROM taken GROUP BY copy_id, day
ON CONFLICT (copy_id, day)
DO UPDATE SET number = resources_downloadcount.number + excluded.number
"""


@transaction.atomic
def keep(resource: Resource, *, by: User) -> Resource:
    """Store a new resource, with a first version to fill, or a changed one."""
    deed = "resources.change" if resource.pk else "resources.make"
    resource.save()
    Version.objects.get_or_create(resource=resource, number=1)
    audit.record.record(deed, resource, by=by)
    return resource


@transaction.atomic
def begin_version(resource: Resource, *, by: User) -> Version:
    """The draft of the next version: the one there is, or a new one."""
    _held(resource)
    newest = resource.versions.first()
    if newest is not None and newest.published_at is None:
        return newest
    number = newest.number + 1 if newest else 1
    draft = Version.objects.create(resource=resource, number=number)
    audit.record.record("resources.begin_version", resource, by=by, number=number)
    return draft


@transaction.atomic
def put_copy(
    version: Version,
    *,
    language: str,
    title: str,
    upload: UploadedFile | None = None,
    text: str = "",
    by: User,
) -> Copy:
    """Add a language to a version, or put another file or text in its place while it is a draft.

    Without `upload` the file that is there stays. Raises Refused when the version is published
    in that language, ValidationError when the file is too large, empty or of a kind we do not
    offer, or when there is neither a file nor a text.
    """
    _held(version.resource)
    version.refresh_from_db()
    copy = version.copies.filter(language=language).first()
    if copy and version.published_at and copy.scan != Scan.INFECTED:
        raise Refused(_("Published files stay as they are. Begin a new version."))
    copy = copy or Copy(version=version, language=language)
    copy.title, copy.text, copy.added_by = title, text, by
    if upload:
        _forget_file(copy)
        _take_file(copy, upload)
    if not copy.file and not copy.text:
        raise Refused(_("Choose a file, write the text, or both."))
    copy.save()
    audit.record.record(
        "resources.put_copy", version.resource, by=by, number=version.number, language=language
    )
    if upload:
        scan_soon(copy)
    _index_again(version.resource)
    return copy


def _take_file(copy: Copy, upload: UploadedFile) -> None:
    found = checked(upload, allowed=ALLOWED)
    copy.content_type, copy.size, copy.sha256 = found.content_type, found.size, found.sha256
    copy.scan, copy.finding, copy.scanned_at = Scan.OFF, "", None
    copy.has_tags = has_tags(found.content) if found.content_type == PDF else None
    copy.file.save(copy.file_name, found.content, save=False)


def _forget_file(copy: Copy) -> None:
    """Once this commits; a change that is rolled back has lost nothing."""
    if copy.file:
        storage, name = copy.file.storage, str(copy.file.name)
        transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def drop_copy(copy: Copy, *, by: User) -> None:
    """Take a language out of a draft. Raises Refused when the version is published."""
    version = copy.version
    _held(version.resource)
    version.refresh_from_db()
    if version.published_at:
        raise Refused(_("Published files stay as they are. Withdraw the version instead."))
    _forget_file(copy)
    audit.record.record(
        "resources.drop_copy",
        version.resource,
        by=by,
        number=version.number,
        language=copy.language,
    )
    copy.delete()


@transaction.atomic
def publish_version(
    version: Version,
    *,
    what_changed: str = "",
    what_changed_words: dict[str, str] | None = None,
    by: User,
) -> Version:
    """Let people read a version. It replaces the one before, which stays reachable as older.

    Raises Refused when it has no language yet or a file that waits for its virus scan, was
    published before, or replaces another without saying what changed.
    """
    _held(version.resource)
    version.refresh_from_db()
    if version.published_at:
        raise Refused(_("This version is published already."))
    if not version.copies.exists():
        raise Refused(_("Add a file or a text first."))
    if not all(copy.is_open for copy in version.copies.defer("text")):
        raise Refused(_("Wait until every file was checked for viruses."))
    if version.number > 1 and not what_changed.strip():
        raise Refused(_("Say in a few words what changed."))
    version.what_changed = what_changed
    version.what_changed_words = what_changed_words or {}
    version.published_at = timezone.now()
    version.save(update_fields=["what_changed", "what_changed_words", "published_at"])
    audit.record.record("resources.publish_version", version.resource, by=by, number=version.number)
    _index_again(version.resource)
    return version


@transaction.atomic
def withdraw_version(version: Version, *, by: User) -> None:
    """Nobody can read this version any more; the one before it is the newest again. Only once.

    Raises Refused for a draft.
    """
    _held(version.resource)
    version.refresh_from_db()
    if version.withdrawn_at:
        return
    if not version.published_at:
        raise Refused(_("This version is not published."))
    version.withdrawn_at = timezone.now()
    version.save(update_fields=["withdrawn_at"])
    audit.record.record(
        "resources.withdraw_version", version.resource, by=by, number=version.number
    )
    _index_again(version.resource)


def count_download(copy: Copy) -> None:
    """One more person fetched the file today. Only a row is added: nobody waits for anybody."""
    Download.objects.create(copy=copy)


def fold_downloads() -> None:
    """Turn the rows that were added into counts by day. May run at any time, and twice."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(FOLD)


def _held(resource: Resource) -> None:
    """Two people who work on one resource take turns."""
    Resource.objects.select_for_update().get(pk=resource.pk)


def _index_again(resource: Resource) -> None:
    """Search finds the pages of a resource by its titles in every language."""
    for page in resource.pages.all():  # type: ignore[attr-defined]  # cms.ResourcePage's
        index.insert_or_update_object(page)
