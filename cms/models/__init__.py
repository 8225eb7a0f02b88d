"""Pages people read, the pictures on them, and the consent behind each story."""

from .briefings import ThemeBriefing
from .calls import CallIndexPage, CallPage
from .consents import Consent
from .media import SiteImage, SiteRendition
from .pages import HomePage, ImpactPage, StandardPage
from .projects import JournalEntry, ProjectIndexPage, ProjectPage, Showing
from .removals import HandTask, Removal, Trace
from .stories import StoryIndexPage, StoryPage, StoryPerson
from .translations import TranslationMark

__all__ = [
    "CallIndexPage",
    "CallPage",
    "Consent",
    "HandTask",
    "HomePage",
    "ImpactPage",
    "JournalEntry",
    "ProjectIndexPage",
    "ProjectPage",
    "Removal",
    "Showing",
    "SiteImage",
    "SiteRendition",
    "StandardPage",
    "StoryIndexPage",
    "StoryPage",
    "StoryPerson",
    "ThemeBriefing",
    "Trace",
    "TranslationMark",
]
