"""What a founder writes in their journal, and the picture with its question of consent."""

import secrets
from io import BytesIO

from django import forms
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from .models import JournalEntry, SiteImage

LARGEST = 8 * 1024 * 1024
"""Bytes of a picture that is taken."""
LONGEST_SIDE = 2000
"""Pixels; more than any page shows."""


class EntryForm(forms.ModelForm):
    """Title, words, and perhaps one picture. Who is on it is asked with it."""

    upload = forms.FileField(
        label=_("Picture"),
        required=False,
        help_text=_("A photo from your phone is fine. JPEG, PNG or WebP, up to 8 MB."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    shows = forms.ChoiceField(
        label=_("Can anybody be recognised on the picture?"),
        choices=[
            ("nobody", _("No, nobody")),
            ("people", _("Yes, and they all said that it may be on the website")),
        ],
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Ask first. An editor writes down who said yes before anybody sees it."),
    )

    class Meta:
        model = JournalEntry
        fields = ["title", "text", "language", "picture_alt"]
        widgets = {"text": forms.Textarea(attrs={"rows": 10})}
        labels = {
            "title": _("Title"),
            "text": _("What happened?"),
            "language": _("Language you write in"),
            "picture_alt": _("What does the picture show?"),
        }
        help_texts = {"picture_alt": _("A few words, for people who cannot see it.")}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["title", "text", "language", "upload", "picture_alt", "shows"])
        self._picture: ContentFile | None = None

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        upload = cleaned.get("upload")
        if upload:
            self._read(upload)
            if not cleaned.get("shows"):
                self.add_error("shows", _("Say whether anybody can be recognised on it."))
        if (upload or self.instance.picture) and not cleaned.get("picture_alt", "").strip():
            self.add_error("picture_alt", _("Say in a few words what the picture shows."))
        return cleaned

    def _read(self, upload) -> None:
        if upload.size > LARGEST:
            self.add_error("upload", _("The picture is larger than 8 MB. Choose a smaller one."))
            return
        try:
            self._picture = _clean_copy(upload)
        except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
            self.add_error("upload", _("We cannot open this file. Choose a JPEG, PNG or WebP."))

    def new_picture(self) -> SiteImage | None:
        """The picture to keep, not saved yet; None when none was sent."""
        if self._picture is None:
            return None
        title, shows = self.cleaned_data["title"], self.cleaned_data["shows"]
        return SiteImage(
            title=title, file=self._picture, shows=shows, shows_faces=shows == "people"
        )


def _clean_copy(upload) -> ContentFile:
    """The picture drawn anew: turned upright, not too large, without place and camera data, under
    a name that nobody guesses."""
    with Image.open(upload) as original:
        if original.format not in ("JPEG", "PNG", "WEBP"):
            raise UnidentifiedImageError
        picture = ImageOps.exif_transpose(original).convert("RGB")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = BytesIO()
    picture.save(out, "JPEG", quality=88)
    return ContentFile(out.getvalue(), f"{secrets.token_hex(12)}.jpg")
