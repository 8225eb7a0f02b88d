"""Guides, a form and a report, in up to ten languages. All of it is invented for this demo.

The words of other languages are made by a machine.
"""

from dataclasses import dataclass, field

from django.utils import timezone

from cms.actions import ResourceWords, publish_resource_page
from programmes.models import City, Theme
from resources import actions
from resources.models import Copy, Resource, Version

from . import papers
from .play import Play

Kind, Audience = Resource.Kind, Resource.Audience


@dataclass(frozen=True)
class Words:
    """One language of a resource. Its lines become a PDF, with tags or without, a text, or both."""

    title: str
    lines: tuple[str, ...]
    pdf: bool = True
    tagged: bool = True
    text: bool = True


@dataclass(frozen=True)
class Issue:
    """A version, published on a day that counts from today."""

    day: int
    words: dict[str, Words]
    changed: str = ""
    changed_words: dict[str, str] = field(default_factory=dict)


STEPS = {
    "en": Words(
        "How to apply, step by step",
        ("1. Read the call.", "2. Answer the short questions.", "3. Write your idea.",
         "4. Send it in before the last day."),
    ),
    "ar": Words(
        "كيف تقدّم طلبًا، خطوة بخطوة",
        ("1. اقرأ الدعوة.", "2. أجب عن الأسئلة القصيرة.", "3. اكتب فكرتك.",
         "4. أرسلها قبل اليوم الأخير."),
        pdf=False,
    ),
    "fr": Words(
        "Demander une subvention, pas à pas",
        ("1. Lisez l’appel à projets.", "2. Répondez aux questions courtes.",
         "3. Écrivez votre idée.", "4. Envoyez-la avant le dernier jour."),
    ),
    "uk": Words(
        "Як подати заявку, крок за кроком",
        ("1. Прочитайте оголошення.", "2. Дайте відповідь на короткі запитання.",
         "3. Напишіть свою ідею.", "4. Надішліть її до останнього дня."),
        pdf=False,
    ),
    "pl": Words(
        "Jak złożyć wniosek, krok po kroku",
        ("1. Przeczytaj ogłoszenie.", "2. Odpowiedz na krótkie pytania.",
         "3. Napisz swój pomysł.", "4. Wyślij go przed ostatnim dniem."),
        pdf=False,
    ),
    "fa": Words(
        "چگونه درخواست بدهید، گام به گام",
        ("۱. فراخوان را بخوانید.", "۲. به پرسش‌های کوتاه پاسخ دهید.", "۳. ایدهٔ خود را بنویسید.",
         "۴. پیش از روز آخر بفرستید."),
        pdf=False,
    ),
    "ps": Words(
        "څنګه غوښتنه وکړئ، ګام په ګام",
        ("۱. بلنه ولولئ.", "۲. لنډو پوښتنو ته ځواب ورکړئ.", "۳. خپله نظریه ولیکئ.",
         "۴. له وروستۍ ورځې مخکې یې ولېږئ."),
        pdf=False,
    ),
    "ur": Words(
        "درخواست کیسے دیں، قدم بہ قدم",
        ("1. اعلان پڑھیں۔", "2. مختصر سوالوں کے جواب دیں۔", "3. اپنا خیال لکھیں۔",
         "4. آخری دن سے پہلے بھیج دیں۔"),
        pdf=False,
    ),
    "ro": Words(
        "Cum depui o cerere, pas cu pas",
        ("1. Citește apelul.", "2. Răspunde la întrebările scurte.", "3. Scrie ideea ta.",
         "4. Trimite-o înainte de ultima zi."),
        pdf=False,
    ),
    "so": Words(
        "Sida loo codsado, tallaabo tallaabo",
        ("1. Akhri baaqa.", "2. Ka jawaab su'aalaha gaaban.", "3. Qor fikraddaada.",
         "4. Dir ka hor maalinta ugu dambaysa."),
    ),
}  # fmt: skip
FIRST_STEPS = {
    code: Words(STEPS[code].title, STEPS[code].lines[:3], pdf=STEPS[code].pdf)
    for code in ("en", "ar", "ro")
}
BUDGET = {
    "en": Words(
        "Budget form",
        ("What do you need? How much is it? Who told you the price?",),
        tagged=False,
    ),
    "ar": Words(
        "نموذج الميزانية", ("ماذا تحتاج؟ كم ثمنه؟ ومن قال لك السعر؟",), pdf=False
    ),
}  # fmt: skip
MENTORING = {
    "en": Words(
        "The first meeting with your mentor",
        ("Say what you want to reach.", "Agree on three steps.", "Choose the next day."),
    ),
    "so": Words(
        "Kulanka ugu horreeya ee lataliyahaaga",
        ("Sheeg waxaad rabto.", "Ku heshiiya saddex tallaabo.", "Dooro maalinta xigta."),
    ),
}
REPORT = {
    "en": Words(
        "What we learned in the first year",
        ("Eight people took the course. Six finished it. Four got a grant.",),
        tagged=False,
        text=False,
    ),
}

