"""Looking at the public site as a stranger does: does a trace of a story still answer?"""

import re

import requests
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from wagtail.models import Page, ReferenceIndex

from .models import SiteImage, Trace

SECONDS = 10
"""How long one address may take to answer."""
GONE = (404, 410)


def is_gone(trace: Trace) -> bool:
    """Whether nobody can read it there any more. A file that is left over is deleted again.

    An address that gives no answer counts as not gone: we do not know.
    """
    try:
        if trace.kind == Trace.Kind.FILE:
            return _file_is_gone(trace)
        answer = _ask(trace.address)
    except (requests.RequestException, OSError):
        return False
    if trace.kind == Trace.Kind.MENTION:
        return answer.ok and not _leads_to(answer.text, trace.mentions)
    return answer.status_code in GONE


def _ask(address: str) -> requests.Response:
    return requests.get(address, timeout=SECONDS, headers={"Accept": "*/*"})


def _file_is_gone(trace: Trace) -> bool:
    if default_storage.exists(trace.file):
        default_storage.delete(trace.file)
    return not default_storage.exists(trace.file) and _ask(trace.address).status_code in GONE


def _leads_to(text: str, path: str) -> bool:
    """Whether the path itself is in the text, not only as the beginning of a longer one."""
    return re.search(re.escape(path) + r"(?![\w/-])", text) is not None


def is_used_outside(image: SiteImage, pages: list[int]) -> bool:
    """Whether anything but these pages has the picture."""
    own = ContentType.objects.get_for_model(Page)
    used = ReferenceIndex.get_references_to(image)
    ours = used.filter(base_content_type=own, object_id__in=[str(pk) for pk in pages])
    return used.exclude(pk__in=ours.values("pk")).exists()
