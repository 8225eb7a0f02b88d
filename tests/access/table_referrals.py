"""Referrals: the partner's list and form, the person's link, the officers' calls."""

from tests.factories.referrals import ReferralFactory

from .scene import EVERYBODY, Scene
from .walk import FORBIDDEN, NOT_FOUND, OK, REDIRECT, Row

REFERRERS = "referrer referrer_elsewhere"
OFFICERS = "officer officer_other_city officer_elsewhere administrator"


def a_token(scene: Scene) -> list[str]:
    return [ReferralFactory(programme=scene.programme, city=scene.city).token]


def the_applicants(scene: Scene) -> list:
    made = ReferralFactory(programme=scene.programme, city=scene.city)
    made.person, made.accepted_at = scene.application.applicant, made.referred_at
    made.save()
    return [made.public_id]


def one_to_call(scene: Scene) -> list:
    made = ReferralFactory(programme=scene.programme, city=scene.city, by_phone=True)
    return [made.public_id]


ROWS = [
    Row("referrals", may=REFERRERS, others=FORBIDDEN),
    Row("refer", may=REFERRERS, others=FORBIDDEN),
    Row("refer", may=REFERRERS, others=FORBIDDEN, post={}),
    Row("referred", args=a_token, may=EVERYBODY, anonymous=OK),
    Row("referred_start", args=a_token, may=EVERYBODY),
    Row("referral_stop", args=the_applicants, may="applicant", gets=REDIRECT, post={}),
    Row("referrals_to_call", may=OFFICERS, others=FORBIDDEN),
]
for post in (None, {"said": "later"}):
    ROWS.append(
        Row(
            "referral_call",
            args=one_to_call,
            may="officer administrator",
            gets=OK if post is None else REDIRECT,
            others=FORBIDDEN,
            exceptions=dict.fromkeys(("officer_other_city", "officer_elsewhere"), NOT_FOUND),
            post=post,
        )
    )
