"""Private files in a local folder, reachable only through short signed links."""

from pathlib import Path

from django.conf import settings
from django.core import signing
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.urls import reverse

SALT = "files.link"


class PrivateFolder(FileSystemStorage):
    """What S3's presigned links do, for the demo and for single-server installations."""

    def __init__(self) -> None:
        super().__init__(location=Path(settings.MEDIA_ROOT).parent / "private", base_url=None)

    def url(self, name: str) -> str:
        return reverse("files:serve", args=[signing.dumps(name, salt=SALT)])


def private() -> Storage:
    """The storage of casework files: give this function itself to a FileField."""
    return storages["private"]
