"""Pages mirror themselves: no style of ours says left or right."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STYLES = sorted((ROOT / "static" / "css").glob("*.css"))
SIDES = re.compile(
    r"(?:margin|padding|border|inset|scroll-margin)-(?:left|right)\b"
    r"|(?<![-\w])(?:left|right)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)\b"
)
FOUR_VALUES = re.compile(
    r"(?:margin|padding|inset|border-width)\s*:\s*([^\s;}]+)\s+([^\s;}]+)\s+([^\s;}]+)\s+([^\s;}]+)\s*[;}]"
)


def lopsided(text: str) -> list[str]:
    """The declarations that would stay on one side in Arabic."""
    flat = re.sub(r"\([^()]*\)", "()", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))
    uneven = [each[0] for each in FOUR_VALUES.finditer(flat) if each[2] != each[4]]
    return SIDES.findall(flat) + uneven


@pytest.mark.parametrize("style", STYLES, ids=[style.name for style in STYLES])
def test_no_style_names_a_side(style):
    assert lopsided(style.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "rule",
    [
        "a { margin-left: 1px; }",
        "a { left: 0 }",
        "a{text-align:right}",
        "a { margin: 0 1px 0 2px; }",
    ],
)
def test_a_side_is_found(rule):
    assert len(lopsided(rule)) == 1


def test_even_and_logical_rules_pass():
    assert lopsided("a { margin: 0 1px 2px 1px; padding-inline-start: 1px; inset: 0 auto; }") == []
