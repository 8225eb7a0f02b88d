"""The one way to write the audit log, and the ways to read it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Count, F, Max, Model, QuerySet
from django.utils import timezone
from django.utils.functional import LazyObject
from wagtail.log_actions import get_active_log_context, log, registry
from wagtail.models import ModelLogEntry

from database import planned

from .models import Sighting


class NotInTransaction(RuntimeError):
    """An audit record must commit or vanish together with the change that it describes."""


def record(action: str, instance: Model, *, by: AbstractBaseUser, **data) -> ModelLogEntry:
    """Write that `by` did `action` to `instance`, inside the running transaction.

    `data` holds facts of the change (states, amounts, ids), never names, contact data or answers.
    The action must be registered in the room's wagtail_hooks; an unknown one raises
    ValidationError. Outside a transaction raises NotInTransaction. For what the log cannot keep
    raises TypeError, where Wagtail's `log` would say nothing.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction(action)
    if isinstance(instance, LazyObject):  # request.user
        instance = instance.__reduce__()[1][0]
    kind = registry.get_log_model_for_instance(instance)
    if kind is None:
        raise TypeError(f"{action}: there is no log for {type(instance).__name__}")
    if kind is not ModelLogEntry:
        return log(instance, action, user=by, data=data, content_changed=True)
    if not registry.action_exists(action):
        raise ValidationError(f"the action {action} is not registered")
    return _write(action, instance, by, data)


def record_many(
    action: str, changes: Iterable[tuple[Model, Mapping[str, object]]], *, by: AbstractBaseUser
) -> list[ModelLogEntry]:
    """As `record`, for each of these records with its own facts, in one statement."""
    if not connection.in_atomic_block:
        raise NotInTransaction(action)
    if not registry.action_exists(action):
        raise ValidationError(f"the action {action} is not registered")
    entries = [_entry(action, instance, by, dict(data)) for instance, data in changes]
    return ModelLogEntry.objects.bulk_create(entries)


COLUMNS = (
    "content_type_id", "object_id", "label", "action", "data", "timestamp", "user_id", "uuid",
    "content_changed", "deleted",
)  # fmt: skip
WITH = """
WITH changed AS ({change})
INSERT INTO wagtailcore_modellogentry (
    content_type_id, object_id, label, action, data, timestamp, user_id, uuid,
    content_changed, deleted
)
SELECT %s, %s, %s, %s, %s, %s, %s, %s, %s, %s FROM changed
"""


def record_with(
    change: str, values: Sequence, action: str, instance: Model, *, by: AbstractBaseUser, **data
) -> bool:
    """As `record`, in one statement with the `change` that it describes: an UPDATE of one row that
    returns it, with its `values`. False, and nothing is written, when the row is not there."""
    if not connection.in_atomic_block:
        raise NotInTransaction(action)
    if not registry.action_exists(action):
        raise ValidationError(f"the action {action} is not registered")
    entry = _entry(action, instance, by, data)
    fields = {each.attname: each for each in entry._meta.concrete_fields}
    written = [fields[name].get_db_prep_save(getattr(entry, name), connection) for name in COLUMNS]
    with planned() as cursor:
        cursor.execute(WITH.format(change=change), [*values, *written])
        return cursor.rowcount == 1


def _write(action: str, instance: Model, by: AbstractBaseUser, data: dict) -> ModelLogEntry:
    """As Wagtail's log() does, but PostgreSQL alone checks the keys: one statement, not three."""
    [written] = ModelLogEntry.objects.bulk_create([_entry(action, instance, by, data)])
    return written


def _entry(action: str, instance: Model, by: AbstractBaseUser, data: dict) -> ModelLogEntry:
    return ModelLogEntry(
        content_type=ContentType.objects.get_for_model(instance, for_concrete_model=False),
        object_id=str(instance.pk),
        label=_label(instance) or ModelLogEntry.objects.get_instance_title(instance),
        action=action,
        data=data,
        timestamp=timezone.now(),
        user_id=by.pk,
        uuid=get_active_log_context().uuid,
        content_changed=True,
    )


def _label(instance: Model) -> str | None:
    """What the log calls the record for ever: people carry a number there, not their name."""
    return getattr(instance, "audit_label", None)


def history(instance: Model) -> QuerySet[ModelLogEntry]:
    """Everything that was done to `instance`, oldest first."""
    return (
        registry.get_logs_for_instance(instance).select_related("user").order_by("timestamp", "id")
    )


def changes_of(instances: Sequence[Model]) -> dict[int, tuple[int, datetime]]:
    """How often each record of one kind was changed, and when last, by primary key; one query."""
    if not instances:
        return {}
    about = ContentType.objects.get_for_model(instances[0])
    written = ModelLogEntry.objects.filter(
        content_type=about, object_id__in=[str(each.pk) for each in instances]
    )
    counted = written.values("object_id").annotate(times=Count("pk"), last=Max("timestamp"))
    return {int(row["object_id"]): (row["times"], row["last"]) for row in counted.order_by()}


def saw(instance: Model, *, by: AbstractBaseUser, screen: str) -> None:
    """Write that a member of staff opened a person's record on `screen`."""
    Sighting.objects.create(
        user_id=by.pk,
        content_type=ContentType.objects.get_for_model(instance),
        object_id=instance.pk,
        screen=screen,
    )


def sightings(instance: Model) -> QuerySet[Sighting]:
    """Who saw `instance`, latest first."""
    return (
        Sighting.objects.filter(
            content_type=ContentType.objects.get_for_model(instance), object_id=instance.pk
        )
        .select_related("user__person")
        .order_by("-seen_at")
    )


def readers(instance: Model) -> QuerySet:
    """Each person who saw `instance` once, the latest first: `name`, `times` and `last`."""
    return (
        sightings(instance)
        .values("user", name=F("user__person__display_name"))
        .annotate(times=Count("pk"), last=Max("seen_at"))
        .order_by("-last")
    )
