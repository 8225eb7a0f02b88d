"""What the team types about the files of a resource. The rules are in actions."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text import get_rich_text_editor_widget

from files.kinds import accept
from programmes.words import WordsFormField

from .models import ALLOWED, TEXT_FEATURES, Copy, written_in


class CopyForm(forms.Form):
    """One language: a file, its text, or both."""

    language = forms.ChoiceField(label=_("Language"), choices=written_in)
    title = forms.CharField(
        label=_("Title"), max_length=160, help_text=_("In the language that you chose.")
    )
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("PDF, Word, Excel, PowerPoint, a picture, a film (MP4) or sound (MP3)."),
        widget=forms.FileInput(attrs={"accept": accept(ALLOWED)}),
    )

    def __init__(self, data=None, files=None, *, copy: Copy | None = None) -> None:
        given = {"language": copy.language, "title": copy.title, "text": copy.text} if copy else {}
        super().__init__(data, files, initial=given)
        self.fields["text"] = forms.CharField(
            label=_("The same as text"),
            required=False,
            help_text=_("People read it as a web page. It works with every screen reader."),
            widget=get_rich_text_editor_widget(features=TEXT_FEATURES),
        )


class PublishForm(forms.Form):
    """What readers see beside the new version."""

    what_changed = forms.CharField(
        label=_("What changed"),
        max_length=300,
        required=False,
        help_text=_("One or two short sentences. Readers see them."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    what_changed_words = WordsFormField(
        label=_("What changed, in other languages"), long=True, max_length=300
    )
