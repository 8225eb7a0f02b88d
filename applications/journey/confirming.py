"""What others typed, and whether the applicant said that it is right."""

from django.db.models import Prefetch, prefetch_related_objects

from .complete import asked_of, is_empty
from .models import Answer, Application
from .questions import every_question


def typed_by_others(application: Application) -> list[Answer]:
    """The answers that will be sent and that somebody else typed, in the order of the form.

    No query where the applicant typed everything and the answers are loaded.
    """
    load_answers(application)
    found = {
        each.key: each
        for each in application.answers.all()
        if each.typed_by.person_id != application.applicant_id and not is_empty(each.value)
    }
    if not found:
        return []
    prefetch_related_objects(list(found.values()), "typed_by__person")
    keys = asked_of(application)
    questions = every_question(application.question_set)
    return [found[each.key] for each in questions if each.key in keys and each.key in found]


def load_answers(application: Application) -> None:
    """Its answers with who typed them, in one query, unless they are loaded already."""
    known = getattr(application, "_prefetched_objects_cache", {}).get("answers")
    if known is not None and all(Answer.typed_by.is_cached(each) for each in known):
        return
    typed = Prefetch("answers", Answer.objects.select_related("typed_by"))
    prefetch_related_objects([application], typed)
    prefetch_related_objects(list(application.answers.all()), "typed_by")


def unconfirmed(application: Application) -> list[Answer]:
    """Those of them that the applicant has not confirmed as they are now."""
    others = typed_by_others(application)
    if not others:
        return []
    said = {pair for each in application.confirmations.all() for pair in each.versions.items()}
    return [each for each in others if (each.key, each.version) not in said]


def as_text(answers: list[Answer]) -> str:
    """What a form sends to say which versions stood on the screen: `need.3 amount.1`."""
    return " ".join(f"{each.key}.{each.version}" for each in answers)


def from_text(text: str) -> dict[str, int]:
    pairs = (each.rpartition(".") for each in text.split())
    return {key: int(version) for key, _dot, version in pairs if key and version.isdecimal()}


def by_typist(answers: list[Answer], labels: dict[str, str]) -> list[dict]:
    """`{name, labels}` for everybody who typed some of `answers`."""
    found: dict[int, dict] = {}
    for each in answers:
        who = found.setdefault(
            each.typed_by_id, {"name": each.typed_by.person.display_name, "labels": []}
        )
        who["labels"].append(labels.get(each.key, each.key))
    return list(found.values())
