"""Journals, zoom-ins and lessons, made by the same actions as the real ones."""

from collections.abc import Mapping
from datetime import date

from accounts.models import User
from cms import actions
from cms.actions import JournalWords, LessonWords, Seen
from cms.models import Challenge, HomePage, JournalPage, LessonPage, Level
from programmes.models import Programme

TEXT = [{"type": "text", "value": "<h2>How it began</h2><p>With an oven.</p>"}]
JOURNAL = {
    "en": JournalWords("Spring", "The first warm months.", TEXT),
    "ar": JournalWords("الربيع", "أول أشهر دافئة.", TEXT),
}
LESSON = {
    "en": LessonWords(
        "Knock twice", "Knock again.", "Bells rang softly.", "We knocked.", "Doors opened."
    ),
    "ar": LessonWords("اطرق مرتين", "اطرق ثانية.", "رنّ الجرس.", "طرقنا.", "فُتحت الأبواب."),
}
OBSERVED = {"en": "Two doors opened.", "ar": "فُتح بابان."}


def make_challenge(programme: Programme, name: str = "Cold homes", **facts) -> Challenge:
    return Challenge.objects.create(programme=programme, name=name, **facts)


def make_journal(
    home: HomePage,
    number: int = 1,
    *,
    languages: str = "en ar",
    seen: Mapping[Challenge, Level] | None = None,
    **facts,
) -> JournalPage:
    """The journal of the month of its number; every challenge has the same observation."""
    levels = [Seen(challenge, level) for challenge, level in (seen or {}).items()]
    words = {
        code: JournalWords(
            title=JOURNAL[code].title,
            introduction=JOURNAL[code].introduction,
            body=JOURNAL[code].body,
            observations=(OBSERVED[code],) * len(levels),
        )
        for code in languages.split()
    }
    given = {
        "slug": f"{facts.get('series', 'journal')}-{number}".replace("_", "-"),
        "programme": home.programme,
        "period": (date(2026, number, 1), date(2026, number, 28)),
        "by": User.objects.system(),
    }
    return actions.publish_journal(words, number=number, seen=levels, **given | facts)


def make_zoom_in(home: HomePage, number: int = 1, **facts) -> JournalPage:
    return make_journal(home, number, series=JournalPage.Series.ZOOM_IN, **facts)


def make_lesson(
    home: HomePage, *, slug: str = "knock-twice", languages: str = "en ar", **facts
) -> LessonPage:
    return actions.publish_lesson(
        {code: LESSON[code] for code in languages.split()},
        slug=slug,
        programme=home.programme,
        by=User.objects.system(),
        **facts,
    )
