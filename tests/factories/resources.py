"""Resources with their files and pages, made by the same actions as the real ones."""

from accounts.models import User
from cms.actions import ResourceWords, publish_resource_page
from cms.models import ResourcePage
from resources import actions
from resources.models import Copy, Resource, Version

from .uploads import pdf, upload

TITLES = {
    "en": "How to apply",
    "ar": "كيف تقدّم طلبًا",
    "fa": "چگونه درخواست بدهید",
    "so": "Codsasho",
}
WORDS = {
    "en": ResourceWords("How to apply", "Four steps on one page."),
    "ar": ResourceWords("كيف تقدّم طلبًا", "أربع خطوات في صفحة واحدة."),
}


def system() -> User:
    return User.objects.system()


def make_resource(code: str = "how-to-apply", *, languages: str = "en", **facts) -> Resource:
    """Published in its first version, with a PDF without tags in each of `languages`."""
    given = {"name": "How to apply", "kind": "guide", "audience": "applicants"} | facts
    resource = actions.keep(Resource(code=code, **given), by=system())
    if languages:
        make_version(resource, languages=languages)
    return resource


def make_version(resource: Resource, *, languages: str = "en", **given) -> Version:
    """The next version, published."""
    version = actions.begin_version(resource, by=system())
    for language in languages.split():
        put(version, language)
    if version.number > 1:
        given.setdefault("what_changed", "One more step.")
    return actions.publish_version(version, by=system(), **given)


def put(version: Version, language: str = "en", **given) -> Copy:
    given.setdefault("title", TITLES.get(language, "How to apply"))
    if "text" not in given:
        given.setdefault("upload", upload(pdf(f"{version.number} {language}")))
    return actions.put_copy(version, language=language, by=system(), **given)


def make_resource_page(pages: str = "en ar", **facts) -> ResourcePage:
    words = {code: WORDS[code] for code in pages.split()}
    return publish_resource_page(make_resource(**facts), words, by=system())
