"""Everything that changes the public site outside Wagtail's own editor."""

from .call_news import tell_call_news
from .consent import give_consent, take_down_ended_stories, withdraw_consent
from .planned import publish_planned
from .publishing import Appearance, CallWords, StoryWords, publish_call_page, publish_story
from .removal import check_removal, tick_hand_task
from .site import build_site, open_language
from .translations import mark_machine_made, review_translation

__all__ = [
    "Appearance",
    "CallWords",
    "StoryWords",
    "build_site",
    "check_removal",
    "give_consent",
    "mark_machine_made",
    "open_language",
    "publish_call_page",
    "publish_planned",
    "publish_story",
    "review_translation",
    "take_down_ended_stories",
    "tell_call_news",
    "tick_hand_task",
    "withdraw_consent",
]
