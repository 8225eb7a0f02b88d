"""A language is offered only when every string of ours is there, with its placeholders."""

import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import polib
import pytest
from django.conf import settings

from tests.reading import grade, sentences

ROOT = Path(__file__).parents[2]
SOURCES = ("applications", "cms", "demo", "mentoring", "site", "templates", "manage.py")
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]
CATALOGUES = sorted(path.name for path in (ROOT / "locale").iterdir() if path.is_dir())
SCHOOL_YEAR, ENOUGH_SENTENCES = 6, 3
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


@pytest.fixture(scope="module")
def collected(tmp_path_factory) -> Path:
    """A copy of the sources whose catalogues were collected anew."""
    copy = tmp_path_factory.mktemp("sources")
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy / name)
    for language in CATALOGUES:
        (copy / "locale" / language / "LC_MESSAGES").mkdir(parents=True)
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "--no-wrap"]
        + ["--extension", "html,mjml,py,txt"]
        + [part for language in CATALOGUES for part in ("--locale", language)],
        cwd=copy,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin"},
        check=True,
        capture_output=True,
    )
    return copy


def catalogue(root: Path, language: str) -> dict[tuple[str, str], polib.POEntry]:
    file = polib.pofile(str(root / "locale" / language / "LC_MESSAGES" / "django.po"))
    return {(entry.msgctxt or "", entry.msgid): entry for entry in file if not entry.obsolete}


def missing(collected: Path, language: str) -> list[str]:
    ours = catalogue(ROOT, language)
    return [
        key[1]
        for key in catalogue(collected, language)
        if key not in ours or not ours[key].translated()
    ]


def test_our_english_is_easy_to_read(collected):
    """Each file with sentences for people, at most the sixth school year."""
    said = defaultdict(list)
    for entry in catalogue(collected, CATALOGUES[0]).values():
        for file in {file for file, _line in entry.occurrences}:
            said[file] += sentences(PLACEHOLDER.sub("Name", entry.msgid))
    hard = {
        file: round(grade(each), 1)
        for file, each in said.items()
        if len(each) >= ENOUGH_SENTENCES and grade(each) > SCHOOL_YEAR
    }
    assert hard == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_is_translated(collected, language):
    assert missing(collected, language) == []


def test_every_complete_language_is_offered(collected):
    complete = {language for language in CATALOGUES if not missing(collected, language)}
    assert complete - set(LANGUAGES) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_left_over(collected, language):
    assert catalogue(ROOT, language).keys() - catalogue(collected, language).keys() == set()


def placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_their_placeholders(language):
    wrong = [
        entry.msgid
        for entry in catalogue(ROOT, language).values()
        if entry.translated()
        and not entry.msgid_plural
        and placeholders(entry.msgstr) != placeholders(entry.msgid)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_forms_keep_their_placeholders(language):
    """Forms for none, one and two may say the number in words; the last form names everything."""
    wrong = []
    for entry in catalogue(ROOT, language).values():
        if entry.translated() and entry.msgid_plural:
            *few, many = [form for _number, form in sorted(entry.msgstr_plural.items())]
            wanted = placeholders(entry.msgid_plural)
            if placeholders(many) != wanted or any(
                set(placeholders(form)) - set(wanted) for form in few
            ):
                wrong.append(entry.msgid)
    assert wrong == []
