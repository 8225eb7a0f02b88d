"""Payments."""

from tests.factories.awards import signed
from tests.factories.payments import due

from .scene import EVERYBODY, Scene
from .table_awards import OUTSIDE_THE_ADMIN, offered
from .walk import FORBIDDEN, NOT_FOUND, REDIRECT, WRONG_METHOD, Row

FINANCE_HERE = "finance_approver finance_payer administrator"
FINANCE = f"{FINANCE_HERE} finance_approver_elsewhere finance_payer_elsewhere"
OUT_OF_REACH = {"finance_approver_elsewhere": NOT_FOUND, "finance_payer_elsewhere": NOT_FOUND}


def a_grant(scene: Scene) -> list:
    return [signed(offered(scene)).application.public_id]


def a_payment(scene: Scene) -> list:
    return [due(signed(offered(scene))).public_id]


ROWS = [
    Row("stripe_webhook", may=EVERYBODY, gets=WRONG_METHOD, anonymous=WRONG_METHOD),
    Row("stripe_webhook", may=EVERYBODY, gets="400", anonymous="400", post={"id": "evt_1"}),
    Row("payments:mine", args=a_grant, may="applicant officer administrator"),
    Row(
        "payments:set_up",
        args=a_grant,
        may="applicant",
        gets=REDIRECT,
        exceptions={"officer": FORBIDDEN, "administrator": FORBIDDEN},
    ),
    Row("payments_admin:queue", may=FINANCE, others=FORBIDDEN),
    Row("payments_admin:reconciliation", may=FINANCE, others=FORBIDDEN),
    Row(
        "payments_admin:payment",
        args=a_payment,
        may=FINANCE_HERE,
        others=FORBIDDEN,
        exceptions=OUT_OF_REACH,
    ),
    *(
        Row(
            f"payments_admin:{name}",
            args=a_payment,
            may="",
            others=WRONG_METHOD,
            exceptions=dict.fromkeys(OUTSIDE_THE_ADMIN, FORBIDDEN),
        )
        for name in ("approve", "release", "try_again")
    ),
    *(
        Row(
            f"payments_admin:{name}",
            args=a_payment,
            may=FINANCE_HERE,
            gets=REDIRECT,
            others=FORBIDDEN,
            exceptions=OUT_OF_REACH,
            post={"seen": "due"},
        )
        for name in ("approve", "release", "try_again")
    ),
]
