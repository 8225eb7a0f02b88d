"""A form field for several files, with or without a script.

With the script files go up one by one, in parts, while the person goes on; the form then names
them. Without it the form brings them along. Either way the value is a list of StoredFile ids.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User

from . import kinds
from .actions import store
from .models import Scan, StoredFile

NAMES = {
    "documents": gettext_lazy("Documents"),
    "pictures": gettext_lazy("Pictures"),
    "sound": gettext_lazy("Sound"),
    "film": gettext_lazy("Film"),
}


@dataclass
class Sent:
    """What a form brought: ids of files that are here already, and new files."""

    have: list[str] = field(default_factory=list)
    new: list[UploadedFile] = field(default_factory=list)


class UploadsInput(forms.FileInput):
    """The files that are here, each with a box to take it away, and a button for more.

    `capture` asks a phone for its camera, `record` offers to record so many seconds of sound.
    `address` gives the address at which a file opens that is part of a record already.
    """

    template_name = "files/uploads_input.html"
    allow_multiple_selected = True

    def __init__(
        self, *, sets: tuple[str, ...], most: int, capture: str = "", record: int = 0
    ) -> None:
        taken = kinds.named(*sets)
        attrs: dict[str, Any] = {"accept": kinds.accept(taken), "multiple": most > 1}
        super().__init__(attrs | ({"capture": capture} if capture else {}))
        self.sets, self.most, self.record = sets, most, record
        self.address: Callable[[UUID], str] = _own_address

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        ids = value.have if isinstance(value, Sent) else value
        shown = here(ids if isinstance(ids, list) else [])
        context["widget"] |= {
            "files": [(each, self._opens_at(each)) for each in shown],
            "have": " ".join(str(each.public_id) for each in shown),
            "sets": " ".join(self.sets),
            "limits": [_limits(each) for each in self.sets],
            "most": self.most,
            "record": self.record,
            "address": reverse("files:uploads"),
        }
        return context

    def _opens_at(self, stored: StoredFile) -> str:
        return (self.address if stored.kept_at else _own_address)(stored.public_id)

    def value_from_datadict(self, data, files, name: str) -> Sent:
        dropped = set(data.getlist(f"{name}-drop")) if hasattr(data, "getlist") else set()
        have = [each for each in data.get(f"{name}-have", "").split() if each not in dropped]
        new = files.getlist(name) if hasattr(files, "getlist") else []
        return Sent(have, list(new))

    def value_omitted_from_data(self, data, files, name: str) -> bool:
        return f"{name}-have" not in data and name not in files


def _own_address(file_id: UUID) -> str:
    return reverse("files:own", args=[file_id])


def _limits(name: str) -> str:
    """What of a named set can be sent, in words."""
    words = {
        "name": NAMES[name],
        "kinds": _(", ").join(kinds.kinds_in_words(kinds.SETS[name])),
        "most": kinds.LARGEST[name] // kinds.MEGABYTE,
    }
    return _("%(name)s: %(kinds)s, up to %(most)s MB each.") % words


def here(ids: Iterable[str]) -> list[StoredFile]:
    """The stored files of these ids, in their order; ids that are none are left out."""
    wanted = [UUID(each) for each in ids if _is_id(each)]
    if not wanted:
        return []
    found = {each.public_id: each for each in StoredFile.objects.filter(public_id__in=wanted)}
    return [found[each] for each in dict.fromkeys(wanted) if each in found]


def _is_id(text: object) -> bool:
    try:
        UUID(str(text))
    except ValueError:
        return False
    return True


class UploadsField(forms.Field):
    """Cleans to a list of ids. New files are taken in at once, each refused one by its name.

    `by` is who sends. Only their own files may be named, and those in `there`, which the record
    has already and opens at `address`. `taken` is what can be kept even when another file was
    refused. Lengths are in seconds, `most` counts files.
    """

    widget: UploadsInput

    def __init__(
        self,
        *,
        by: User,
        sets: tuple[str, ...] = ("documents", "pictures"),
        most: int = 10,
        longest: int = 0,
        there: Iterable[str] = (),
        address: Callable[[UUID], str] | None = None,
        capture: str = "",
        **kwargs,
    ) -> None:
        widget = UploadsInput(sets=sets, most=most, capture=capture, record=longest)
        widget.address = address or widget.address
        super().__init__(widget=widget, **kwargs)
        self.by, self.sets, self.most, self.longest = by, sets, most, longest
        self.there = set(there)
        self.taken: list[str] = []
        self.is_cleaned = False

    def clean(self, value: Sent | None) -> list[str]:
        """Raises ValidationError that names each file which could not be taken, and why."""
        sent, self.is_cleaned = value or Sent(), True
        wrong: list[str] = []
        for stored in here(sent.have):
            if self._is_theirs(stored):
                self._take(stored, wrong)
        for upload in sent.new:
            try:
                allowed = kinds.named(*self.sets)
                self._take(store(upload, by=self.by, allowed=allowed), wrong)
            except forms.ValidationError as refused:
                wrong += refused.messages
        if wrong:
            raise forms.ValidationError(wrong)
        super().clean(self.taken)
        return self.taken

    def bound_data(self, data: Sent | None, initial: object) -> object:
        """What the form shows again: the files that were taken in just now are here."""
        return Sent(self.taken) if self.is_cleaned else data

    def _is_theirs(self, stored: StoredFile) -> bool:
        there = str(stored.public_id) in self.there
        return there or (stored.owner_id == self.by.pk and stored.kept_at is None)

    def _take(self, stored: StoredFile, wrong: list[str]) -> None:
        if reason := self._why_not(stored):
            wrong.append(reason)
        else:
            self.taken.append(str(stored.public_id))

    def _why_not(self, stored: StoredFile) -> str:
        names = {"name": stored.name, "most": self.most, "seconds": self.longest}
        if stored.scan == Scan.INFECTED:
            return _("“%(name)s” had a virus, so we deleted it. Send another file.") % names
        if stored.content_type not in kinds.named(*self.sets):
            return _("“%(name)s” is not a kind of file for this question.") % names
        if self.longest and (stored.seconds or 0) > self.longest + 1:
            return (
                _("“%(name)s” is too long. It can be %(seconds)s seconds. Record a shorter one.")
                % names
            )
        if len(self.taken) >= self.most:
            many = ngettext(
                "“%(name)s” is one too many. You can send %(most)s file.",
                "“%(name)s” is one too many. You can send %(most)s files.",
                self.most,
            )
            return many % names
        return ""