FETCHED = {-55: 4, -21: 7, -15: 3, -6: 9, -1: 5}
"""How often each file was opened, by days that count from today."""

PAGES = {
    "how-to-apply": {
        "en": ResourceWords(
            "How to apply, step by step",
            "One page that shows the four steps. Read it alone or with a friend.",
        ),
        "ar": ResourceWords(
            "كيف تقدّم طلبًا، خطوة بخطوة",
            "صفحة واحدة تشرح الخطوات الأربع. اقرأها وحدك أو مع صديق.",
        ),
    },
    "budget-form": {
        "en": ResourceWords("Budget form", "A form for what you want to buy, with its prices."),
        "ar": ResourceWords("نموذج الميزانية", "نموذج لما تريد أن تشتريه، مع الأسعار."),
    },
    "first-meeting": {
        "en": ResourceWords(
            "The first meeting with your mentor", "What to talk about, so that you both know."
        ),
        "ar": ResourceWords("اللقاء الأول مع مرشدك", "عمّ تتحدثان، حتى يعرف كل منكما."),
    },
    "first-year": {
        "en": ResourceWords("What we learned in the first year", "A short report for funders."),
        "ar": ResourceWords("ماذا تعلّمنا في السنة الأولى", "تقرير قصير للممولين."),
    },
}  # fmt: skip


def offer(play: Play) -> None:
    guide = _make(play, "how-to-apply", Kind.GUIDE, Audience.APPLICANTS)
    _issue(play, guide, Issue(-200, FIRST_STEPS))
    newer = {code: each for code, each in STEPS.items() if code != "ro"}
    _issue(
        play,
        guide,
        Issue(-20, newer, "A fourth step: the last day.", {"ar": "خطوة رابعة: اليوم الأخير."}),
    )
    coventry, homes = City.objects.get(slug="coventry"), Theme.objects.get(slug="housing")
    _issue(play, _make(play, "budget-form", Kind.FORM, Audience.EVERYBODY), Issue(-60, BUDGET))
    meeting = _make(play, "first-meeting", Kind.GUIDE, Audience.MENTORS, theme=homes)
    _issue(play, meeting, Issue(-30, MENTORING))
    report = _make(play, "first-year", Kind.REPORT, Audience.FUNDERS, city=coventry)
    _issue(play, report, Issue(-12, REPORT))
    _fetch(play)


def _make(play: Play, code: str, kind: Kind, audience: Audience, **about) -> Resource:
    name = PAGES[code]["en"].title
    resource = Resource(
        code=code, name=name, kind=kind, audience=audience, programme=play.programme, **about
    )
    with play.stage.at(-201):
        return actions.keep(resource, by=play.users["editor"])


def _issue(play: Play, resource: Resource, issue: Issue) -> None:
    """Fill a version and publish it; with the first one comes the page."""
    by = play.users["editor"]
    with play.stage.at(issue.day):
        version = actions.begin_version(resource, by=by)
        for language, words in issue.words.items():
            _put(play, version, language, words)
        actions.publish_version(
            version, what_changed=issue.changed, what_changed_words=issue.changed_words, by=by
        )
        if version.number == 1:
            publish_resource_page(resource, PAGES[resource.code], by=by, machine_made=True)


def _put(play: Play, version: Version, language: str, words: Words) -> None:
    lines = list(words.lines)
    pdf = papers.guide(words.title, lines, language=language, tagged=words.tagged)
    text = "".join(f"<p>{line}</p>" for line in lines)
    actions.put_copy(
        version,
        language=language,
        title=words.title,
        upload=pdf if words.pdf else None,
        text=text if words.text or not words.pdf else "",
        by=play.users["editor"],
    )


def _fetch(play: Play) -> None:
    """People open the files that are there; the English ones more often."""
    for day, times in FETCHED.items():
        with play.stage.at(day):
            there = Copy.objects.exclude(file="").filter(version__published_at__lt=timezone.now())
            for copy in there:
                for _each in range(times if copy.language == "en" else times // 3):
                    actions.count_download(copy)
            actions.fold_downloads()
