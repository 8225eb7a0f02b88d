"""What people agree to, in plain words. Changed words get a new version; kept ones stay."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

VERSION = "2026-11"


@dataclass(frozen=True)
class Consent:
    """The sentence as the person read it, and which wording it was."""

    words: str
    version: str = VERSION


def to_help() -> Consent:
    """What an applicant agrees to who lets somebody help."""
    return Consent(
        _(
            "I let this person see the parts that I chose, until the day that I chose. What they "
            "type is marked with their name. They cannot send my application or take it back, and "
            "they cannot read my messages. I can end this at any time."
        )
    )


def to_translate() -> Consent:
    """What an applicant agrees to whose answers a translator of the programme puts into the team's
    language; read to them in their own."""
    return Consent(
        _(
            "A translator of the programme reads the answers that I wrote in my own language, and "
            "writes them down in the language of the team. The translator does not see my name or "
            "anything else. I read the translation and say whether it is right. My own words are "
            "what counts. I can stop this at any time."
        )
    )


def to_start_for() -> Consent:
    """What somebody agrees to for whom a caseworker begins; shown in the person's language."""
    return Consent(
        _(
            "The caseworker writes my name and my answers down here, so that I can apply for a "
            "grant. The programme team and the judges read them. I can see everything, change it, "
            "take it over with a code, or stop it at any time. I do not have to agree."
        )
    )
