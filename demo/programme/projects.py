"""The public pages of funded projects, and what their founders write. Everybody is invented."""

from dataclasses import dataclass

from cms import actions
from cms.actions import ProjectWords
from cms.models import JournalEntry
from programmes.models import Theme

from . import pictures
from .cast import FIRST, SECOND, Project
from .grants import award_of
from .pictures import CLAY, LEAF, TEAL
from .play import Play

WORDS = {
    "amina": (
        "Fourteen women sew, mend and teach in an old post office.",
        "غرزة ثانية",
        "أربع عشرة امرأة يخطن ويصلحن ويعلّمن في مكتب بريد قديم.",
    ),
    "tomasz": (
        "Three evenings a week neighbours mend bikes together.",
        "مطبخ الدراجات",
        "ثلاث أمسيات في الأسبوع يصلح الجيران الدراجات معًا.",
    ),
    "selam": (
        "Once a week volunteers read letters from the clinic with you.",
        "قهوة وأوراق",
        "مرة في الأسبوع يقرأ المتطوعون معك رسائل العيادة.",
    ),
    "victor": (
        "Gardeners of five languages make radio on an allotment.",
        "إذاعة الحديقة",
        "بستانيون بخمس لغات يصنعون إذاعة في حديقة.",
    ),
    "yousef": (
        "A small bakery that trains two young people at a time.",
        "مخبز النخلة",
        "مخبز صغير يدرّب شابّين في كل مرة.",
    ),
    "chidi": (
        "A team on cargo bikes mends taps, shelves and locks.",
        "عمّال هاندسورث",
        "فريق على دراجات شحن يصلح الصنابير والرفوف والأقفال.",
    ),
}
"""Summary in English, name and summary in Arabic; the English name is the application's."""

NOT_ANSWERED, HIDDEN = "victor", "chidi"
LATER = {"yousef": -40, "chidi": -5}
"""Days on which the pages were made, relative to today; the others are older."""
FIRST_PAGES = -120


@dataclass(frozen=True)
class Entry:
    """What a founder wrote, and how far it got; `day` is relative to today."""

    key: str
    day: int
    language: str
    title: str
    text: str
    answer: str = "publish"
    alt: str = ""


JOURNAL = (
    Entry(
        "amina", -60, "en", "The key",
        "Today we got the key to the old post office.\n\nIt is cold, and it is ours.",
        alt="A drawing of three houses on a dotted road",
    ),
    Entry(
        "amina", -20, "ar", "الآلة الرابعة",
        "وصلت اليوم الآلة الرابعة. صارت الغرفة صغيرة علينا، وهذا خبر جيد.",
    ),
    Entry(
        "selam", -15, "en", "Forty letters",
        "This month we read forty letters together. Most of them were about appointments.",
    ),
    Entry(
        "yousef", -2, "en", "The oven is here",
        "Four men and a piano trolley. Tomorrow we bake the first bread.",
        answer="",
    ),
    Entry(
        "tomasz", -5, "en", "A hundred bikes",
        "We mended our hundredth bike. It belongs to a nurse.",
        answer="How many people helped? Readers like to know.",
    ),
)  # fmt: skip


def tell(play: Play) -> None:
    """Pages for funded projects; most founders said yes, one has not answered, one hid it."""
    for project in (*FIRST, *SECOND):
        if project.key in WORDS:
            _page(play, project)
    for entry in JOURNAL:
        _write(play, entry)


def _page(play: Play, project: Project) -> None:
    summary, arabic_title, arabic_summary = WORDS[project.key]
    award, founder = award_of(play, project), play.users[project.key]
    day = LATER.get(project.key, FIRST_PAGES)
    with play.stage.at(day, 10):
        actions.publish_project(
            award,
            {
                "en": ProjectWords(project.title, summary),
                "ar": ProjectWords(arabic_title, arabic_summary),
            },
            slug=project.key,
            by=play.users["editor"],
            themes=tuple(Theme.objects.filter(slug=project.theme)),
            machine_made=True,
        )
    with play.stage.at(day, 18):
        if project.key != NOT_ANSWERED:
            actions.show_project(award.showing, by=founder)
        if project.key == HIDDEN:
            actions.hide_project(award.showing, by=founder)


def _write(play: Play, entry: Entry) -> None:
    [project] = [each for each in (*FIRST, *SECOND) if each.key == entry.key]
    award, founder, editor = award_of(play, project), play.users[entry.key], play.users["editor"]
    with play.stage.at(entry.day):
        written = JournalEntry(
            award=award,
            language=entry.language,
            title=entry.title,
            text=entry.text,
            picture_alt=entry.alt,
        )
        picture = pictures.street(entry.title, colours=(CLAY, TEAL, LEAF)) if entry.alt else None
        actions.save_entry(written, by=founder, picture=picture, send=True)
        if entry.answer == "publish":
            actions.publish_entry(written, by=editor)
        elif entry.answer:
            actions.ask_for_change(written, by=editor, note=entry.answer)
