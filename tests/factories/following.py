"""Followers, made as the forms and links make them."""

from accounts.models import User
from following import actions
from following.models import Follow


def make_follow(
    topic: str = "test:garden", *, email: str = "rosa@example.org", confirmed: bool = False, **facts
) -> Follow:
    """A follow stored as it is kept, without a letter; unconfirmed if not said."""
    follow = Follow.objects.create(
        topic=topic, email=email, **{"language": "en", "purpose": "News of the garden."} | facts
    )
    if confirmed:
        actions.confirm(follow.token, by=User.objects.system())
        follow.refresh_from_db()
    return follow
