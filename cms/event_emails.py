"""What followers of events hear."""

from django.utils.translation import gettext_lazy as _

from notifications.letters import Letter

NEW_EVENT = Letter(
    kind="cms.new_event",
    subject=_("New: {title}"),
    body=_("Hello,\n\nThere is a new event. You can come.\n\n{title}\n{when}\n{place}"),
    action_label=_("See the event"),
    kept=False,
)
