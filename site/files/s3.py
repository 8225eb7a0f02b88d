"""Pictures of the public site in a bucket that itself stays closed."""

from urllib.parse import urljoin

from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage


class PublicPictures(S3Storage):
    """Readers get pictures from our own host: the bucket needs no public policy, the strict
    Content-Security-Policy no exception, and a reader's browser asks nobody else."""

    def url(
        self,
        name: str | None,
        parameters: dict[str, str] | None = None,
        expire: int | None = None,
        http_method: str | None = None,
    ) -> str:
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name))
