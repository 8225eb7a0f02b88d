"""What the worker does for files. Every task may run twice without harm."""

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

SWEEP_AT_MOST = 500


@app.task(queue="files", name="files.scan", retry=RetryStrategy(max_attempts=8, exponential_wait=3))
def scan(content_type_id: int, record_id: int) -> None:
    """Fails while the scanner is away, and is tried again."""
    from django.contrib.contenttypes.models import ContentType

    from accounts.models import User

    from .actions import have_scanned
    from .models import Scanned

    kind = ContentType.objects.get_for_id(content_type_id).model_class()
    record = kind._base_manager.filter(pk=record_id).first() if kind else None
    if isinstance(record, Scanned):
        have_scanned(record, by=User.objects.system())


@app.periodic(cron="*/10 * * * *")
@app.task(queue="files", name="files.sweep", queueing_lock="files.sweep")
def sweep(timestamp: int) -> None:
    """Queue again what waits for a scanner that was away for long."""
    from .actions import queue_scan
    from .clamd import is_on
    from .models import Scan, scanned_models

    if not is_on():
        return
    for model in scanned_models():
        waiting = model._base_manager.filter(scan=Scan.WAITING).order_by("pk")
        for record in waiting[:SWEEP_AT_MOST]:
            queue_scan(record)


@app.periodic(cron="20 * * * *")
@app.task(queue="housekeeping", name="files.forget", queueing_lock="files.forget")
def forget(timestamp: int) -> None:
    """Every hour: uploads that were never finished and files that nothing took up go."""
    from .actions import forget_unkept
    from .models import UPLOAD_LIVES
    from .uploads import forget_old

    forget_old(before=timezone.now())
    forget_unkept(before=timezone.now() - UPLOAD_LIVES)
