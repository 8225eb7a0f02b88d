"""The business plan, as judges may read it."""

from django.utils.translation import gettext as _

from accounts.models import User
from applications.journey.models import Application
from applications.journey.papers import Paper, freezes, papers
from files.kinds import EVERY_KIND
from files.storage import short_link

from .actions import plans as plan_actions
from .models import BusinessPlan


@papers
def plans(application: Application, *, named: bool = True) -> list[Paper]:
    """The frozen plan; before the freeze, the newest version. Never one that waits for its scan."""
    versions = list(application.business_plans.all())
    frozen = [plan for plan in versions if plan.frozen_at]
    chosen = (frozen or versions)[:1]
    return [_paper(plan, named=named) for plan in chosen if plan.is_open]


@freezes
def freeze_plan(application: Application, *, by: User) -> None:
    plan_actions.freeze_plan(application=application, by=by)


def _paper(plan: BusinessPlan, *, named: bool) -> Paper:
    name = plan.original_name if named else f"plan{EVERY_KIND[plan.content_type]}"
    return Paper(
        label=_("Business plan"),
        url=short_link(plan.file, name=name),
        format=EVERY_KIND[plan.content_type].removeprefix(".").upper(),
        size=plan.size,
    )
