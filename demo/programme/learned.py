"""What the demo programme learned: journals, a zoom-in and lessons. All of it is invented."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from cms.actions import (
    JournalWords,
    LessonWords,
    Seen,
    publish_journal,
    publish_lesson,
)
from cms.models import Challenge, JournalPage, Level, ProjectPage, SiteImage, StoryPage
from programmes.models import City, Theme

from . import pictures
from .announced import PICTURE, PICTURE_AR
from .pictures import CLAY, LEAF, TEAL
from .play import Play

INVENTED = "<p><em>This text is invented. It was made for this demo.</em></p>"
INVENTED_AR = "<p><em>هذا النص خيالي. كُتب لهذا العرض التجريبي.</em></p>"

CHALLENGES = {
    "rooms": ("Rooms to work in are hard to find", "يصعب إيجاد أماكن للعمل"),
    "children": ("Parents cannot come to the course", "لا يستطيع الأهل حضور الدورة"),
    "bank": ("Opening a bank account takes long", "فتح حساب مصرفي يأخذ وقتًا طويلًا"),
    "words": ("Forms use hard words", "في الاستمارات كلمات صعبة"),
}
"""The challenges in their order, in English and Arabic."""


@dataclass(frozen=True)
class Look:
    """How big a challenge was, and what was seen of it in English and Arabic."""

    challenge: str
    level: Level
    english: str
    arabic: str


@dataclass(frozen=True)
class Journal:
    """One journal; it tells of the `days` before the day on which it came out."""

    number: int
    came_out: int
    days: int
    english: tuple[str, str, str]
    arabic: tuple[str, str, str]
    looks: tuple[Look, ...]


JOURNALS = (
    Journal(
        1, -210, 90,
        ("The first months", "Many people came. Few found a room, and few had time to learn.",
         "<h2>What went well</h2><p>More people asked for a place than we had seats. Most of them "
         "heard of us from a friend.</p><h2>What was hard</h2><p>The course was on weekday "
         "mornings. Parents told us that they could not come.</p>"),
        ("الأشهر الأولى", "جاء كثيرون. قليلون وجدوا مكانًا، وقليلون كان لديهم وقت للتعلم.",
         "<h2>ما الذي نجح</h2><p>طلب المشاركة عدد أكبر من مقاعدنا. ومعظمهم سمع عنا من صديق.</p>"
         "<h2>ما الذي كان صعبًا</h2><p>كانت الدورة صباح أيام العمل. وقال الأهل إنهم لا يستطيعون "
         "الحضور.</p>"),
        (
            Look("rooms", Level.HIGH, "Nine of ten people asked us for a room. We had none.",
                 "تسعة من كل عشرة طلبوا منا مكانًا، ولم يكن لدينا شيء."),
            Look("children", Level.HIGH, "Five parents left after the first morning.",
                 "غادر خمسة من الأهل بعد الصباح الأول."),
            Look("words", Level.MEDIUM, "Judges and people did not mean the same by “turnover”.",
                 "لم يفهم المحكّمون والناس كلمة «رقم المبيعات» بالمعنى نفسه."),
        ),
    ),
    Journal(
        2, -110, 90,
        ("Evenings and a crèche", "We moved the course to the evening, and parents came back.",
         "<h2>What we changed</h2><p>The course is in the evening now, and there is a crèche "
         "next door. Two libraries lend us a room.</p>"),
        ("المساء وحضانة الأطفال", "نقلنا الدورة إلى المساء، فعاد الأهل.",
         "<h2>ماذا غيّرنا</h2><p>صارت الدورة في المساء، وبجانبها حضانة للأطفال. وتعيرنا مكتبتان "
         "قاعة.</p>"),
        (
            Look("rooms", Level.MEDIUM, "Two libraries lend a room on three evenings.",
                 "تعيرنا مكتبتان قاعة في ثلاث أمسيات."),
            Look("children", Level.LOW, "The crèche is full, and nobody left the course.",
                 "الحضانة ممتلئة، ولم يترك أحد الدورة."),
            Look("bank", Level.MEDIUM, "Two people waited six weeks for an account.",
                 "انتظر شخصان ستة أسابيع لفتح حساب."),
            Look("words", Level.MEDIUM, "We began a list of short words. It is not done.",
                 "بدأنا قائمة بكلمات قصيرة، ولم تكتمل بعد."),
        ),
    ),
    Journal(
        3, -15, 90,
        ("Doors that open, and one that does not", "Rooms and words got easier. Banks did not.",
         "<h2>What we see now</h2><p>New people read the form without help. A bank account still "
         "takes long, and some start later because of it.</p>"),
        ("أبواب تُفتح، وباب لا يُفتح", "صارت الأماكن والكلمات أسهل. أما المصارف فلا.",
         "<h2>ماذا نرى الآن</h2><p>يقرأ القادمون الجدد الاستمارة دون مساعدة. وما زال فتح الحساب "
         "المصرفي يأخذ وقتًا، فيتأخر بعضهم في البدء.</p>"),
        (
            Look("rooms", Level.LOW, "A shop in each city has a table that people can use.",
                 "في كل مدينة متجر فيه طاولة يستخدمها الناس."),
            Look("children", Level.RESOLVED, "Every course has a crèche now. We keep it.",
                 "لكل دورة الآن حضانة أطفال. وسنبقيها."),
            Look("bank", Level.HIGH, "Four people waited eight weeks or longer.",
                 "انتظر أربعة أشخاص ثمانية أسابيع أو أكثر."),
            Look("words", Level.LOW, "The form has a word list in four languages.",
                 "في الاستمارة قائمة كلمات بأربع لغات."),
        ),
    ),
)  # fmt: skip

ZOOM_IN = Journal(
    1, -60, 45,
    ("Bank accounts in Birmingham", "We went along to the bank, and wrote down each step.",
     "<h2>What happened at the counter</h2><p>Three of us went with six people. The papers were "
     "the same each time. The answer was not.</p><h3>What helped</h3><p>A letter with the award "
     "and a phone number to call. With it, four of six got an account.</p>"),
    ("حسابات مصرفية في برمنغهام", "ذهبنا معهم إلى المصرف وكتبنا كل خطوة.",
     "<h2>ماذا حدث عند الشباك</h2><p>ذهب ثلاثة منا مع ستة أشخاص. كانت الأوراق نفسها كل مرة، "
     "أما الجواب فلم يكن نفسه.</p><h3>ما الذي ساعد</h3><p>رسالة فيها المنحة ورقم هاتف. بها حصل "
     "أربعة من ستة على حساب.</p>"),
    (),
)  # fmt: skip


@dataclass(frozen=True)
class Lesson:
    """What was learned, in English and Arabic; `about` names a city, a theme or both."""

    slug: str
    day: int
    english: LessonWords
    arabic: LessonWords
    city: str = ""
    theme: str = ""
    story: str = ""
    project: str = ""
    journal: int = 0


LESSONS = (
    Lesson(
        "course-in-the-evening", -100,
        LessonWords(
            "Teach in the evening, with a crèche",
            "Parents come when the hour fits and the children are well.",
            "The course was in the morning. Five parents left it after a day.",
            "We moved it to the evening and opened a crèche next door.",
            "No parent left the next course. The crèche costs less than empty seats.",
        ),
        LessonWords(
            "علّم في المساء، مع حضانة",
            "يأتي الأهل حين يناسبهم الوقت ويكون الأطفال بخير.",
            "كانت الدورة في الصباح. تركها خمسة من الأهل بعد يوم واحد.",
            "نقلناها إلى المساء وفتحنا حضانة بجانبها.",
            "لم يترك أحد من الأهل الدورة التالية. والحضانة أرخص من مقاعد فارغة.",
        ),
        city="coventry", theme="employment", story="amina", journal=2,
    ),
    Lesson(
        "read-the-form-aloud", -80,
        LessonWords(
            "Read the form aloud before you print it",
            "If you stumble over a question, so does everybody else.",
            "People left three questions empty. We thought that they had no answer.",
            "We read the form aloud with six of them, and wrote it anew in short words.",
            "Nobody left a question empty. One question was still too long; we cut it later.",
        ),
        LessonWords(
            "اقرأ الاستمارة بصوت عالٍ قبل طباعتها",
            "إذا تعثّرت في سؤال فسيتعثّر فيه الجميع.",
            "ترك الناس ثلاثة أسئلة فارغة. وظننا أن لا جواب لديهم.",
            "قرأنا الاستمارة بصوت عالٍ مع ستة منهم، وكتبناها من جديد بكلمات قصيرة.",
            "لم يترك أحد سؤالًا فارغًا. بقي سؤال واحد طويلًا، فاختصرناه لاحقًا.",
        ),
        theme="active-citizenship", journal=3,
    ),
    Lesson(
        "go-along-to-the-bank", -50,
        LessonWords(
            "Go along to the bank",
            "A second person at the counter helps more than a second letter.",
            "People with an award could not get an account, and so no money.",
            "One of us went along, with a letter and a phone number to call.",
            "Four of six got an account. Two did not, and we do not know why.",
        ),
        LessonWords(
            "اذهب معهم إلى المصرف",
            "شخص ثانٍ عند الشباك يفيد أكثر من رسالة ثانية.",
            "أشخاص لديهم منحة لم يستطيعوا فتح حساب، فلم يصلهم المال.",
            "ذهب أحدنا معهم، ومعه رسالة ورقم هاتف.",
            "حصل أربعة من ستة على حساب. واثنان لم يحصلا، ولا نعرف السبب.",
        ),
        city="birmingham", theme="employment",
    ),
    Lesson(
        "share-a-kitchen", -20,
        LessonWords(
            "Share a kitchen before you rent one",
            "A kitchen for two days a week shows what you need.",
            "A new bakery wanted a shop of its own at once. The rent ate the grant.",
            "We asked a school to lend its kitchen at weekends.",
            "The bakery baked for three months and then rented a smaller shop.",
        ),
        LessonWords(
            "شارك مطبخًا قبل أن تستأجر واحدًا",
            "مطبخ ليومين في الأسبوع يريك ما تحتاج إليه.",
            "أراد مخبز جديد متجرًا له في الحال. فأكل الإيجار المنحة.",
            "طلبنا من مدرسة أن تعيره مطبخها في نهاية الأسبوع.",
            "خبز المخبز ثلاثة أشهر، ثم استأجر متجرًا أصغر.",
        ),
        city="wolverhampton", story="yousef", project="yousef",
    ),
)  # fmt: skip


def tell(play: Play) -> None:
    """The challenges by name, three journals that follow them, a zoom-in, and the lessons."""
    challenges = {
        key: Challenge.objects.create(
            programme=play.programme, name=english, name_words={"ar": arabic}, position=position
        )
        for position, (key, (english, arabic)) in enumerate(CHALLENGES.items())
    }
    picture = pictures.street("Open doors", colours=(TEAL, LEAF, CLAY))
    stories = StoryPage.objects.filter(locale__language_code="en", slug__in=("amina", "selam"))
    for journal in JOURNALS:
        seen = [Seen(challenges[look.challenge], look.level) for look in journal.looks]
        last = journal is JOURNALS[-1]
        _journal(play, journal, seen, picture if last else None, stories=stories if last else ())
    _journal(
        play, ZOOM_IN, [], None, series=JournalPage.Series.ZOOM_IN,
        city=City.objects.get(slug="birmingham"), theme=Theme.objects.get(slug="employment"),
    )  # fmt: skip
    for lesson in LESSONS:
        _lesson(play, lesson)


def _journal(
    play: Play, journal: Journal, seen: list[Seen], picture: SiteImage | None, **about
) -> None:
    with play.stage.at(journal.came_out):
        publish_journal(
            {
                "en": _words(journal, journal.english, INVENTED, picture, PICTURE),
                "ar": _words(journal, journal.arabic, INVENTED_AR, picture, PICTURE_AR),
            },
            slug=f"{about.get('series', 'journal')}-{journal.number}".replace("_", "-"),
            programme=play.programme,
            number=journal.number,
            period=_period(journal.days),
            seen=seen,
            by=play.users["editor"],
            machine_made=True,
            **about,
        )


def _period(days: int) -> tuple[date, date]:
    last = timezone.localdate() - timedelta(days=10)
    return last - timedelta(days=days - 1), last


def _words(
    journal: Journal,
    words: tuple[str, str, str],
    invented: str,
    picture: SiteImage | None,
    shows: str,
) -> JournalWords:
    title, introduction, html = words
    body: list[dict] = [{"type": "text", "value": html + invented}]
    if picture:
        image = {"image": picture.pk, "alt_text": shows, "decorative": False}
        body.append({"type": "picture", "value": {"image": image, "caption": ""}})
    arabic = words is journal.arabic
    seen = tuple(look.arabic if arabic else look.english for look in journal.looks)
    return JournalWords(title, introduction, body, seen)


def _lesson(play: Play, lesson: Lesson) -> None:
    first = {"locale__language_code": "en"}
    founder = play.users[lesson.project].person if lesson.project else None
    with play.stage.at(lesson.day):
        publish_lesson(
            {"en": lesson.english, "ar": lesson.arabic},
            slug=lesson.slug,
            programme=play.programme,
            by=play.users["editor"],
            city=City.objects.filter(slug=lesson.city).first(),
            themes=tuple(Theme.objects.filter(slug=lesson.theme)),
            story=StoryPage.objects.filter(slug=lesson.story, **first).first(),
            project=ProjectPage.objects.filter(
                award__application__applicant=founder, **first
            ).first(),
            journal=JournalPage.objects.filter(
                number=lesson.journal, series=JournalPage.Series.JOURNAL, **first
            ).first(),
            machine_made=True,
        )
