"""Uploads that can go on: the tus protocol 1.0.0 with creation, checksum, expiration, termination.

Addresses for scripts. Without a script a form's own file field does the same in one go.
"""

import base64
import binascii
import hashlib
import secrets
from collections.abc import Callable, Iterator
from functools import wraps
from typing import cast
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import http_date
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest

from . import kinds, uploads
from .models import Upload

VERSION = "1.0.0"
PART = 4 * kinds.MEGABYTE
CHECKSUM_MISMATCH = 460
"""tus' own status; it has no name in HTTP."""
BODY_TYPE = "application/offset+octet-stream"
LONGEST_METADATA = 4096


def tus(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Who is signed in speaks version 1.0.0; every answer says so, and is never stored."""

    @wraps(view)
    def speaking(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.headers.get("Tus-Resumable", VERSION) != VERSION:
            response = HttpResponse(status=412, headers={"Tus-Version": VERSION})
        elif not request.user.is_authenticated and request.method != "OPTIONS":
            response = HttpResponse(status=401)
        else:
            response = view(cast(SignedInRequest, request), *args, **kwargs)
        response["Tus-Resumable"] = VERSION
        response["Cache-Control"] = "no-store"
        return response

    return speaking


def _said(sentence: str, status: int) -> HttpResponse:
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")


@require_http_methods(["POST", "OPTIONS"])
@tus
def create(request: SignedInRequest) -> HttpResponse:
    """Announce a file: `Upload-Length`, and in `Upload-Metadata` its `filename` and `kinds`."""
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=_abilities())
    length = request.headers.get("Upload-Length", "")
    told = metadata(request.headers.get("Upload-Metadata", ""))
    sets = told.get("kinds", "documents pictures").split()
    if not length.isdecimal() or len(length) > 15 or set(sets) - set(kinds.SETS) or not sets:
        return HttpResponse(status=400)
    try:
        upload = uploads.begin(
            name=told.get("filename", ""), size=int(length), sets=sets, by=request.user
        )
    except ValidationError as refused:
        return _said(" ".join(refused.messages), 413)
    except uploads.TooMany as refused:
        return _said(str(refused), 429)
    return HttpResponse(status=201, headers=_where(upload) | {"Location": _address(upload)})


def _abilities() -> dict[str, str]:
    return {
        "Tus-Version": VERSION,
        "Tus-Extension": "creation,checksum,expiration,termination",
        "Tus-Checksum-Algorithm": "sha256",
        "Tus-Max-Size": str(max(kinds.LARGEST.values())),
    }


def metadata(header: str) -> dict[str, str]:
    """tus' pairs of a key and its value in base64. What can't be read is left out."""
    found = {}
    for pair in header[:LONGEST_METADATA].split(","):
        key, _space, value = pair.strip().partition(" ")
        try:
            found[key] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue
    return found


@require_http_methods(["HEAD", "PATCH", "DELETE"])
@tus
def one(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Ask how far an upload is, send the bytes that follow, or call it off."""
    upload = get_object_or_404(Upload, public_id=public_id, owner=request.user)
    if request.method == "DELETE":
        uploads.drop(upload)
        return HttpResponse(status=204)
    if request.method == "PATCH":
        return _patch(request, upload)
    return HttpResponse(headers=_where(uploads.finish(upload)))


def _patch(request: SignedInRequest, upload: Upload) -> HttpResponse:
    at = request.headers.get("Upload-Offset", "")
    if request.content_type != BODY_TYPE:
        return HttpResponse(status=415)
    if not at.isdecimal() or len(at) > 15:
        return HttpResponse(status=400)
    try:
        chunks = _checked(request) if "Upload-Checksum" in request.headers else _body(request)
        upload.received = uploads.receive(upload, at=int(at), chunks=chunks)
    except uploads.WrongPlace as place:
        return HttpResponse(status=409, headers={"Upload-Offset": str(place.received)})
    except BadChecksum as bad:
        return HttpResponse(status=bad.status)
    upload = uploads.finish(upload)
    if upload.refusal:
        return _said(upload.refusal, 422)
    return HttpResponse(status=204, headers=_where(upload))


class BadChecksum(Exception):
    """The bytes are not those that were meant, or the checksum is of no kind we know."""

    def __init__(self, status: int) -> None:
        self.status = status


def _checked(request: SignedInRequest) -> Iterator[bytes]:
    """The whole body at once, if its checksum is right."""
    kind, _space, value = request.headers["Upload-Checksum"].partition(" ")
    if kind != "sha256":
        raise BadChecksum(400)
    body = request.read(PART + 1)
    if len(body) > PART:
        raise BadChecksum(413)
    right = base64.b64encode(hashlib.sha256(body).digest()).decode()
    if not secrets.compare_digest(right.encode(), value.encode()):
        raise BadChecksum(CHECKSUM_MISMATCH)
    return iter([body] if body else [])


def _body(request: SignedInRequest) -> Iterator[bytes]:
    """The body in parts; when the network is lost, what came until then."""
    try:
        while chunk := request.read(PART):
            yield chunk
    except UnreadablePostError:
        return


def _where(upload: Upload) -> dict[str, str]:
    """How far it is, until when it waits, and the file it became."""
    headers = {
        "Upload-Offset": str(upload.received),
        "Upload-Length": str(upload.size),
        "Upload-Expires": http_date(upload.expires_at.timestamp()),
    }
    if upload.stored:
        headers["Upload-File"] = str(upload.stored.public_id)
    return headers


def _address(upload: Upload) -> str:
    return reverse("files:upload", args=[upload.public_id])
