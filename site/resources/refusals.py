"""Why something cannot be done, in a sentence for the person who tried."""

from django.core.exceptions import ValidationError


class Refused(ValidationError):
    """The message says why in plain words."""
