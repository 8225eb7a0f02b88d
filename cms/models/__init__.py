"""Pages people read, the pictures on them, and the consent behind each story."""

from .briefings import ThemeBriefing
from .calls import CallIndexPage, CallPage
from .challenges import Challenge, ChallengeReading, Level
from .consents import Consent
from .events import EventIndexPage, EventPage
from .home import HomePage
from .journals import JournalIndexPage, JournalPage, JournalStory
from .lessons import LessonIndexPage, LessonPage
from .media import SiteImage, SiteRendition
from .news import NewsIndexPage, NewsPage
from .pages import ImpactPage, StandardPage
from .partners import PartnerIndexPage, PartnerPage
from .projects import JournalEntry, ProjectIndexPage, ProjectPage, Showing
from .removals import HandTask, Removal, Trace
from .resources import ResourceIndexPage, ResourcePage
from .sections import Foundation, NeedResponse, SectionPage, Statement
from .stories import StoryIndexPage, StoryPage, StoryPerson
from .translations import TranslationMark

__all__ = [
    "CallIndexPage",
    "CallPage",
    "Challenge",
    "ChallengeReading",
    "Consent",
    "EventIndexPage",
    "EventPage",
    "Foundation",
    "HandTask",
    "HomePage",
    "ImpactPage",
    "JournalEntry",
    "JournalIndexPage",
    "JournalPage",
    "JournalStory",
    "LessonIndexPage",
    "LessonPage",
    "Level",
    "NeedResponse",
    "NewsIndexPage",
    "NewsPage",
    "PartnerIndexPage",
    "PartnerPage",
    "ProjectIndexPage",
    "ProjectPage",
    "Removal",
    "ResourceIndexPage",
    "ResourcePage",
    "SectionPage",
    "Showing",
    "SiteImage",
    "SiteRendition",
    "StandardPage",
    "Statement",
    "StoryIndexPage",
    "StoryPage",
    "StoryPerson",
    "ThemeBriefing",
    "Trace",
    "TranslationMark",
]
