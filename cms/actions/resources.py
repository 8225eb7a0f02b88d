"""Pages of resources, made by code as an editor would make them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from django.db import transaction

from accounts.models import User
from cms.models import ResourceIndexPage, ResourcePage
from resources.models import Resource

from .publishing import publish_everywhere


@dataclass(frozen=True)
class ResourceWords:
    """What one language of the site says about a resource. `body` is StreamField data."""

    title: str
    introduction: str
    body: list[dict] = field(default_factory=list)


@transaction.atomic
def publish_resource_page(
    resource: Resource,
    words: Mapping[str, ResourceWords],
    *,
    by: User,
    machine_made: bool = False,
) -> ResourcePage:
    """Publish the resource's page in each language of `words`; the first is the source.

    Returns the page in the first language. Raises ValidationError when that language has a page.
    """
    page = ResourcePage(resource=resource, slug=resource.code)
    filled = {code: asdict(each) for code, each in words.items()}
    under = ResourceIndexPage
    return publish_everywhere(page, filled, under=under, by=by, machine_made=machine_made)
