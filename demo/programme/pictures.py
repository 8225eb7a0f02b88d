"""Pictures for the stories: a few drawn shapes in the site's colours, never a photograph."""

from io import BytesIO

from django.core.files.images import ImageFile
from PIL import Image, ImageDraw

from cms.models import SiteImage

SIZE = (1200, 800)
SAND, TEAL, SAFFRON, LEAF, CLAY, INK = (
    "#F3EEE3", "#0B5D5B", "#F2B64A", "#2E6B3F", "#A8401F", "#1B2130",
)  # fmt: skip


def street(title: str, *, colours: tuple[str, str, str]) -> SiteImage:
    """The picture of a story."""
    return SiteImage.objects.create(
        title=title, file=drawn_street(colours), shows=SiteImage.Shows.NOBODY
    )


def drawn_street(colours: tuple[str, str, str]) -> ImageFile:
    """A row of three houses on a dotted road, with a sun."""
    picture = Image.new("RGB", SIZE, SAND)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((880, 90, 1040, 250), fill=SAFFRON)
    for number, colour in enumerate(colours):
        left, top = 110 + 340 * number, 380 - 50 * number
        draw.rectangle((left, top, left + 260, 640), fill=colour)
        draw.polygon([(left - 24, top), (left + 130, top - 120), (left + 284, top)], fill=INK)
        draw.rounded_rectangle((left + 100, 510, left + 160, 640), 8, fill=SAND)
        draw.rectangle((left + 36, top + 50, left + 96, top + 110), fill=SAFFRON)
        draw.rectangle((left + 164, top + 50, left + 224, top + 110), fill=SAFFRON)
    for stone in range(9):
        draw.ellipse((80 + 120 * stone, 690, 130 + 120 * stone, 730), fill=TEAL)
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    out.seek(0)
    return ImageFile(out, name="street.png")
