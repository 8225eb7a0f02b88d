"""The languages we know and those we offer."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language_info, override

from config import languages

ROOT = Path(__file__).parents[2]
CODES = [each.code for each in languages.KNOWN]
CATALOGUE = """msgid ""
msgstr ""
"Last-Translator: {maker}\\n"
{more}"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Send"
msgstr "{sent}"
"""


def test_twelve_languages_are_known():
    assert sorted(CODES) == sorted(
        ["en", "ar", "pl", "uk", "fa", "ckb", "ps", "ti", "ur", "ro", "so", "fr"]
    )


@pytest.mark.parametrize("language", languages.KNOWN, ids=CODES)
def test_django_knows_each_by_our_name_and_direction(language):
    info = get_language_info(language.code)
    assert (info["name_local"], info["bidi"]) == (language.name_local, language.bidi)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "22 November 2026"),
        ("fr", "22 novembre 2026"),
        ("pl", "22 listopada 2026"),
        ("uk", "22 листопада 2026"),
    ],
)
def test_a_month_beside_its_day_has_the_ending_of_the_language(language, written):
    with override(language):
        assert date_format(date(2026, 11, 22), "j F Y") == written


def test_only_known_languages_are_offered():
    assert [code for code, _name in settings.LANGUAGES] == list(languages.OFFERED)
    assert set(languages.OFFERED) <= set(CODES)


def test_the_first_language_is_the_source():
    assert (settings.LANGUAGE_CODE, languages.OFFERED[0]) == (languages.SOURCE, languages.SOURCE)


@pytest.mark.parametrize("code", [code for code in languages.OFFERED if code != "en"])
def test_every_offered_catalogue_says_who_made_it(code):
    made = languages.catalogue(code)
    assert made.machine_made or made.reviewed_by


@pytest.fixture
def catalogues(tmp_path, monkeypatch):
    monkeypatch.setattr(languages, "CATALOGUES", tmp_path / "locale")
    languages.catalogue.cache_clear()
    yield tmp_path
    languages.catalogue.cache_clear()


def write(root: Path, *, maker: str, more: str = "", sent: str = "Dir", code: str = "so") -> None:
    folder = root / "locale" / code / "LC_MESSAGES"
    folder.mkdir(parents=True)
    text = CATALOGUE.format(maker=maker, more=more, sent=sent)
    (folder / "django.po").write_text(text, encoding="utf-8")


def test_a_machine_made_catalogue_needs_review(catalogues):
    write(catalogues, maker="Made by a machine")
    assert languages.catalogue("so").needs_review is True


def test_a_reviewed_catalogue_names_its_reviewer(catalogues):
    reviewed = '"X-Reviewed-By: Hodan Example, 2026-11-30, 2843019\\n"\n'
    write(catalogues, maker="Made by a machine", more=reviewed)
    made = languages.catalogue("so")
    assert (made.needs_review, made.reviewed_by) == (False, "Hodan Example, 2026-11-30, 2843019")


def test_a_catalogue_written_by_a_person_needs_no_review(catalogues):
    write(catalogues, maker="Hodan Example")
    assert languages.catalogue("so").needs_review is False


def compiled(root: Path) -> subprocess.CompletedProcess:
    (root / "site" / "config").mkdir(parents=True, exist_ok=True)
    (root / "site" / "config" / "languages.py").write_text('OFFERED = ("en", "ar")\n')
    script = ROOT / "scripts" / "compile_translations.py"
    return subprocess.run(
        [sys.executable, script, "--complete"], cwd=root, capture_output=True, text=True
    )


def test_the_build_stops_at_a_hole_in_an_offered_language(tmp_path):
    write(tmp_path, maker="Made by a machine", sent="", code="ar")
    compiled(tmp_path)
    done = compiled(tmp_path)
    assert (done.returncode, done.stderr.count("ar/LC_MESSAGES/django.po: 1 strings missing")) == (
        1,
        1,
    )


def test_a_language_that_is_not_offered_may_have_holes(tmp_path):
    write(tmp_path, maker="Made by a machine", sent="", code="so")
    assert compiled(tmp_path).returncode == 0
