"""The link at the end of a reminder: signed, so that it needs no sign-in and no row."""

from django.core import signing

SALT = "reminders.stop"


def stop_token(user_id: int, application_id: int) -> str:
    return signing.dumps([user_id, application_id], salt=SALT)


def read(token: str) -> tuple[int, int] | None:
    """The user and the application of a link; None for one that is not ours."""
    try:
        user_id, application_id = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return user_id, application_id
