"""The files and texts of resources: streamed from the public storage, counted without a name."""

from django.db.models import Exists, OuterRef
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from config.languages import KNOWN
from files.kinds import PDF
from files.ranges import ranged
from freshness import depends, may_be_kept
from resources import actions
from resources.counting import is_a_person
from resources.models import Copy, Version

from . import shown, tags
from .models import ResourcePage

OPENED = (PDF, "image/", "video/", "audio/")
"""What a browser shows by itself; everything else is saved."""


@require_safe
def file(
    request: HttpRequest, code: str, number: int, language: str, name: str
) -> HttpResponseBase:
    """The file, for as long as a page offers it; 410 when it was withdrawn, 404 otherwise.

    Its place in the storage is never told, so that nothing is left to find when it is withdrawn.
    """
    copy = get_object_or_404(_copies(code, number, language).exclude(file=""))
    if name != copy.file_name:
        raise Http404
    if not _is_offered(copy):
        return _gone_or_never_there(request, copy)
    etag = f'"{copy.sha256}"'
    if unchanged := get_conditional_response(request, etag=etag):
        return unchanged
    if is_a_person(request):
        actions.count_download(copy)
    return _streamed(request, copy, etag)


def _copies(code: str, number: int, language: str):
    rows = Copy.objects.filter(
        version__resource__code=code, version__number=number, language=language
    )
    return rows.select_related("version__resource")


def _is_offered(copy: Copy) -> bool:
    """The version may be read, and a public page is about it. The end of a programme changes
    nothing: what it made stays useful."""
    pages = shown.pages().filter(resourcepage__resource=copy.version.resource_id)
    return copy.version.is_public and copy.is_open and pages.exists()


def _gone_or_never_there(request: HttpRequest, copy: Copy) -> HttpResponse:
    """Readers may have seen it before: published, and on a page that was live and is not any more,
    or withdrawn. A page for some readers only is no such case."""
    pages = ResourcePage.objects.filter(resource=copy.version.resource_id)
    was_there = pages.filter(first_published_at__isnull=False).exists()
    is_private = pages.live().exists() and copy.version.is_public
    if not was_there or is_private or not copy.version.published_at:
        raise Http404
    return render(request, "cms/resource_gone.html", status=410)


def _streamed(request: HttpRequest, copy: Copy, etag: str) -> HttpResponseBase:
    try:
        stream = copy.file.open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    response = FileResponse(
        stream,
        content_type=copy.content_type,
        filename=copy.file_name,
        as_attachment=not copy.content_type.startswith(OPENED),
    )
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return ranged(request, response, stream, copy.size)


@require_safe
def text(request: HttpRequest, code: str, number: int, language: str) -> HttpResponse:
    """The words of a resource in one language, as a web page."""
    may_be_kept()
    copy = get_object_or_404(_copies(code, number, language).exclude(text=""))
    if not _is_offered(copy):
        return _gone_or_never_there(request, copy)
    context = {
        "copy": copy,
        "language": next(each for each in KNOWN if each.code == copy.language),
        "page": _page_about(copy),
        "is_older": _is_older(copy),
    }
    return render(request, "cms/resource_text.html", context)


def _page_about(copy: Copy) -> ResourcePage | None:
    """In the reader's language, or else in one that it has."""
    depends("sites", tags.pages_of_a_kind(ResourcePage))
    pages = ResourcePage.objects.shown().filter(resource=copy.version.resource_id)
    found = list(pages.select_related("locale").order_by("path"))
    return min(found, key=lambda page: page.locale.language_code != get_language(), default=None)


def _is_older(copy: Copy) -> bool:
    """A newer version is there in the same language."""
    resource = copy.version.resource_id
    same = Copy.objects.public().filter(version=OuterRef("pk"), language=copy.language)
    versions = list(Version.objects.public().filter(resource=resource).annotate(same=Exists(same)))
    depends(f"resource:{resource}", *(f"version:{each.pk}" for each in versions))
    return any(each.same and each.number > copy.version.number for each in versions)
