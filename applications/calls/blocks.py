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
    DECLARATION = "declaration", _("Declaration")


class OptionBlock(blocks.StructBlock):
    key = blocks.RegexBlock(r"^[a-z0-9_]{1,40}$", label=_("key"))
    label = blocks.CharBlock(label=_("label"))


class QuestionBlock(blocks.StructBlock):
    key = blocks.RegexBlock(
        r"^[a-z][a-z0-9_]{0,39}$",
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


class SectionBlock(blocks.StructBlock):
    key = blocks.RegexBlock(r"^[a-z][a-z0-9_]{0,39}$", label=_("key"))
    title = blocks.CharBlock(label=_("title"))
    intro = blocks.TextBlock(label=_("introduction"), required=False)
    questions = blocks.ListBlock(QuestionBlock(), label=_("questions"))
