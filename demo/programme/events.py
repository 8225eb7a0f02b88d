"""Events to come, full, cancelled and over, and people who want a place. All invented."""

from dataclasses import dataclass
from datetime import timedelta

from cms.actions import EventWords, publish_event_page
from events import actions
from events.models import Event
from programmes.models import Theme

from .play import Play


@dataclass(frozen=True)
class Plan:
    """`day` counts from today; the rest as in Event."""

    code: str
    day: int
    hour: int
    hours: int
    city: str
    theme: str
    words: dict[str, EventWords]
    facts: dict


def _words(title: str, introduction: str, html: str) -> EventWords:
    return EventWords(title, introduction, [{"type": "text", "value": html}])


PLANS = (
    Plan(
        "open-evening", 9, 18, 2, "birmingham", "employment",
        {
            "en": _words(
                "Open evening: ask about the call",
                "Meet people who got a grant. Ask anything. There is soup.",
                "<h2>The evening</h2><p>Two founders tell how they began. Then we sit at small "
                "tables, and you ask what you want to know.</p>",
            ),
            "ar": _words(
                "أمسية مفتوحة: اسأل عن الدعوة",
                "قابل أناسًا حصلوا على منحة. اسأل عن أي شيء. يوجد حساء.",
                "<h2>الأمسية</h2><p>يحكي اثنان كيف بدآ. ثم نجلس حول طاولات صغيرة "
                "وتسأل عما تريد.</p>",
            ),
        },
        {
            "name_words": {"ar": "أمسية مفتوحة: اسأل عن الدعوة"},
            "place": "Tram Shed, ground floor, 4 Lantern Row",
            "place_words": {"ar": "مبنى الترام، الطابق الأرضي، 4 لانترن رو"},
            "languages": ["en", "ar"], "capacity": 30,
            "step_free": True, "hearing_loop": True, "childcare": True,
        },
    ),
    Plan(
        "budget-clinic", 5, 13, 1, "coventry", "housing",
        {
            "en": _words(
                "Budget clinic, online",
                "Bring your numbers. We look at them together, one by one.",
                "<h2>What to bring</h2><p>A list of what you want to buy, with prices.</p>",
            ),
            "ar": _words(
                "عيادة الميزانية عبر الإنترنت",
                "أحضر أرقامك وننظر فيها معًا، واحدًا بعد الآخر.",
                "<h2>ماذا تحضر</h2><p>قائمة بما تريد شراءه، مع الأسعار.</p>",
            ),
        },
        {
            "name_words": {"ar": "عيادة الميزانية عبر الإنترنت"},
            "link": "https://meet.demo.seedbed.example/budget",
            "languages": ["en", "ar"], "capacity": 2,
        },
    ),
    Plan(
        "garden-walk", 14, 10, 3, "birmingham", "healthcare",
        {
            "en": _words(
                "A walk to three gardens",
                "See what grows on roofs and in yards.",
                "<h2>The way</h2><p>Three miles, with stops. A short way is possible too.</p>",
            ),
            "ar": _words(
                "مشي إلى ثلاث حدائق",
                "انظر ماذا ينمو على الأسطح وفي الساحات.",
                "<h2>الطريق</h2><p>ثلاثة أميال مع استراحات. ويوجد طريق أقصر.</p>",
            ),
        },
        {
            "name_words": {"ar": "مشي إلى ثلاث حدائق"},
            "place": "The canal bridge at Lantern Row",
            "place_words": {"ar": "جسر القناة عند لانترن رو"},
            "languages": ["en"],
        },
    ),
    Plan(
        "first-meeting", -20, 17, 2, "birmingham", "active-citizenship",
        {
            "en": _words(
                "Neighbours' table",
                "We ate, and talked about what our streets need.",
                "<h2>What we heard</h2><p>More light, more benches, and one place to ask.</p>",
            ),
            "ar": _words(
                "مائدة الجيران",
                "أكلنا وتحدثنا عما تحتاجه شوارعنا.",
                "<h2>ماذا سمعنا</h2><p>ضوء أكثر، ومقاعد أكثر، ومكان واحد للسؤال.</p>",
            ),
        },
        {
            "name_words": {"ar": "مائدة الجيران"},
            "place": "Tram Shed, ground floor, 4 Lantern Row",
            "place_words": {"ar": "مبنى الترام، الطابق الأرضي، 4 لانترن رو"},
            "languages": ["en", "ar"], "capacity": 40, "cost": "Bring something to eat",
            "cost_words": {"ar": "أحضر شيئًا للأكل"}, "step_free": True, "quiet_room": True,
        },
    ),
)  # fmt: skip


def plan(play: Play) -> None:
    """Four events: one with places, one full, one cancelled, one over."""
    with play.stage.at(-40):
        made = {each.code: _plan(play, each) for each in PLANS}
        _ask(play, made["first-meeting"], "grace", "en", guests=1)
    with play.stage.at(-2, 11):
        _ask(play, made["open-evening"], "nadia", "ar", interpreter="العربية")
        _ask(play, made["open-evening"], "grace", "en", needs="A chair near the door")
        _ask(play, made["budget-clinic"], "tomasz", "en", guests=1)
        _ask(play, made["budget-clinic"], "nadia", "ar")
        actions.call_off(made["garden-walk"], by=play.users["editor"])


def _plan(play: Play, each: Plan) -> Event:
    starts = play.stage.moment(each.day, each.hour)
    event = Event(
        code=each.code,
        programme=play.programme,
        name=each.words["en"].title,
        starts_at=starts,
        ends_at=starts + timedelta(hours=each.hours),
        city=play.programme.cities.filter(slug=each.city).first(),
        theme=Theme.objects.filter(slug=each.theme).first(),
        **each.facts,
    )
    actions.keep(event, by=play.users["editor"])
    publish_event_page(event, each.words, by=play.users["editor"], machine_made=True)
    return event


def _ask(play: Play, event: Event, name: str, language: str, **told) -> None:
    """Somebody asks for a place, and says yes by e-mail."""
    email = f"{name}@post.demo.seedbed.example"
    actions.register(
        event,
        name=name.title(),
        email=email,
        language=language,
        wait=True,
        by=play.users["admin"],
        **told,
    )
    asked = event.registrations.get(email=email)
    actions.confirm(asked.token, by=play.users["admin"])
