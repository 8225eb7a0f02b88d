"""A part of a file, as players of films and broken downloads ask for it (RFC 9110, 14)."""

import re
from collections.abc import Iterator
from contextlib import closing

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

RANGE = re.compile(r"bytes=(\d{1,12})?-(\d{1,12})?$")
AT_ONCE = 64 * 1024


def ranged(request: HttpRequest, whole: HttpResponseBase, stream, size: int) -> HttpResponseBase:
    """`whole`, which sends all of `stream`, or an answer with its headers and one range only.

    Several ranges at once, and ranges of a file that changed since, get the whole.
    """
    whole["Accept-Ranges"] = "bytes"
    asked = RANGE.match(request.headers.get("Range", ""))
    if_range = request.headers.get("If-Range")
    if asked is None or asked[0] == "bytes=-" or if_range not in (None, whole.get("ETag")):
        return whole
    first, last = _ends(asked[1], asked[2], size)
    if first > last:
        stream.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    headers = {name: value for name, value in whole.items() if name != "Content-Length"}
    part = StreamingHttpResponse(_slice(stream, first, last), status=206, headers=headers)
    part["Content-Range"] = f"bytes {first}-{last}/{size}"
    part["Content-Length"] = str(last - first + 1)
    return part


def _ends(first: str | None, last: str | None, size: int) -> tuple[int, int]:
    """The first and the last byte. `-500` is the last 500."""
    if first is None:
        return max(0, size - int(last or 0)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


def _slice(stream, first: int, last: int) -> Iterator[bytes]:
    left = last - first + 1
    with closing(stream):
        stream.seek(first)
        while left > 0 and (some := stream.read(min(left, AT_ONCE))):
            left -= len(some)
            yield some
