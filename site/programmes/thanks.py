"""The words that funders ask a programme's pages and letters to carry."""

from .models import Programme
from .words import worded


def in_letters(programme: Programme, language: str | None = None) -> str:
    """What the programme's letters say of its own funders; without `language`, in the one in use.

    Empty for a programme that nobody funds yet.
    """
    funders = programme.funders.order_by("pk")
    return " ".join(worded(each, "acknowledgement", language) for each in funders)
