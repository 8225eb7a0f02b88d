"""Everything that changes the public site outside Wagtail's own editor."""

from .announcing import NewsWords, PartnerWords, publish_news, publish_partner
from .call_news import tell_call_news
from .consent import give_consent, take_down_ended_stories, withdraw_consent
from .event_news import tell_event_news
from .learning import JournalWords, LessonWords, Seen, publish_journal, publish_lesson
from .planned import publish_planned
from .projects import (
    ProjectWords,
    ask_for_change,
    hide_project,
    publish_entry,
    publish_project,
    save_entry,
    show_project,
    showing_of,
    take_entry_back,
)
from .publishing import (
    Appearance,
    CallWords,
    EventWords,
    SectionWords,
    StoryWords,
    publish_call_page,
    publish_event_page,
    publish_section,
    publish_story,
)
from .removal import check_removal, tick_hand_task
from .resources import ResourceWords, publish_resource_page
from .responses import (
    KEEP_RESPONSES,
    AlreadySettled,
    NeedIsOver,
    answer_response,
    close_response,
    forget_responses,
    respond_to_need,
)
from .site import build_site, complete_site, open_language
from .translations import mark_machine_made, review_translation

__all__ = [
    "KEEP_RESPONSES",
    "AlreadySettled",
    "Appearance",
    "CallWords",
    "EventWords",
    "JournalWords",
    "LessonWords",
    "NeedIsOver",
    "NewsWords",
    "PartnerWords",
    "ProjectWords",
    "ResourceWords",
    "SectionWords",
    "Seen",
    "StoryWords",
    "answer_response",
    "ask_for_change",
    "build_site",
    "check_removal",
    "close_response",
    "complete_site",
    "forget_responses",
    "give_consent",
    "hide_project",
    "mark_machine_made",
    "open_language",
    "publish_call_page",
    "publish_entry",
    "publish_event_page",
    "publish_journal",
    "publish_lesson",
    "publish_news",
    "publish_partner",
    "publish_planned",
    "publish_project",
    "publish_resource_page",
    "publish_section",
    "publish_story",
    "respond_to_need",
    "review_translation",
    "save_entry",
    "show_project",
    "showing_of",
    "take_down_ended_stories",
    "take_entry_back",
    "tell_call_news",
    "tell_event_news",
    "tick_hand_task",
    "withdraw_consent",
]
