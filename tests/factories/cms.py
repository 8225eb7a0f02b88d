"""A public site, and calls and stories on it, made by the same actions as the real ones."""

from datetime import timedelta
from io import BytesIO

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image
from wagtail.models import Locale

from accounts.models import User
from cms import actions
from cms.actions import Appearance, CallWords, StoryWords
from cms.models import CallPage, Consent, HomePage, SiteImage, StoryPage, ThemeBriefing
from programmes.models import Theme

from .calls import CallFactory
from .programmes import ProgrammeFactory, ThemeFactory

ENGLISH_CALL = CallWords(
    title="Autumn call",
    introduction="For people who start something good.",
    who_can_apply="<p>You are 18 or older.</p>",
    what_it_pays="<p>Tools and rent.</p>",
)
ARABIC_CALL = CallWords(
    title="دعوة الخريف",
    introduction="لمن يبدأ شيئًا نافعًا.",
    who_can_apply="<p>عمرك 18 سنة أو أكثر.</p>",
    what_it_pays="<p>أدوات وإيجار.</p>",
)
TEXT = [{"type": "text", "value": "<h2>How it began</h2><p>With an oven.</p>"}]
ENGLISH_STORY = StoryWords("The oven", "She bakes with neighbours.", TEXT, "An oven", "Warm Bread")
ARABIC_STORY = StoryWords("الفرن", "تخبز مع الجيران.", TEXT, "فرن", "خبز دافئ")


def make_site(**programme) -> HomePage:
    return actions.build_site(ProgrammeFactory(**programme), by=User.objects.system())


def make_call_page(home: HomePage, *, languages: str = "en ar", **call) -> CallPage:
    words = {"en": ENGLISH_CALL, "ar": ARABIC_CALL}
    return actions.publish_call_page(
        CallFactory(programme=home.programme, **call),
        {code: words[code] for code in languages.split()},
        by=User.objects.system(),
    )


def make_consent(**facts) -> Consent:
    given = {
        "name": "Amina Example",
        "email": "amina@example.org",
        "uses": ["web"],
        "shown_as": "pseudonym",
        "shown_name": "Rosa",
        "given_how": "Signed form",
        "until": timezone.localdate() + timedelta(days=365),
    }
    return actions.give_consent(by=User.objects.system(), **given | facts)


def make_briefing(
    theme: Theme | None = None, body: str = "<p>Homes are cold.</p>"
) -> ThemeBriefing:
    """In the site's first language."""
    locale, _made = Locale.objects.get_or_create(language_code="en")
    return ThemeBriefing.objects.create(theme=theme or ThemeFactory(), body=body, locale=locale)


def make_story(
    *,
    slug: str = "oven",
    languages: str = "en ar",
    consent: Consent | None = None,
    people: tuple[Appearance, ...] = (),
    **facts,
) -> StoryPage:
    """A published story of `people`, or of the one person who gave `consent`."""
    words = {"en": ENGLISH_STORY, "ar": ARABIC_STORY}
    return actions.publish_story(
        {code: words[code] for code in languages.split()},
        slug=slug,
        people=people or (Appearance(consent or make_consent()),),
        by=User.objects.system(),
        **facts,
    )


def make_image(title: str = "Oven", *consents: Consent, **facts) -> SiteImage:
    """A picture of nobody, or of the people who gave `consents`."""
    picture = BytesIO()
    Image.new("RGB", (1200, 800), "orange").save(picture, "JPEG")
    file = ContentFile(picture.getvalue(), f"{title}.jpg")
    shows = SiteImage.Shows.PEOPLE if consents else SiteImage.Shows.NOBODY
    facts = {"shows": shows, "title": title, "file": file, "width": 1200, "height": 800} | facts
    image = SiteImage.objects.create(**facts)
    image.consents.set(consents)
    return image
