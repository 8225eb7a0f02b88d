"""Tables for spreadsheets: no cell is run as a formula (OWASP, "CSV Injection")."""

import re

LIKE_A_FORMULA = r"^\s*[=+@＝＋－＠-]|^[\t\r\n]"
"""Text that spreadsheets run. PostgreSQL reads the expression as Python does."""


def harmless(cell: object) -> str:
    """The cell as text that a spreadsheet shows: with a ' before it where it would be run."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if re.search(LIKE_A_FORMULA, text) else text
