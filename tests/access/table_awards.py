"""Awards."""

from django.utils import timezone

from applications.awards import actions
from applications.awards.models import Award
from applications.journey.models import Application
from tests.factories.awards import decided, issued, signed

from .scene import Scene
from .walk import FORBIDDEN, NOT_FOUND, REDIRECT, WRONG_METHOD, Row

THEIRS = "applicant officer administrator"
OFFICERS = "officer officer_other_city officer_elsewhere administrator"
OUTSIDE_THE_ADMIN = (
    "applicant",
    "applicant_elsewhere",
    "helper",
    "co_applicant",
    "caseworker",
    "referrer",
    "referrer_elsewhere",
    "caseworker_elsewhere",
    "judge",
    "judge_elsewhere",
    "chair",
    "chair_elsewhere",
    "mentor",
    "mentor_elsewhere",
)
OUT_OF_REACH = {"officer_other_city": NOT_FOUND, "officer_elsewhere": NOT_FOUND}


def judged(scene: Scene) -> Application:
    return decided(scene.call, user=scene.users["applicant"], city=scene.city)


def offered(scene: Scene) -> Award:
    return issued(judged(scene), by=scene.users["officer"])


def to_issue(scene: Scene) -> list:
    return [judged(scene).public_id]


def an_offer(scene: Scene) -> list:
    return [offered(scene).application.public_id]


def an_award(scene: Scene) -> list:
    return [offered(scene).public_id]


def a_report(scene: Scene) -> list:
    """An award whose report waits to be read."""
    award = signed(offered(scene))
    Application.objects.filter(pk=award.application_id).update(
        state="active", state_since=timezone.now()
    )
    award.application.refresh_from_db()
    actions.send_report(award, by=scene.users["applicant"], text="It went well.")
    return [award.public_id]


def officers_post(name: str, args, **given) -> Row:
    return Row(
        name,
        args=args,
        may="officer administrator",
        gets=REDIRECT,
        others=FORBIDDEN,
        exceptions=OUT_OF_REACH,
        post=given,
    )


ROWS = [
    Row("awards:agreement", args=an_offer, may=THEIRS),
    Row("awards:agreement", args=an_offer, may=THEIRS, post={"name": ""}),
    Row("awards:decline", args=an_offer, may=THEIRS),
    Row("awards:decline", args=an_offer, may=THEIRS, post={}),
    Row("awards:report", args=an_offer, may=THEIRS),
    Row("awards:report", args=an_offer, may=THEIRS, post={}),
    Row("awards_admin:overview", may=OFFICERS, others=FORBIDDEN),
    Row(
        "awards_admin:issue",
        args=to_issue,
        may="officer administrator",
        others=FORBIDDEN,
        exceptions=OUT_OF_REACH,
    ),
    Row(
        "awards_admin:award",
        args=an_award,
        may="officer administrator",
        others=FORBIDDEN,
        exceptions=OUT_OF_REACH,
    ),
    *(
        Row(
            f"awards_admin:{name}",
            args=an_award,
            may=OFFICERS,
            gets=WRONG_METHOD,
            others=WRONG_METHOD,
            exceptions=dict.fromkeys(OUTSIDE_THE_ADMIN, FORBIDDEN),
        )
        for name in ("accept_report", "send_report_back", "complete", "end_early")
    ),
    officers_post("awards_admin:accept_report", a_report),
    officers_post("awards_admin:send_report_back", a_report, note="More, please."),
    officers_post("awards_admin:complete", a_report, seen="active"),
    officers_post("awards_admin:end_early", a_report, seen="active", reason="It has to."),
]
