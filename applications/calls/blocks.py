"""The blocks a call's questions are built from, without a developer."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class Kind(TextChoices):
    """What sort of answer a question takes."""

    SHORT_TEXT = "short_text", _("Short text")
    LONG_TEXT = "long_text", _("Long text")
    CHOICE = "choice", _("One choice")
    CHOICES = "choices", _("Several choices")
    NUMBER = "number", _("Number")
    MONEY = "money", _("Amount of money")
    DATE = "date", _("Date")
    BUDGET = "budget", _("Budget: lines with amounts, and their total")
    TEAM = "team", _("Team: names and what each does")
    CONTACT = "contact", _("Somebody to contact: name, e-mail, phone")
    PLACE = "place", _("Town or city, without the street")
    DECLARATION = "declaration", _("Declaration")
    FILES = "files", _("Files: documents, pictures, sound or film")
    PHOTOS = "photos", _("Photos from the camera")
    SPOKEN = "spoken", _("Spoken answer, up to 90 seconds")


MOST_WORDS = 500
"""The longest answer in words: page and translation stay light. What is longer comes as a file."""

FILE_KINDS = (Kind.FILES, Kind.PHOTOS, Kind.SPOKEN)
"""Answered with a list of the ids of stored files."""


class SeenBy(TextChoices):
    """Who reads an answer beside the applicant."""

    JUDGES = "judges", _("The programme team and the judges")
    TEAM = "team", _("The programme team only")


class Relation(TextChoices):
    """What two answers must be to each other."""

    SAME = "same", _("is the same as")
    AT_MOST = "at_most", _("is not more or later than")


KEY = r"^[a-z][a-z0-9_]{0,39}$"
ANY_KEY = r"^([a-z][a-z0-9_]{0,39})?$"
OPTION_KEYS = r"^([a-z0-9_]{1,40}(, *[a-z0-9_]{1,40})*)?$"


class OptionBlock(blocks.StructBlock):
    key = blocks.RegexBlock(r"^[a-z0-9_]{1,40}$", label=_("key"))
    label = blocks.CharBlock(label=_("label"))


class OnlyIfBlock(blocks.StructBlock):
    """A question asked only of people who answered an earlier one in a certain way."""

    question = blocks.RegexBlock(
        ANY_KEY,
        label=_("key of an earlier question"),
        required=False,
        help_text=_("A choice or a declaration. Empty: everybody is asked."),
    )
    answers = blocks.RegexBlock(
        OPTION_KEYS,
        label=_("keys of the choices"),
        required=False,
        help_text=_("With commas between. For a declaration leave it empty."),
    )


def option_keys(only_if) -> list[str]:
    """The keys of an OnlyIfBlock's answers, one by one."""
    return [key.strip() for key in only_if["answers"].split(",") if key.strip()]


class QuestionBlock(blocks.StructBlock):
    key = blocks.RegexBlock(
        KEY,
        label=_("key"),
        help_text=_("Small letters; names the answer in exports. Never change it later."),
    )
    kind = blocks.ChoiceBlock(choices=Kind.choices, label=_("kind of answer"))
    label = blocks.CharBlock(label=_("question"))
    help_text = blocks.TextBlock(label=_("help"), required=False)
    why = blocks.TextBlock(label=_("why we ask"), required=False)
    required = blocks.BooleanBlock(label=_("must be answered"), required=False, default=True)
    word_limit = blocks.IntegerBlock(label=_("words at most"), required=False, min_value=1)
    options = blocks.ListBlock(OptionBlock(), label=_("choices"), default=[])
    seen_by = blocks.ChoiceBlock(
        choices=SeenBy.choices, default=SeenBy.JUDGES, label=_("who sees the answer")
    )
    only_if = OnlyIfBlock(label=_("asked only if"), required=False)

    class Meta:
        label_format = "{label}"
        form_layout = blocks.BlockGroup(
            children=["label", "kind", "options", "required", "key"],
            settings=["help_text", "why", "word_limit", "seen_by", "only_if"],
        )


class SectionBlock(blocks.StructBlock):
    key = blocks.RegexBlock(KEY, label=_("key"))
    title = blocks.CharBlock(label=_("title"))
    intro = blocks.TextBlock(label=_("introduction"), required=False)
    questions = blocks.ListBlock(QuestionBlock(), label=_("questions"), collapsed=True)

    class Meta:
        label_format = "{title}"
        form_layout = blocks.BlockGroup(["title", "intro", "key", "questions"])


class CheckBlock(blocks.StructBlock):
    """Two answers that must fit each other before the application can be sent."""

    first = blocks.RegexBlock(KEY, label=_("key of a question"))
    relation = blocks.ChoiceBlock(choices=Relation.choices, label=_("must be"))
    second = blocks.RegexBlock(KEY, label=_("key of another question"))
    sentence = blocks.CharBlock(
        label=_("what people read when it is not so"),
        help_text=_("Say what to do: “Your budget must add up to the amount you ask for.”"),
    )
