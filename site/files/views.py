"""Serves a private file behind a link that ends after LINK_SECONDS."""

from django.core import signing
from django.core.files.storage import FileSystemStorage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from config.environment import Environment

from .storage import SALT, private


@require_safe
def serve(request: HttpRequest, token: str) -> FileResponse:
    """The file named in the signed `token`. 404 when the link ended or was altered."""
    storage = private()
    try:
        name = signing.loads(token, salt=SALT, max_age=Environment().link_seconds)
        if not isinstance(storage, FileSystemStorage):
            raise Http404
        response = FileResponse(storage.open(name), as_attachment=True)
    except (signing.BadSignature, FileNotFoundError) as refused:
        raise Http404 from refused
    response["Cache-Control"] = "private, no-store"
    return response
