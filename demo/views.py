"""The demo's own pages: sign-ins with their codes, and the inbox of every message it sent."""

import mailbox
from email import policy
from email.message import EmailMessage
from email.parser import BytesHeaderParser, BytesParser
from typing import cast

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from applications.judging.links import path_of
from applications.judging.models import PanelLink
from applications.pitching.models import Stage
from applications.pitching.states import LIVE

from . import places
from .accounts import PASSWORD, demo_accounts
from .programme.first_reading import PIN

SHOWN = 100


def demo_only(view):
    """404 outside demo mode, whatever the address list says."""

    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not settings.DEMO_MODE:
            raise Http404
        return view(request, *args, **kwargs)

    return never_cache(require_safe(guarded))


@demo_only
def index(request: HttpRequest) -> HttpResponse:
    """Who can sign in, with the code that their second factor shows now."""
    return render(
        request,
        "demo/index.html",
        {
            "accounts": demo_accounts(),
            "password": PASSWORD,
            "stage": Stage.objects.filter(turns__state__in=LIVE).first(),
            "panel_link": path_of(link) if (link := a_judges_link()) else "",
            "panel_pin": PIN,
            "stripe_url": f"http://{places.HOST}:{places.STRIPE_PORT}/",
        },
    )


def a_judges_link() -> PanelLink | None:
    """One that its judge has opened, so that its PIN is known."""
    return PanelLink.objects.in_force().filter(opened_at__isnull=False).order_by("pk").first()


@demo_only
def inbox(request: HttpRequest) -> HttpResponse:
    """The newest messages, newest first; `?to=` shows one person's. Only the heads are read."""
    wanted = request.GET.get("to", "")
    kept, rows = maildir(), []
    for key in newest_keys(kept):
        message = BytesHeaderParser(policy=policy.default).parsebytes(kept.get_bytes(key))
        if not wanted or wanted in message["X-Envelope-To"]:
            rows.append({"key": key, "message": message, "to": message["X-Envelope-To"]})
        if len(rows) == SHOWN:
            break
    return render(request, "demo/inbox.html", {"rows": rows, "wanted": wanted, "shown": SHOWN})


@demo_only
def message(request: HttpRequest, key: str) -> HttpResponse:
    """One message as text, with a frame that shows its HTML."""
    mail = read(key)
    text = mail.get_body(("plain",))
    return render(
        request,
        "demo/message.html",
        {
            "key": key,
            "message": mail,
            "text": text.get_content() if text else "",
            "files": [each.get_filename() for each in mail.iter_attachments()],
        },
    )


@csp_replace({"default-src": ["'none'"], "style-src": ["'unsafe-inline'"], "sandbox": []})
@xframe_options_sameorigin
@demo_only
def message_html(request: HttpRequest, key: str) -> HttpResponse:
    """The HTML part alone, in a sandbox."""
    html = read(key).get_body(("html",))
    if html is None:
        raise Http404
    return HttpResponse(html.get_content())


@demo_only
def message_file(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """A file that came with a message, always as a download."""
    files = list(read(key).iter_attachments())
    if number >= len(files):
        raise Http404
    content = cast(bytes, files[number].get_payload(decode=True))
    kind = files[number].get_content_type()
    disposition = content_disposition_header(True, files[number].get_filename() or "file")
    return HttpResponse(content, kind, headers={"Content-Disposition": disposition})


def maildir() -> mailbox.Maildir:
    return mailbox.Maildir(places.inbox(), create=True)


def newest_keys(kept: mailbox.Maildir) -> list[str]:
    """Maildir keys begin with the second of delivery."""
    return sorted(kept.keys(), reverse=True)


def read(key: str) -> EmailMessage:
    """The message, or Http404 when it is not there."""
    try:
        return BytesParser(policy=policy.default).parsebytes(maildir().get_bytes(key))
    except KeyError as missing:
        raise Http404 from missing
