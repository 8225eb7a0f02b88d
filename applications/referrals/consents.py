"""What a person agrees to who is referred. Changed words get a new version; kept ones stay."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from .models import KEPT_UNANSWERED

VERSION = "2026-11"


@dataclass(frozen=True)
class Consent:
    """The sentence as it was read out, and which wording it was."""

    words: str
    version: str = VERSION


def to_be_referred() -> Consent:
    return Consent(
        _(
            "You may give my name, how to reach me, my language and what helps me to the team of "
            "this programme, so that they can invite me. I can say no at any time, without a "
            "reason. If I do not answer in %(days)s days, they delete it all. If I say yes, you "
            "see how far my application is: started, sent, decided. You see none of my answers, "
            "and not what was decided. I can stop this at any time."
        )
        % {"days": KEPT_UNANSWERED.days}
    )
