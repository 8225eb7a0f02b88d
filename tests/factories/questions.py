"""Questions and sections as staff write them, with what a test does not care about filled in."""

from typing import Any

Raw = dict[str, Any]


def question(key: str, kind: str = "short_text", **more: Any) -> Raw:
    """A question that may be skipped. `only_if` is (key, "choice, choice"), options are keys."""
    only_if = more.pop("only_if", ("", ""))
    options = [{"key": each, "label": each.title()} for each in more.pop("options", ())]
    return {
        "key": key,
        "kind": kind,
        "label": f"{key}?",
        "help_text": "",
        "why": "",
        "required": False,
        "word_limit": None,
        "options": options,
        "seen_by": "judges",
        "only_if": {"question": only_if[0], "answers": only_if[1]},
    } | more


def section(key: str, *questions: Raw) -> Raw:
    value = {"key": key, "title": key.title(), "intro": "", "questions": list(questions)}
    return {"type": "section", "value": value}


def check(first: str, relation: str, second: str, sentence: str) -> Raw:
    value = {"first": first, "relation": relation, "second": second, "sentence": sentence}
    return {"type": "check", "value": value}
