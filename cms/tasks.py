"""What the worker does for the public site."""

from procrastinate.contrib.django import app


@app.periodic(cron="10 0 * * *")
@app.task(queue="default", pass_context=False)
def take_down_ended_stories(timestamp: int) -> None:
    """Every night: stories whose consent ended come down. Readers stopped seeing them already."""
    from accounts.models import User

    from .actions import take_down_ended_stories as take_down

    take_down(by=User.objects.system())


@app.periodic(cron="*/5 * * * *")
@app.task(queue="default", pass_context=False)
def tell_call_news(timestamp: int) -> None:
    """Calls that opened, close soon or are decided: their followers hear it, once."""
    from accounts.models import User

    from .actions import tell_call_news as tell

    tell(by=User.objects.system())
