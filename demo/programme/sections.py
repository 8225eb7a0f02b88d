"""What the demo programme has, will do and needs, for each of the five foundations."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from cms.actions import SectionWords, publish_section, respond_to_need
from cms.models import Foundation, Statement
from mentoring.outcomes.models import Indicator

from .play import Play

KINDS = Statement.Kind


@dataclass(frozen=True)
class Line:
    """One statement in English and Arabic. Days count from today."""

    kind: Statement.Kind
    english: str
    arabic: str
    indicator: str = ""
    due: int | None = None
    done: int | None = None
    inbox: str = ""


@dataclass(frozen=True)
class Section:
    foundation: Foundation
    english: SectionWords
    arabic: SectionWords
    lines: tuple[Line, ...] = field(default=())


SECTIONS = (
    Section(
        Foundation.JOBS,
        SectionWords("Jobs", "Work that fits, with people who open the first door."),
        SectionWords("العمل", "عمل مناسب، وأناس يفتحون الباب الأول."),
        (
            Line(KINDS.HAVE, "A table with coffee for job talks, each Tuesday in every city.",
                 "طاولة وقهوة للحديث عن العمل، كل ثلاثاء في كل مدينة."),
            Line(KINDS.WILL, "Visit ten workplaces with people who look for a first job.",
                 "زيارة عشرة أماكن عمل مع من يبحث عن عمله الأول.", due=75),
            Line(KINDS.NEED, "We need shops and workshops that take someone for a trial week.",
                 "نحتاج إلى متاجر وورش تستقبل شخصًا لأسبوع تجربة.", inbox="Jobs desk"),
        ),
    ),
    Section(
        Foundation.SKILLS,
        SectionWords("Skills", "Learn what you need to start, in a group and at your pace."),
        SectionWords("المهارات", "تعلّم ما تحتاجه لتبدأ، مع مجموعة وعلى مهلك."),
        (
            Line(KINDS.HAVE, "{number} people completed our course.",
                 "{number} أشخاص أكملوا دورتنا.", indicator="people_trained"),
            Line(KINDS.WILL, "Put the whole course on paper for people without a computer.",
                 "طباعة الدورة كلها لمن ليس لديه حاسوب.", due=-12),
            Line(KINDS.NEED, "We need trainers who speak Tigrinya or Somali.",
                 "نحتاج إلى مدربين يتكلمون التغرينية أو الصومالية.", inbox="Training team"),
        ),
    ),
    Section(
        Foundation.VOICES,
        SectionWords("Citizens and voices", "People who live here decide with us what is next."),
        SectionWords("المواطنون وأصواتهم", "سكان المدينة يقررون معنا ما الخطوة التالية."),
        (
            Line(KINDS.HAVE, "Judges who came to the city as newcomers themselves.",
                 "محكّمون جاؤوا هم أيضًا إلى المدينة قادمين جددًا."),
            Line(KINDS.WILL, "Show how each idea from the city evenings was used.",
                 "نبيّن كيف استفدنا من كل فكرة في أمسيات المدينة.", due=-60, done=-48),
            Line(KINDS.NEED, "We need rooms with a ramp for our city evenings.",
                 "نحتاج إلى قاعات فيها منحدر لأمسيات المدينة.", inbox="Programme team",
                 done=-20),
        ),
    ),
    Section(
        Foundation.STARTUPS,
        SectionWords("Start-ups and ideas", "From a first idea to a shop that is open."),
        SectionWords("المشاريع والأفكار", "من الفكرة الأولى إلى متجر مفتوح."),
        (
            Line(KINDS.HAVE, "{number} projects with a grant.", "{number} مشاريع حصلت على منحة.",
                 indicator="awards"),
            Line(KINDS.WILL, "Answer each question about a grant within three days.",
                 "الإجابة عن كل سؤال عن المنح خلال ثلاثة أيام.", due=-30, done=-32),
            Line(KINDS.NEED, "We need mentors who have run a kitchen or a small workshop.",
                 "نحتاج إلى مرشدين أداروا مطبخًا أو ورشة صغيرة.", inbox="Mentoring team"),
        ),
    ),
    Section(
        Foundation.FUTURES,
        SectionWords("Futures", "What stays when the programme has ended."),
        SectionWords("المستقبل", "ما الذي يبقى بعد نهاية البرنامج."),
        (
            Line(KINDS.WILL, "Hand the course and its papers to every city that asks.",
                 "تسليم الدورة وموادها لكل مدينة تطلبها.", due=220),
            Line(KINDS.NEED, "We need a home for our tool library after the programme.",
                 "نحتاج إلى مكان لمكتبة الأدوات بعد انتهاء البرنامج.", inbox="Programme team"),
        ),
    ),
)  # fmt: skip
INBOXES = {
    "Jobs desk": "مكتب الوظائف",
    "Training team": "فريق التدريب",
    "Programme team": "فريق البرنامج",
    "Mentoring team": "فريق الإرشاد",
}
"""Who reads the answers to a need, in Arabic."""
COUNTED = {"people_trained": ("People trained", "people"), "awards": ("Grants", "projects")}
"""Counted from the records; an indicator only gives a statement something to point to."""


def build(play: Play) -> None:
    """The pages, their statements, and two people who answered a need."""
    with play.stage.at(-120):
        for section in SECTIONS:
            publish_section(
                play.programme,
                section.foundation,
                {"en": section.english, "ar": section.arabic},
                by=play.users["editor"],
                machine_made=True,
            )
    today = timezone.localdate()
    for section in SECTIONS:
        for position, line in enumerate(section.lines):
            Statement.objects.create(
                programme=play.programme,
                foundation=section.foundation,
                kind=line.kind,
                text=line.english,
                text_words={"ar": line.arabic},
                indicator=_indicator(play, line.indicator),
                due_on=None if line.due is None else today + timedelta(days=line.due),
                done_on=None if line.done is None else today + timedelta(days=line.done),
                inbox_name=line.inbox,
                inbox_name_words={"ar": INBOXES[line.inbox]} if line.inbox else {},
                inbox_email="needs@demo.seedbed.example" if line.inbox else "",
                position=position,
            )
    _answers(play)


def _indicator(play: Play, code: str) -> Indicator | None:
    if not code:
        return None
    name, unit = COUNTED[code]
    made, _new = Indicator.objects.get_or_create(
        programme=play.programme, code=code, defaults={"name": name, "unit": unit}
    )
    return made


def _answers(play: Play) -> None:
    needs = {each.inbox_name: each for each in Statement.objects.needs().filter(done_on=None)}
    for day, inbox, name, email, words in (
        (-6, "Jobs desk", "Marta Okoye", "marta@bakery.example",
         "We bake bread in the old station and can take one person for a week in May."),
        (-2, "Mentoring team", "Idris Falk", "idris@workshop.example",
         "I ran a joinery for eleven years. I have two evenings a month."),
    ):  # fmt: skip
        with play.stage.at(day, 11):
            respond_to_need(
                needs[inbox],
                name=name,
                email=email,
                language="en",
                message=words,
                by=play.users["admin"],
            )
