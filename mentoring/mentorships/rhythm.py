"""How often mentor and grantee meet: monthly for six months, then every three months.

After 24 months no further date is proposed.
"""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

MONTHLY_FOR = relativedelta(months=6)
ENDS_AFTER = relativedelta(months=24)
FIRST_MEETING_WITHIN = timedelta(days=14)


def next_date(starts_on: date, held_on: date) -> date | None:
    """The day to propose after a check-in held on `held_on`; None when two years are over."""
    monthly = held_on < starts_on + MONTHLY_FOR
    proposed = held_on + relativedelta(months=1 if monthly else 3)
    return proposed if proposed <= starts_on + ENDS_AFTER else None
