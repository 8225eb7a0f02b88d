"""Serves a private file behind a link that ends after LINK_SECONDS."""

from django.core import signing
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import FileSystemStorage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from config.environment import Environment

from .storage import SALT, private


@require_safe
def serve(request: HttpRequest, token: str) -> FileResponse:
    """The file named in the signed `token`, always as a download that no browser runs.

    404 when the link ended or was altered, or when files live on S3 (which has links of its own).
    """
    storage = private()
    if not isinstance(storage, FileSystemStorage):
        raise Http404
    try:
        name, parameters = signing.loads(token, salt=SALT, max_age=Environment().link_seconds)
        response = FileResponse(storage.open(name), as_attachment=True)
    except (signing.BadSignature, ValueError, OSError, SuspiciousFileOperation) as refused:
        raise Http404 from refused
    if disposition := parameters.get("ResponseContentDisposition"):
        response["Content-Disposition"] = disposition
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Referrer-Policy"] = "no-referrer"
    return response
