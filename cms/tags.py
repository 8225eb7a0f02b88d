"""Names of what pages show; `cms.watched` says which changes announce them."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page


def pages_of_a_kind(model: type[Page], locale_id: int | None = None) -> str:
    """Lists of one type of page in one language, or in all."""
    kind = f"kind:{ContentType.objects.get_for_model(model).pk}"
    return f"{kind}:{locale_id}" if locale_id else kind


def level(depth: int, locale_id: int | None = None) -> str:
    """Pages at one depth of the tree, in one language or in all, as menus show them."""
    return f"level:{depth}:{locale_id}" if locale_id else f"level:{depth}"
