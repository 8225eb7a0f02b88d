"""The stand-alone script: the very code that ranked, in one file that needs numpy alone."""

import re
from functools import cache
from pathlib import Path

from .. import method

HERE = Path(__file__).parent
METHOD = Path(method.__file__).parent
PARTS = ("scores", "components", "model", "passing", "ranking", "ties", "walk")
"""In the order in which each needs the ones before."""
OWN = re.compile(r"^from \.[\w.]* import (?:\([^)]*\)|[^\n]*)\n", re.MULTILINE)
RULE = "# " + "-" * 98


@cache
def script() -> bytes:
    """What is in the pack as recompute.py."""
    check = (HERE / "check.py").read_text()
    docstring, rest = _parted(check)
    parts = [f'"""{docstring}"""\n']
    for name in PARTS:
        words, code = _parted((METHOD / f"{name}.py").read_text())
        about = "\n".join(f"# {line}".rstrip() for line in words.strip().splitlines())
        parts.append(f"\n{RULE}\n# {name}\n#\n{about}\n{RULE}\n{code}")
    return "".join([*parts, f"\n{RULE}\n# compare\n{RULE}\n{rest}"]).encode()


def _parted(source: str) -> tuple[str, str]:
    """A module's docstring, and its code without what it imports from its neighbours."""
    _before, docstring, rest = source.split('"""', 2)
    return docstring, OWN.sub("", rest)
