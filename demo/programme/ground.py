"""The ground the history stands on: programme, cities, partners, texts, calls, courses."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import Organisation, User
from applications.awards.models import AgreementText
from applications.calls import actions as calls
from applications.calls.models import Call, EligibilityQuestion, Stage
from applications.training.models import Course
from demo.questions import ARABIC, CHECKS, ELIGIBILITY, SECTIONS, newer_sections
from mentoring.outcomes.models import Indicator, Reading
from programmes.actions import keep_programme
from programmes.models import City, Funder, Partner, Programme, Strand, Theme

from . import agreement, facts
from .elsewhere import elsewhere


def lay() -> Programme:
    """The programme with everything that is true before its first call."""
    organisations = {
        name: Organisation.objects.create(name=name, kind=kind)
        for name, kind, _part in facts.PARTNERS
    }
    programme = _programme(organisations)
    for name, cities in facts.WORKS_IN.items():
        organisations[name].cities.set(programme.cities.filter(slug__in=cities))
    _agreement(programme)
    _figures(programme)
    Course.objects.create(
        programme=programme,
        **_named("Start your project"),
        **_described("Twenty hours in four weeks: from a first idea to a plan you can pitch."),
    )
    return programme


def _named(name: str) -> dict:
    return {"name": name, "name_words": elsewhere(name)}


def _described(description: str) -> dict:
    return {"description": description, "description_words": elsewhere(description)}


def _programme(organisations: dict[str, Organisation]) -> Programme:
    today = timezone.localdate()
    programme = Programme(
        **_named(facts.NAME),
        code="open-doors",
        summary=facts.SUMMARY,
        summary_words=elsewhere(facts.SUMMARY),
        state=Programme.State.DELIVERING,
        starts_on=today - timedelta(days=30),
        ends_on=today + timedelta(days=3 * 365),
        budget_minor=facts.BUDGET_MINOR,
        target_awards=facts.TARGET,
        lead=organisations[facts.PARTNERS[0][0]],
    )
    programme.strands = [
        Strand(code=code, **_named(name), **_described(description))
        for code, name, description in facts.STRANDS
    ]
    programme.partners = [
        Partner(organisation=organisations[name], part=part, part_words=elsewhere(part))
        for name, _kind, part in facts.PARTNERS
    ]
    programme.funders = [_funder()]
    return keep_programme(
        programme,
        cities=[
            City.objects.create(
                **_named(name), slug=slug, ons_code=code, latitude=latitude, longitude=longitude
            )
            for name, slug, code, latitude, longitude in facts.CITIES
        ],
        themes=[
            Theme.objects.create(slug=slug, **_named(name), **_described(description))
            for name, slug, description in facts.THEMES
        ],
        by=User.objects.system(),
    )


def _funder() -> Funder:
    return Funder(
        organisation=Organisation.objects.create(
            name=facts.FUNDER, kind=Organisation.Kind.PUBLIC_BODY
        ),
        acknowledgement=facts.ACKNOWLEDGEMENT,
        acknowledgement_words=elsewhere(facts.ACKNOWLEDGEMENT),
    )


def _agreement(programme: Programme) -> None:
    for language, body in (("en", agreement.ENGLISH), ("ar", agreement.ARABIC)):
        AgreementText.objects.create(
            programme=programme,
            language=language,
            body=agreement.one_line_each(body),
            prevails=language == "en",
        )


def _figures(programme: Programme) -> None:
    for position, figure in enumerate(facts.PUBLISHED, start=10):
        indicator = Indicator.objects.create(
            programme=programme,
            code=figure.code,
            **_named(figure.name),
            unit=figure.unit,
            unit_words=elsewhere(figure.unit),
            position=position,
        )
        Reading.objects.create(
            indicator=indicator,
            value=figure.value,
            as_of=figure.on,
            source=figure.source,
            source_words=elsewhere(figure.source),
            note=facts.ABOUT,
            note_words=elsewhere(facts.ABOUT),
        )


def open_call(
    programme: Programme, *, by: User, code: str, title: str, days: int, pot: int,
    cities: tuple[str, ...], opens_in: int = 0, themes: tuple[str, ...] = (),
    newer: bool = False, reads_first: bool = False,
) -> Call:  # fmt: skip
    """A published call that opens `opens_in` days from now, for `days`; `pot` in whole euros.

    A `newer` one asks for a budget and a team too; where the panel `reads_first`, it chooses at the
    desk who pitches.

    Without `themes` it is about all of the programme's.
    """
    opens = timezone.now().replace(minute=0, second=0) + timedelta(days=opens_in)
    about = programme.themes.filter(slug__in=themes) if themes else programme.themes.all()
    call = calls.make_call(
        by=by,
        programme=programme,
        code=code,
        title=title,
        title_words=elsewhere(title),
        opens_at=opens,
        closes_at=opens + timedelta(days=days),
        answers_by=(opens + timedelta(days=days + 90)).date(),
        maximum_minor=facts.MAXIMUM_MINOR,
        pot_minor=pot * 100,
        languages=["en", "ar"],
        cities=City.objects.filter(slug__in=cities),
        strands=programme.strands.all(),
        themes=about,
        stages=[each for each in Stage if reads_first or each != Stage.DESK_SCORING],
    )
    _ask(call, newer=newer, by=by)
    return calls.publish_call(call, by=by)


def _ask(call: Call, *, newer: bool, by: User) -> None:
    questions = calls.begin_questions(call, by=by)
    if newer:
        calls.write_questions(questions, body=newer_sections(), checks=CHECKS, by=by)
    else:
        calls.write_questions(questions, body=SECTIONS, by=by)
    calls.translate_questions(questions, language="ar", texts=ARABIC, by=by)
    calls.publish_questions(questions, by=by)
    eligibility = [EligibilityQuestion(**question) for question in ELIGIBILITY]
    calls.ask_eligibility(call, questions=eligibility, by=by)


def course_of(programme: Programme) -> Course:
    """The one that is for every call."""
    return Course.objects.get(programme=programme, calls=None)


def teach_besides(call: Call) -> None:
    """A course for one call alone."""
    course = Course.objects.create(
        programme=call.programme,
        **_named("Work safely on homes"),
        **_described("Six hours about damp, tools and ladders, with somebody who builds."),
    )
    course.calls.add(call)


def user(email: str) -> User:
    return User.objects.get(email=email)
