"""The parts editors build a page from."""

from typing import TYPE_CHECKING

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail_localize.segments import StringSegmentValue

from freshness import depends

if TYPE_CHECKING:
    from .models import SiteImage

QUOTE_LANGUAGES = [
    ("en", _("English")),
    ("ar", _("Arabic")),
    ("uk", _("Ukrainian")),
    ("fr", _("French")),
    ("pl", _("Polish")),
    ("ro", _("Romanian")),
    ("fa", _("Persian")),
    ("ckb", _("Sorani Kurdish")),
    ("ps", _("Pashto")),
    ("ti", _("Tigrinya")),
    ("ur", _("Urdu")),
    ("so", _("Somali")),
]
"""Languages that people tell their stories in; more than the site is written in."""

RIGHT_TO_LEFT = {"ar", "fa", "ckb", "ps", "ur"}


class PictureBlock(blocks.StructBlock):
    """A picture that always says what it shows."""

    image = ImageBlock(label=_("picture"))
    caption = blocks.CharBlock(label=_("caption"), required=False)

    def get_context(self, value, parent_context=None) -> dict:
        if value["image"]:
            depends(f"image:{value['image'].pk}")
        return super().get_context(value, parent_context=parent_context)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "cms/blocks/picture.html"


class QuoteValue(blocks.StructValue):
    @cached_property
    def language_name(self) -> str:
        return str(dict(QUOTE_LANGUAGES).get(self["language"], ""))

    @property
    def is_right_to_left(self) -> bool:
        return self["language"] in RIGHT_TO_LEFT


class QuoteBlock(blocks.StructBlock):
    """Someone's own words, kept in the language they were said in."""

    text = blocks.TextBlock(
        label=_("their words"),
        help_text=_("Exactly as they were said, in the language they were said in."),
    )
    language = blocks.ChoiceBlock(
        choices=QUOTE_LANGUAGES, default="en", label=_("language of these words")
    )
    translation = blocks.TextBlock(
        label=_("translation"),
        required=False,
        help_text=_("In the language of this page. Leave empty when it is the same."),
    )
    translated_by = blocks.CharBlock(label=_("translated by"), required=False)
    who = blocks.CharBlock(label=_("who said it"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "cms/blocks/quote.html"
        value_class = QuoteValue

    def get_translatable_segments(self, value: QuoteValue) -> list[StringSegmentValue]:
        """For wagtail-localize: a translator writes beside the words, and never changes them."""
        parts = {"translation": value["translation"] or value["text"], "who": value["who"]}
        return [StringSegmentValue(name, words) for name, words in parts.items() if words]

    def restore_translated_segments(self, value: QuoteValue, segments: list) -> QuoteValue:
        for segment in segments:
            name, inner = segment.unwrap()
            value[name] = inner.render_text()
        return value


class FigureBlock(blocks.StructBlock):
    """One number, never without its date and source."""

    value = blocks.CharBlock(label=_("number"), max_length=20)
    label = blocks.CharBlock(label=_("what it counts"), max_length=80)
    as_of = blocks.DateBlock(label=_("on which day"))
    source = blocks.CharBlock(label=_("where it comes from"), max_length=160)


class FiguresBlock(blocks.StructBlock):
    """A few numbers in a row."""

    figures = blocks.ListBlock(FigureBlock(), label=_("numbers"), min_num=1, max_num=4)

    class Meta:
        icon = "table"
        label = _("Numbers")
        template = "cms/blocks/figures.html"


class BodyBlock(blocks.StreamBlock):
    """What the middle of any page may hold."""

    text = blocks.RichTextBlock(label=_("Text"), icon="pilcrow", template="cms/blocks/text.html")
    picture = PictureBlock()
    quote = QuoteBlock()
    figures = FiguresBlock()


def pictures(body: blocks.StreamValue) -> list["SiteImage"]:
    """The pictures in a body that are still there; one query for all."""
    found = (part.value["image"] for part in body if part.block_type == "picture")
    return [image for image in found if image]
