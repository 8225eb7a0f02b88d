"""What applicants should know about each theme, and people who follow calls. All invented."""

from wagtail.models import Locale

from accounts.models import User
from cms.call_search import Search
from cms.models import ThemeBriefing
from following import actions
from following.models import Follow
from programmes.models import Theme

from .play import Play

WORDS = {
    "housing": (
        "<p>Many families share one room. Rooms are cold and damp, and landlords are hard to "
        "reach.</p><ul><li>Who works on it: the law centre and the city's housing team.</li>"
        "<li>What helps: repair days, and people who go along to the office.</li></ul>",
        "<p>تسكن عائلات كثيرة في غرفة واحدة. الغرف باردة ورطبة، ويصعب الوصول إلى المالكين.</p>"
        "<ul><li>من يعمل على ذلك: مركز القانون وفريق السكن في المدينة.</li>"
        "<li>ما ينفع: أيام الإصلاح، ومن يرافق الناس إلى المكتب.</li></ul>",
    ),
    "healthcare": (
        "<p>People wait too long because letters are hard to read and forms are long.</p>"
        "<ul><li>Who works on it: clinics and volunteers who interpret.</li>"
        "<li>What helps: reading letters together, and a first visit with a friend.</li></ul>",
        "<p>ينتظر الناس طويلًا لأن الرسائل صعبة القراءة والاستمارات طويلة.</p>"
        "<ul><li>من يعمل على ذلك: العيادات ومتطوعون يترجمون.</li>"
        "<li>ما ينفع: قراءة الرسائل معًا، وزيارة أولى مع صديق.</li></ul>",
    ),
    "employment": (
        "<p>People have skills, but no papers for them here. First jobs pay little.</p>"
        "<ul><li>Who works on it: the works in Digbeth and the job centre.</li>"
        "<li>What helps: short courses, and a first customer.</li></ul>",
        "<p>لدى الناس مهارات لكن لا شهادات لها هنا. والأعمال الأولى أجرها قليل.</p>"
        "<ul><li>من يعمل على ذلك: ورش ديغبث ومركز العمل.</li>"
        "<li>ما ينفع: دورات قصيرة، وزبون أول.</li></ul>",
    ),
    "active-citizenship": (
        "<p>Newcomers are talked about more than they are asked.</p>"
        "<ul><li>Who works on it: the newsroom and neighbours' groups.</li>"
        "<li>What helps: small meetings with food, in more than one language.</li></ul>",
        "<p>يتحدث الناس عن القادمين الجدد أكثر مما يسألونهم.</p>"
        "<ul><li>من يعمل على ذلك: غرفة الأخبار ومجموعات الجيران.</li>"
        "<li>ما ينفع: لقاءات صغيرة مع طعام، بأكثر من لغة.</li></ul>",
    ),
}


def write() -> None:
    """Each theme's briefing in English and Arabic, joined as translations."""
    english, arabic = (Locale.objects.get(language_code=code) for code in ("en", "ar"))
    for slug, (in_english, in_arabic) in WORDS.items():
        theme = Theme.objects.get(slug=slug)
        briefing = ThemeBriefing.objects.create(theme=theme, body=in_english, locale=english)
        translated = briefing.copy_for_translation(arabic)
        translated.body = in_arabic
        translated.save()


def follow(play: Play) -> None:
    """One person follows a call and every event, one every call in Birmingham. A third has not
    answered."""
    search = f"calls:{Search(city='birmingham').key}"
    with play.stage.at(-1, 16):
        _ask("call:warm-homes", "nadia", "ar")
        _ask("events:", "nadia", "ar")
        _ask(search, "tomasz", "en")
        _ask("call:open-doors", "grace", "en")
    for follow in Follow.objects.exclude(topic="call:open-doors"):
        actions.confirm(follow.token, by=User.objects.system())


def _ask(topic: str, name: str, language: str) -> None:
    email = f"{name}@post.demo.seedbed.example"
    actions.follow(topic, email=email, language=language, by=User.objects.system())
