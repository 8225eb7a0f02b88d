"""The business plan: uploaded in versions, frozen once for the judges."""

from pathlib import PurePosixPath

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.journey.models import Application
from applications.journey.states import State
from applications.journey.workflow import need
from files.actions import scan_soon
from files.checks import CheckedFile, checked
from files.models import Scan, StoredFile

from ..models import BusinessPlan
from ..refusals import TrainingRefused
from .ready import try_ready

TAKES_PLANS = (State.ELIGIBLE, State.IN_TRAINING, State.READY_TO_PITCH, State.SCHEDULED)


def takes_plans(application: Application) -> bool:
    """Whether the applicant can still upload: from eligible until the plan is frozen."""
    return (
        application.state in TAKES_PLANS
        and not application.business_plans.filter(frozen_at__isnull=False).exists()
    )


def upload_plan(*, application: Application, upload: UploadedFile, by: User) -> BusinessPlan:
    """Take `upload` in and keep it as `keep_plan` does.

    Raises ValidationError, naming the file and the reason, for a file we cannot take.
    """
    need("training.upload_plan", by, application)
    return _keep(application, checked(upload), by)


def keep_plan(*, application: Application, stored: StoredFile, by: User) -> BusinessPlan:
    """Keep a copy of a file that passed the intake as the next version; earlier versions stay.

    Raises TrainingRefused when the plan is frozen, the application is not at this part of the
    road, or it is the newest version already.
    """
    need("training.upload_plan", by, application)
    found = CheckedFile(
        name=stored.name,
        content_type=stored.content_type,
        ending=PurePosixPath(stored.path).suffix,
        size=stored.size,
        sha256=stored.sha256,
        content=stored.file,
    )
    return _keep(application, found, by)


@transaction.atomic
def _keep(application: Application, found: CheckedFile, by: User) -> BusinessPlan:
    Application.objects.select_for_update().get(pk=application.pk)
    application.refresh_from_db()
    if not takes_plans(application):
        raise TrainingRefused(_("The judges have your plan now, or it is not time for it yet."))
    latest = application.business_plans.first()
    if latest and latest.scan != Scan.INFECTED and latest.sha256 == found.sha256:
        raise TrainingRefused(_("We have this file already. It is your newest version."))
    plan = _store(application, found, version=latest.version + 1 if latest else 1, by=by)
    audit.record.record(
        "training.upload_plan", plan, by=by, version=plan.version, sha256=plan.sha256
    )
    scan_soon(plan)
    try_ready(application, by=by)
    return plan


@transaction.atomic
def freeze_plan(*, application: Application, by: User) -> BusinessPlan | None:
    """Fix the newest version as the one the judges see; None without a plan. Twice is harmless."""
    Application.objects.select_for_update().get(pk=application.pk)
    frozen = application.business_plans.filter(frozen_at__isnull=False).first()
    plan = frozen or application.business_plans.usable().first()
    if plan and not frozen:
        plan.frozen_at = timezone.now()
        plan.save(update_fields=["frozen_at"])
        audit.record.record("training.freeze_plan", plan, by=by, version=plan.version)
    return plan


def _store(application: Application, found: CheckedFile, *, version: int, by: User) -> BusinessPlan:
    plan = BusinessPlan(
        application=application,
        version=version,
        original_name=found.name,
        content_type=found.content_type,
        size=found.size,
        sha256=found.sha256,
        uploaded_by=by,
    )
    plan.file.save(f"plan{found.ending}", found.content, save=False)
    try:
        plan.save()
    except Exception:
        plan.file.delete(save=False)
        raise
    return plan
