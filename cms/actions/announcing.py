"""News, and the pages of partners and funders, made by code as an editor would make them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from django.db import transaction

from accounts.models import Organisation, User
from applications.calls.models import Call
from cms.models import (
    NewsIndexPage,
    NewsPage,
    PartnerIndexPage,
    PartnerPage,
    SiteImage,
    StoryPage,
)
from programmes.models import City, Programme, Theme

from .publishing import publish_everywhere


@dataclass(frozen=True)
class NewsWords:
    """What one language says in a piece of news. `body` is StreamField data."""

    title: str
    introduction: str
    body: list[dict] = field(default_factory=list)
    image_alt: str = ""


@dataclass(frozen=True)
class PartnerWords:
    """What one language says of a partner or funder. `body` is StreamField data."""

    title: str
    introduction: str
    body: list[dict] = field(default_factory=list)


@transaction.atomic
def publish_news(
    words: Mapping[str, NewsWords],
    *,
    slug: str,
    organisation: Organisation,
    by: User,
    programme: Programme | None = None,
    city: City | None = None,
    themes: tuple[Theme, ...] = (),
    call: Call | None = None,
    story: StoryPage | None = None,
    image: SiteImage | None = None,
    machine_made: bool = False,
) -> NewsPage:
    """Publish news in each language of `words`; the first is the source of the others.

    Returns the page in the first language. Raises NotCovered when somebody on a picture has not
    agreed, ValidationError when a picture has no description.
    """
    page = NewsPage(
        slug=slug,
        organisation=organisation,
        programme=programme,
        city=city,
        call=call,
        story=story,
        image=image,
    )
    page.themes = list(themes)
    filled = {language: asdict(each) for language, each in words.items()}
    return publish_everywhere(page, filled, under=NewsIndexPage, by=by, machine_made=machine_made)


@transaction.atomic
def publish_partner(
    organisation: Organisation,
    words: Mapping[str, PartnerWords],
    *,
    slug: str,
    by: User,
    machine_made: bool = False,
) -> PartnerPage:
    """Publish a partner's or funder's page in each language of `words`.

    Returns the page in the first language. Raises ValidationError when the organisation has a
    page in that language.
    """
    page = PartnerPage(slug=slug, organisation=organisation)
    filled = {language: asdict(each) for language, each in words.items()}
    under = PartnerIndexPage
    return publish_everywhere(page, filled, under=under, by=by, machine_made=machine_made)
