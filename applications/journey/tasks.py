"""What time does to applications. Every task may run twice without harm."""

from django.db.models import F
from django.urls import reverse
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

ACKNOWLEDGE = "journey.acknowledge_receipts"
ADD_UP = """
WITH gone AS (DELETE FROM journey_tally RETURNING *)
INSERT INTO journey_tally (call_id, city_id, strand_id, state, assigned_to_id, number)
SELECT call_id, city_id, strand_id, state, assigned_to_id, sum(number)
FROM gone GROUP BY 1, 2, 3, 4, 5 HAVING sum(number) <> 0
"""


@app.periodic(cron="*/10 * * * *")
@app.task(queue="default", name="journey.add_up", queueing_lock="journey.add_up")
def add_up(timestamp: int) -> None:
    """Make one tally of many. In one statement, so that whoever counts meanwhile counts right."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(ADD_UP)


@app.periodic(cron="15 * * * *")
@app.task(queue="default", name="journey.index_forgotten", queueing_lock="journey.index_forgotten")
def index_forgotten(timestamp: int) -> None:
    """Every hour: what was sent and can't be found by its words yet."""
    from .search_words import index_forgotten as index

    index()


@app.periodic(cron="* * * * *")
@app.task(queue="default", name="journey.carry_out", queueing_lock="journey.carry_out")
def carry_out(timestamp: int) -> None:
    """Let the findings count whose time to be taken back is over."""
    from django.utils import timezone

    from .bulk import carry_out as carry_out_one
    from .models import PlannedFinding

    due = PlannedFinding.objects.filter(due_at__lte=timezone.now()).order_by("pk")
    for pk in due.values_list("pk", flat=True):
        carry_out_one(pk)


@app.periodic(cron="* * * * *")
@app.task(queue="mail", name=ACKNOWLEDGE, queueing_lock=ACKNOWLEDGE)
def acknowledge_receipts(timestamp: int = 0) -> None:
    """Write the letters that say that an application is in. When one comes in, and every minute."""
    from .receipts import acknowledge_waiting

    acknowledge_waiting()


@app.task(
    queue="default",
    name="journey.print_receipt",
    retry=RetryStrategy(max_attempts=8, exponential_wait=4),
)
def print_receipt(receipt_id: int) -> None:
    """Write the PDF of what was sent. Fails where nothing can print, and is tried again."""
    from .receipts import make

    make(receipt_id)


@app.task(queue="default", name="journey.tell_of_new_questions")
def tell_of_new_questions(question_set_id: int) -> None:
    """Write once to everybody whose draft is on older questions than these."""
    from .emails import NEW_QUESTIONS, write
    from .models import Application
    from .states import State

    drafts = Application.objects.filter(
        state=State.DRAFT,
        call__question_sets=question_set_id,
        question_set__version__lt=F("call__question_sets__version"),
    )
    for draft in drafts.with_road().order_by("pk").iterator(chunk_size=500):
        once = f"new-questions-{question_set_id}-{draft.pk}"
        path = reverse("journey:new_questions", args=[draft.public_id])
        write(NEW_QUESTIONS, draft, path=path, once_key=once)
