"""The demo with too much in it: long titles, a word without end, twelve cities."""

from applications.calls.models import Call
from cms.models import CallPage, EventPage, NewsPage, ProjectPage, StoryPage
from events.models import Event
from programmes.models import City, Programme

LONGEST_WORD = "Rindfleischetikettierungsueberwachungsau"
WORDS = f"Everything that an editor wrote on a Friday afternoon about {LONGEST_WORD} and its cities"
PAGES = {
    CallPage: "open-doors",
    StoryPage: "amina",
    ProjectPage: "amina",
    NewsPage: "first-grants",
    EventPage: "open-evening",
}
MANY = 12
ADDRESSES = (
    "/", "/calls/", "/calls/open-doors/", "/calls/open-doors/follow/", "/apply/open-doors/",
    "/apply/open-doors/check/", "/stories/", "/stories/amina/", "/projects/", "/projects/amina/",
    "/news/", "/news/first-grants/", "/events/", "/events/open-evening/",
    "/events/open-evening/register/",
)  # fmt: skip
"""Where the long titles are seen."""


def fill() -> None:
    for model, slug in PAGES.items():
        page = model.objects.filter(slug=slug)
        page.update(title=WORDS, introduction=f"{WORDS}. {WORDS}.")
    NewsPage.objects.update(image=None)
    Call.objects.filter(code="open-doors").update(title=WORDS, title_words={})
    Event.objects.filter(code="open-evening").update(
        name=WORDS, name_words={}, place=WORDS, place_words={}
    )
    call = Call.objects.get(code="open-doors")
    programme = Programme.objects.get(pk=call.programme_id)
    for number in range(MANY - programme.cities.count()):
        city = City.objects.create(slug=f"c{number}", name=f"Llan{LONGEST_WORD}{number}")
        programme.cities.add(city)
    call.cities.set(programme.cities.all())
