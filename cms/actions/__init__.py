"""Everything that changes the public site outside Wagtail's own editor."""

from .call_news import tell_call_news
from .consent import give_consent, take_down_ended_stories, withdraw_consent
from .publishing import CallWords, StoryWords, publish_call_page, publish_story
from .site import build_site, open_language
from .translations import mark_machine_made, review_translation

__all__ = [
    "CallWords",
    "StoryWords",
    "build_site",
    "give_consent",
    "mark_machine_made",
    "open_language",
    "publish_call_page",
    "publish_story",
    "review_translation",
    "take_down_ended_stories",
    "tell_call_news",
    "withdraw_consent",
]
