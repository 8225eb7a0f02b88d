"""What every page knows: navigation, language links, acknowledgements."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info


def site(request: HttpRequest) -> dict[str, object]:
    here = get_language()
    return {
        "demo_mode": settings.DEMO_MODE,
        "language_links": [
            {
                "code": code,
                "name_local": get_language_info(code)["name_local"],
                "url": translate_url(request.get_full_path(), code),
                "current": code == here,
            }
            for code, _name in settings.LANGUAGES
        ],
        "site_nav": [],
        "footer_links": [],
        "acknowledgements": [],
    }
