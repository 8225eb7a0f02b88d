"""The worker's part of judging. A task takes ids and may run twice without harm."""

from procrastinate.contrib.django import app


@app.task(queue="default", name="judging.share_out")
def share_out(sharing_id: int) -> None:
    """Share a large round out. What a killed worker left is queued again and begun anew."""
    from .actions.sharing import carry_out_sharing

    carry_out_sharing(sharing_id)
