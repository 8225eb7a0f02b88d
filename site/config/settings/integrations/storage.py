"""Where files live: public images and private casework files, on S3 or in a local folder."""

from config.environment import Environment


def bucket(env: Environment, backend: str, prefix: str) -> dict:
    """One part of the bucket, the whole of which is closed. Credentials come as boto3 finds them
    (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the machine's role)."""
    return {
        "BACKEND": backend,
        "OPTIONS": {
            "bucket_name": env.s3_bucket,
            "location": prefix,
            "endpoint_url": env.s3_endpoint_url or None,
            "region_name": env.s3_region,
            "default_acl": None,
            "querystring_auth": True,
            "querystring_expire": env.link_seconds,
            "file_overwrite": False,
            "signature_version": "s3v4",
        },
    }


def storages(env: Environment) -> dict:
    """Django's STORAGES: a bucket when one is named, otherwise folders."""
    if env.s3_bucket:
        files = {
            "default": bucket(env, "files.s3.PublicPictures", "public"),
            "private": bucket(env, "storages.backends.s3.S3Storage", "private"),
        }
    else:
        files = {
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "private": {"BACKEND": "files.storage.PrivateFolder"},
        }
    return files | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }


STORAGES = storages(Environment())
