"""News, and a page for each partner and funder. All of it is invented for this demo."""

from typing import Any

from django.utils.text import slugify

from accounts.models import Organisation
from applications.calls.models import Call
from cms.actions import NewsWords, PartnerWords, publish_news, publish_partner
from cms.models import StoryPage
from programmes.models import City, Theme

from . import facts, pictures
from .elsewhere import elsewhere
from .pictures import CLAY, LEAF, TEAL
from .play import Play

INVENTED = "<p><em>This news is invented. It was made for this demo.</em></p>"
INVENTED_AR = "<p><em>هذا الخبر خيالي. كُتب لهذا العرض التجريبي.</em></p>"
PICTURE, PICTURE_AR = "A drawing of three houses on a dotted road", "رسم لثلاثة بيوت على طريق منقّط"
LED_BY = "Coventry city team (demo)"


def _text(html: str) -> list[dict]:
    return [{"type": "text", "value": html}]


NEWS = {
    "first-grants": {
        "en": NewsWords(
            "The first four grants are out",
            "Four projects in Coventry got their money and can start.",
            _text(
                "<p>Eight people took the course. Six finished it, and the panel chose four "
                "projects. Each has a mentor for a year.</p>" + INVENTED
            ),
            PICTURE,
        ),
        "ar": NewsWords(
            "خرجت أول أربع منح",
            "أربعة مشاريع في كوفنتري حصلت على المال ويمكنها أن تبدأ.",
            _text(
                "<p>شارك ثمانية أشخاص في الدورة، وأنهاها ستة، واختارت اللجنة أربعة مشاريع. "
                "لكل مشروع مرشد لمدة سنة.</p>" + INVENTED_AR
            ),
            PICTURE_AR,
        ),
    },
    "oven-ordered": {
        "en": NewsWords(
            "A bakery looks for two trainees",
            "Date Palm Bakery opens soon, and two young people can learn there.",
            _text("<p>Ask at the welcome desk on Tuesdays.</p>" + INVENTED),
        ),
        "ar": NewsWords(
            "مخبز يبحث عن متدرّبَين",
            "يفتح مخبز النخلة قريبًا، ويمكن لشابّين أن يتعلما فيه.",
            _text("<p>اسأل في مكتب الاستقبال يوم الثلاثاء.</p>" + INVENTED_AR),
        ),
    },
    "open-doors-is-open": {
        "en": NewsWords(
            "A new call is open",
            "You can ask for up to €5,000, a course and a mentor.",
            _text("<p>All questions are on the page of the call. Read them first.</p>" + INVENTED),
        ),
        "ar": NewsWords(
            "فُتحت دعوة جديدة",
            "يمكنك أن تطلب حتى 5,000 يورو ودورة ومرشدًا.",
            _text("<p>كل الأسئلة في صفحة الدعوة. اقرأها أولًا.</p>" + INVENTED_AR),
        ),
    },
}


def announce(play: Play) -> None:
    _partners(play)
    _tell(
        play,
        "first-grants",
        -40,
        city=City.objects.get(slug="coventry"),
        image=pictures.street("First grants", colours=(LEAF, CLAY, TEAL)),
        call=Call.objects.get(code="first-steps"),
    )
    _tell(
        play,
        "oven-ordered",
        -7,
        themes=tuple(Theme.objects.filter(slug="employment")),
        story=StoryPage.objects.get(slug="yousef", locale__language_code="en"),
    )
    _tell(play, "open-doors-is-open", -2, call=Call.objects.get(code="open-doors"))


def _tell(play: Play, slug: str, day: int, **about: Any) -> None:
    with play.stage.at(day):
        publish_news(
            NEWS[slug],
            slug=slug,
            organisation=Organisation.objects.get(name=LED_BY),
            programme=play.programme,
            by=play.users["editor"],
            machine_made=True,
            **about,
        )


def _partners(play: Play) -> None:
    parts = [(name, part) for name, _kind, part in facts.PARTNERS]
    parts.append((facts.FUNDER, "Paid for the model of this demo"))
    with play.stage.at(-300):
        for name, part in parts:
            words = {"en": part, "ar": elsewhere(part)["ar"]}
            publish_partner(
                Organisation.objects.get(name=name),
                {code: PartnerWords(name, f"{each}.") for code, each in words.items()},
                slug=slugify(name.removesuffix(" (demo)"))[:50],
                by=play.users["editor"],
                machine_made=True,
            )
