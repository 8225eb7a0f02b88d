"""The demo with too much in it: long titles, a word without end, twelve cities, a hundred files."""

from applications.calls.models import Call
from cms.models import CallPage, EventPage, NewsPage, ProjectPage, ResourcePage, StoryPage
from events.models import Event
from programmes.models import City, Programme
from resources.models import Copy, Resource, Version

LONGEST_WORD = "Rindfleischetikettierungsueberwachungsau"
WORDS = f"Everything that an editor wrote on a Friday afternoon about {LONGEST_WORD} and its cities"
PAGES = {
    CallPage: "open-doors",
    StoryPage: "amina",
    ProjectPage: "amina",
    NewsPage: "first-grants",
    EventPage: "open-evening",
    ResourcePage: "how-to-apply",
}
MANY = 12
ADDRESSES = (
    "/", "/calls/", "/calls/open-doors/", "/calls/open-doors/follow/", "/apply/open-doors/",
    "/apply/open-doors/check/", "/stories/", "/stories/amina/", "/projects/", "/projects/amina/",
    "/news/", "/news/first-grants/", "/events/", "/events/open-evening/",
    "/events/open-evening/register/", "/resources/", "/resources/how-to-apply/",
    "/resources/how-to-apply/?before=9",
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
    fill_resource(Resource.objects.get(code="how-to-apply"))


def fill_resource(resource: Resource) -> None:
    """Every language of it in ten versions, each with the longest title."""
    newest = resource.versions.latest("number")
    copies = {each.language: each for each in Copy.objects.filter(version__resource=resource)}
    for number in range(newest.number + 1, newest.number + 11):
        version = Version.objects.create(
            resource=resource, number=number, what_changed=f"{WORDS}. {WORDS}.",
            published_at=newest.published_at,
        )  # fmt: skip
        for each in copies.values():
            each.pk, each.version, each.title = None, version, WORDS
        Copy.objects.bulk_create(copies.values())
