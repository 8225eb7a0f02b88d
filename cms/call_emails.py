"""What followers of a call, or of a search, hear when its time comes."""

from django.utils.translation import gettext_lazy as _

from notifications.letters import Letter

NOW_OPEN = Letter(
    kind="cms.call_open",
    subject=_("Open now: {title}"),
    body=_(
        "Hello,\n\nThe call “{title}” is open. You can apply now.\n\nLast moment to apply: {closes}"
    ),
    action_label=_("See the call"),
    kept=False,
)
CLOSING_SOON = Letter(
    kind="cms.call_closing_soon",
    subject=_("Closes soon: {title}"),
    body=_(
        "Hello,\n\nThe call “{title}” closes soon.\n\nLast moment to apply: {closes}\n\n"
        "Have you begun? Then send it in before that moment."
    ),
    action_label=_("See the call"),
    kept=False,
)
RESULTS = Letter(
    kind="cms.call_results",
    subject=_("Results: {title}"),
    body=_(
        "Hello,\n\nThe call “{title}” is decided. You can see the results on its page.\n\n"
        "This was the last e-mail about it. We delete your address from this list now."
    ),
    action_label=_("See the results"),
    kept=False,
)
