"""The measure of reading.py against values worked out by hand."""

import pytest

from .reading import grade, sentences


def test_grade_is_flesch_and_kincaids():
    said = sentences("<p>The cat sat on the mat.</p>")
    assert grade(said) == pytest.approx(0.39 * 6 / 1 + 11.8 * 6 / 6 - 15.59)


def test_sentences_leave_out_labels_names_and_what_nobody_sees():
    html = "<h2>How it works</h2><p>We met <b>Amina Deng</b> here. Done!</p><style>a b c.</style>"
    assert sentences(html) == [["We", "met", "here"]]


def test_hard_words_are_hard():
    easy, hard = "<p>We keep what you write.</p>", "<p>Retention of submitted documentation.</p>"
    assert grade(sentences(easy)) < 6 < grade(sentences(hard))
