"""Opens private files: one's own on its way, and any by a link that ends after LINK_SECONDS."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import FileSystemStorage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from accounts.http import SignedInRequest
from config.environment import Environment

from .kinds import SOUND
from .models import Scan, StoredFile
from .playing import play
from .storage import SALT, private, short_link


@require_safe
@login_required
def own(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """A file that the user sent and that no room keeps yet; a room that keeps it says who opens it.

    Sound plays here, others come by a link that soon ends.
    """
    sent = StoredFile.objects.filter(owner=request.user, kept_at=None).exclude(scan=Scan.INFECTED)
    stored = get_object_or_404(sent, public_id=public_id)
    return opened(request, stored)


def opened(request: HttpRequest, stored: StoredFile) -> HttpResponse:
    """The answer to who may open `stored`; whoever calls it has asked that."""
    if stored.content_type in SOUND:
        return play(request, stored)
    return redirect(short_link(stored.file, name=stored.name))


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
