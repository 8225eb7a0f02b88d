"""Arabic says one and two without a figure, which only named placeholders allow."""

import re
from pathlib import Path

import pytest
from django.conf import settings

CATALOGUES = sorted(Path(settings.ROOT, "locale").glob("*/LC_MESSAGES/django.po"))
POSITIONAL = re.compile(r"(?<!%)%[sd]")


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-3])
def test_plurals_name_their_placeholders(catalogue):
    entries = catalogue.read_text().split("\n\n")
    plurals = [entry for entry in entries if "msgid_plural" in entry]
    assert plurals
    assert [entry for entry in plurals if POSITIONAL.search(entry)] == []
