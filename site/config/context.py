"""What every page knows: navigation and language links."""

from email.utils import parseaddr
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from cms.navigation import Navigation, home_url
from config import language_switch
from config.languages import catalogue
from config.request_log import without_secrets


def tell_us(request: HttpRequest) -> str:
    """A letter about a mistake on this page, to the address of the site."""
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return f"mailto:{address}?subject={quote(settings.BASE_URL + without_secrets(request))}"


def site(request: HttpRequest) -> dict[str, object]:
    """Costs two queries on a page that shows the head and foot, and none elsewhere.

    Wagtail pages replace `language_links` with the addresses of their translations.
    """
    here = get_language() or settings.LANGUAGE_CODE
    navigation = Navigation(here, request.path)
    return {
        "demo_mode": settings.DEMO_MODE,
        "navigation": navigation,
        "home_url": home_url(here),
        "machine_made": catalogue(here).needs_review,
        "tell_us_url": SimpleLazyObject(lambda: tell_us(request)),
        "language_links": SimpleLazyObject(lambda: language_switch.links(request, here)),
        "menu_items": SimpleLazyObject(navigation.menu_items),
    }
