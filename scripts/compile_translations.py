"""Compile every locale/*.po that is newer than its .mo; needs no system package.

With --complete (the build), a hole in a language that the site offers is an error.
"""

import ast
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

REGISTRY = Path("site/config/languages.py")


def offered() -> tuple[str, ...]:
    """OFFERED of the registry, read without Django."""
    for line in ast.parse(REGISTRY.read_text()).body:
        if isinstance(line, ast.Assign) and getattr(line.targets[0], "id", "") == "OFFERED":
            return ast.literal_eval(line.value)
    raise LookupError(f"{REGISTRY} has no OFFERED")


def holes(catalogue: Catalog) -> list[str]:
    """The strings without a translation, or with one that waits for a look."""
    return [str(each.id) for each in catalogue if each.id and (each.fuzzy or not all(forms(each)))]


def forms(message: Message) -> tuple[str, ...]:
    """The translation, or each of its plural forms."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


strict = "--complete" in sys.argv
incomplete = []
for source in sorted(Path("locale").glob("*/LC_MESSAGES/django.po")):
    code, target = source.parts[1], source.with_suffix(".mo")
    is_new = not target.exists() or target.stat().st_mtime < source.stat().st_mtime
    if not (is_new or strict):
        continue
    with source.open("rb") as po:
        words = read_po(po, locale=code)
    if code in offered() and (missing := holes(words)):
        incomplete.append(f"{source}: {len(missing)} strings missing, first {missing[0]!r}")
    if is_new:
        with target.open("wb") as mo:
            write_mo(mo, words)
        print(f"Compiled {source}")
if incomplete and strict:
    sys.exit("A language that the site offers must be complete.\n" + "\n".join(incomplete))
