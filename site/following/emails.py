"""The first letter: it asks, and nothing else is sent until it is answered."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from notifications.actions import send
from notifications.letters import Letter, Recipient

from .kinds import Thing
from .models import Follow

PLEASE_CONFIRM = Letter(
    kind="following.please_confirm",
    subject=_("Do you want e-mails about “{title}”?"),
    body=_(
        "Hello,\n\nSomebody asked us to write to this address. Was it you? "
        "Then press the button. You will get:\n\n{promise}\n\n"
        "Was it not you? Then do nothing. We send nothing more, and delete your address in a week."
    ),
    action_label=_("Yes, write to me"),
    kept=False,
)


def ask(follow: Follow, thing: Thing) -> None:
    """Called with the follower's language in use."""
    send(
        PLEASE_CONFIRM,
        to=Recipient(name="", email=follow.email, language=follow.language),
        about=follow,
        path=reverse("follow_confirm", args=[follow.token]),
        stop_path=reverse("follow_stop", args=[follow.token]),
        acknowledgement=thing.thanks(),
        title=thing.name,
        promise=thing.promise,
    )


def stop_url(follow: Follow) -> str:
    """The full address that ends this follower's e-mails, in their language."""
    with override(follow.language):
        return settings.BASE_URL + reverse("follow_stop", args=[follow.token])
