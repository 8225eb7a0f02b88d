"""Where files live: public images and private casework files, on S3 or in a local folder."""

from config.environment import Environment

ENV = Environment()


def _bucket(prefix: str, *, signed: bool) -> dict:
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": ENV.s3_bucket,
            "location": prefix,
            "endpoint_url": ENV.s3_endpoint_url or None,
            "region_name": ENV.s3_region,
            "default_acl": None,
            "querystring_auth": signed,
            "querystring_expire": ENV.link_seconds,
            "file_overwrite": False,
            "signature_version": "s3v4",
        },
    }


STORAGES = {
    "default": _bucket("public", signed=False)
    if ENV.s3_bucket
    else {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": _bucket("private", signed=True)
    if ENV.s3_bucket
    else {"BACKEND": "files.storage.PrivateFolder"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
