"""What the documents point to is there: files, settings, commands, targets."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from config.environment import Environment

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])

OTHERS = {
    "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "HTTP_PROXY", "NO_PROXY", "WEB_THREADS",
    "WEB_WORKERS",
}  # fmt: skip
"""Settings that libraries and gunicorn.conf.py read."""
NOT_THERE = {"site/__init__.py", "cms/standing_polish.py"}
"""Files that the documents speak of because they must not, or may one day, be there."""


def each(pattern: str) -> set[tuple[str, str]]:
    """The document and the words, wherever the pattern is found."""
    return {
        (str(document.relative_to(ROOT)), found)
        for document in DOCUMENTS
        for found in re.findall(pattern, document.read_text())
    }


def test_links_lead_to_files():
    links = each(r"\]\((?!https?:|#)([^)#]+)")
    assert {one for one in links if not ((ROOT / one[0]).parent / one[1]).exists()} == set()


def test_decision_records_are_named_by_their_number():
    links = each(r"\[ADR (\d+\]\((?:docs/)?(?:adr/)?0*\d+)")
    assert {one for one in links if len(set(re.findall(r"[1-9]\d*", one[1]))) > 1} == set()


@pytest.mark.parametrize(
    ("pattern", "known"),
    [
        (r"manage\.py ([a-z_]+)", set(get_commands())),
        (
            r"`make ([a-z-]+)",
            set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M)),
        ),
        (r"`([A-Z]+_[A-Z_]+)=?`", OTHERS | {name.upper() for name in Environment.model_fields}),
    ],
)
def test_commands_targets_and_settings_are_there(pattern, known):
    assert {one for one in each(pattern) if one[1] not in known} == set()


def test_files_named_in_the_documents_are_there():
    named = each(r"`((?:site|applications|mentoring|cms|tests|scripts|deploy|docs)/[\w/]+\.\w+)")
    missing = {one[1] for one in named if not (ROOT / one[1]).exists()}
    assert missing == NOT_THERE
