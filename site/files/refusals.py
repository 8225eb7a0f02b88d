"""A refused file: always with its name, and what to do."""

from typing import NoReturn

from django.core.exceptions import ValidationError


def refuse(sentence: str, *, name: str, **words: object) -> NoReturn:
    """Raise ValidationError with `sentence`, which says `%(name)s` and may say more `words`."""
    raise ValidationError(sentence % {"name": name, **words})
