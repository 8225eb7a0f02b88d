"""Drafts and their own last moment, which an extension may have moved."""

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest

from applications.journey.models import ApplicationQuerySet, Extension


def with_last_moment(drafts: ApplicationQuerySet) -> ApplicationQuerySet:
    """Each with `due`: the end of its call, or of its own extension where that is later."""
    until = Subquery(
        Extension.objects.filter(application=OuterRef("pk")).order_by("-until").values("until")[:1]
    )
    end = F("call__closes_at")
    return drafts.annotate(due=Greatest("call__closes_at", Coalesce(until, end)))
