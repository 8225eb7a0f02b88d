"""Whether everybody who appears on a page agreed to it: those named, and those on its pictures."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from wagtail.models import Page, ReferenceIndex

from . import rules
from .models.consents import Consent
from .models.media import SiteImage


class NotCovered(ValidationError):
    """The page may not be published; the message says why in a plain sentence."""


def need(page: Page) -> None:
    """Raise NotCovered unless everybody on the page agreed to this website, today."""
    if reason := why_not(page):
        raise NotCovered(reason)


def why_not(page: Page) -> str:
    """Why readers may not see the page today; empty when they may."""
    return why_not_named(page) or why_not_pictures(pictures(page), Consent.Use.WEB)


def why_not_named(page: Page) -> str:
    """Why the people whom the page names stand in the way; only stories name people."""
    named = getattr(page, "named", None)
    return "" if named is None else rules.why_not_told(named())


def why_not_pictures(images: list[SiteImage], use: Consent.Use) -> str:
    """Why these pictures may not be shown there today; empty when they may."""
    return next(filter(None, (rules.why_not_shown(image, use) for image in images)), "")


def pictures(page: Page) -> list[SiteImage]:
    """Every picture on the page as it is in memory: its own, those in its parts and its text."""
    kind = ContentType.objects.get_for_model(SiteImage).pk
    found = ReferenceIndex._extract_references_from_object(page)
    wanted = {int(pk) for type_id, pk, _path, _place in found if type_id == kind}
    if not wanted:
        return []
    return list(SiteImage.objects.filter(pk__in=wanted).prefetch_related("consents").order_by("pk"))
