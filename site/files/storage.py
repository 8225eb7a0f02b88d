"""Private files in a local folder, reachable only through short signed links."""

from pathlib import Path
from typing import Protocol, cast

from django.conf import settings
from django.core import signing
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header

SALT = "files.link"


class Linking(Protocol):
    """A storage that signs links and sets the headers they are answered with, as S3 does."""

    def url(self, name: str | None, parameters: dict[str, str] | None = None) -> str: ...


class PrivateFolder(FileSystemStorage):
    """What S3's presigned links do, for the demo and for single-server installations."""

    @cached_property
    def base_location(self) -> Path:
        return Path(settings.MEDIA_ROOT).parent / "private"

    def url(self, name: str | None, parameters: dict[str, str] | None = None) -> str:
        """A signed link; `parameters` are answered as headers, in S3's names for them."""
        return reverse("files:serve", args=[signing.dumps([name, parameters or {}], salt=SALT)])


def private() -> Storage:
    """The storage of casework files: give this function itself to a FileField."""
    return storages["private"]


def short_link(file: FieldFile, *, name: str) -> str:
    """A link to a private file that ends after LINK_SECONDS and saves it under `name`.

    Check who asks before you make one: whoever has the link can open it while it lasts.
    """
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return cast(Linking, file.storage).url(
        file.name, parameters={"ResponseContentDisposition": disposition}
    )
