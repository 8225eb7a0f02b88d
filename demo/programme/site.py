"""The public site: its standing pages, a page for each call, and stories with consent."""

from datetime import timedelta

from django.utils import timezone

from applications.calls.models import Call
from cms.actions import Appearance, build_site, give_consent, publish_call_page, publish_story
from cms.models import Consent
from programmes.models import Theme

from . import briefings, events, pictures, sections
from .cast import FIRST, SECOND, Project
from .grants import award_of
from .ground import course_of
from .pictures import CLAY, LEAF, TEAL
from .play import Play
from .stories import CALLS, STORIES

TOLD = {
    "amina": (-35, (TEAL, CLAY, LEAF)),
    "selam": (-28, (LEAF, TEAL, CLAY)),
    "yousef": (-8, (CLAY, LEAF, TEAL)),
}
USES = {"amina": [Consent.Use.WEB, Consent.Use.SOCIAL, Consent.Use.PRINT]}
SHORTER = {"selam": 70}
"""Days that a consent lasts, where not two years: this one ends soon."""


def build(play: Play) -> None:
    with play.stage.at(-325):
        build_site(play.programme, by=play.users["admin"])
        briefings.write()
    for call in Call.objects.filter(programme=play.programme).order_by("published_at"):
        day = (timezone.localdate(call.published_at) - timezone.localdate()).days
        with play.stage.at(day, 15):
            publish_call_page(call, CALLS[call.code], by=play.users["editor"], machine_made=True)
    for project in (*FIRST, *SECOND):
        if project.key in TOLD:
            _tell(play, project, *TOLD[project.key])
    briefings.follow(play)
    sections.build(play)
    events.plan(play)


def _tell(play: Play, project: Project, day: int, colours: tuple[str, str, str]) -> None:
    """Consent first, for two years, under the person's first name; then the story."""
    with play.stage.at(day):
        consent = give_consent(
            by=play.users["editor"],
            person=play.users[project.key].person,
            name=project.person,
            email=play.users[project.key].email,
            language=project.language,
            uses=USES.get(project.key, [Consent.Use.WEB]),
            shown_as=Consent.ShownAs.NAME,
            shown_name=project.person.split()[0],
            given_on=timezone.localdate(),
            given_how="Signed form at a visit",
            until=timezone.localdate() + timedelta(days=SHORTER.get(project.key, 730)),
        )
        publish_story(
            STORIES[project.key],
            slug=project.key,
            people=[Appearance(consent)],
            by=play.users["editor"],
            city=play.programme.cities.get(slug=project.city),
            themes=tuple(Theme.objects.filter(slug=project.theme)),
            award=award_of(play, project),
            call=play.application(project).call,
            course=course_of(play.programme),
            machine_made=True,
            image=pictures.street(project.title, colours=colours),
        )
