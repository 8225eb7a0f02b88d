"""Our components inside Wagtail's admin: the site's one stylesheet, fenced in by `.seedbed`.

Wagtail has class names of its own (`button`, `page`), so the site's rules may only reach what
stands inside an element of class `seedbed`. CSS nesting does that; the rules stay in one file.
"""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

SOURCE = "css/seedbed.css"
LIGHT = re.compile(r"^:root \{(.*?)^\}", re.S | re.M)
DARK = re.compile(r"prefers-color-scheme: dark\) \{\s*:root \{(.*?)^  \}", re.S | re.M)


@require_safe
@cache_control(public=True, max_age=3600)
def stylesheet(request: HttpRequest) -> HttpResponse:
    pictures = _source().replace("url(../", f"url({settings.STATIC_URL}")
    return HttpResponse(fenced(pictures), content_type="text/css")


def fenced(css: str) -> str:
    """`css` with its variables on `.seedbed`, for Wagtail's three themes, and its rules inside."""
    light, dark = LIGHT.search(css), DARK.search(css)
    if not light or not dark:
        raise ValueError("the stylesheet has lost its light or dark variables")
    return (
        f".seedbed {{ --flip: 1; {light[1]} }}\n[dir='rtl'] .seedbed {{ --flip: -1; }}\n"
        f".w-theme-dark .seedbed {{ color-scheme: dark; {dark[1]} }}\n"
        "@media (prefers-color-scheme: dark) { .w-theme-system .seedbed {"
        f"{dark[1]} }} }}\n.w-theme-light .seedbed {{ color-scheme: light; }}\n"
        f".seedbed {{\n{css}\n}}\n"
    )


@cache
def _source() -> str:
    found = finders.find(SOURCE)
    if found:
        return Path(found).read_text()
    with staticfiles_storage.open(SOURCE) as collected:
        return collected.read().decode()
