"""What every page knows: navigation, language links, acknowledgements."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_info

from cms.navigation import Navigation, acknowledgements, home_url


def site(request: HttpRequest) -> dict[str, object]:
    """Costs two queries on a page that shows the head and foot, and none elsewhere.

    Wagtail pages replace `language_links` with the addresses of their translations.
    """
    here = get_language() or settings.LANGUAGE_CODE
    navigation = Navigation(here, request.path)
    return {
        "demo_mode": settings.DEMO_MODE,
        "home_url": home_url(here),
        "language_links": [
            {
                "code": code,
                "name_local": get_language_info(code)["name_local"],
                "url": translate_url(request.get_full_path(), code),
                "current": code == here,
            }
            for code, _name in settings.LANGUAGES
        ],
        "site_nav": SimpleLazyObject(navigation.menu),
        "footer_links": SimpleLazyObject(navigation.footer),
        "acknowledgements": SimpleLazyObject(acknowledgements),
    }
