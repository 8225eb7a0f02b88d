"""The worker's part of judging. A task takes ids and may run twice without harm."""

from procrastinate.contrib.django import app


@app.task(queue="default", name="judging.share_out")
def share_out(sharing_id: int) -> None:
    """Share a large round out. What a killed worker left is queued again and begun anew."""
    from .actions.sharing import carry_out_sharing

    carry_out_sharing(sharing_id)


@app.task(queue="default", name="judging.close")
def close(closing_id: int) -> None:
    """Decide a large round. What a killed worker left is queued again; nothing of it was kept."""
    from .actions.closing import carry_out_closing

    carry_out_closing(closing_id)
