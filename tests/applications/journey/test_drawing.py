"""The drawing of the road."""

from xml.etree import ElementTree

import pytest
from django.core.management import CommandError, call_command

from applications.journey import drawing, moves
from applications.journey.drawing import PLACES, svg
from applications.journey.states import State


def test_the_drawing_in_docs_is_fresh():
    call_command("workflow_diagram", check=True)


def test_a_stale_drawing_fails(monkeypatch):
    monkeypatch.setattr(drawing, "WIDTH", 1)
    with pytest.raises(CommandError, match="stale"):
        call_command("workflow_diagram", check=True)


def test_every_state_has_its_own_place():
    assert (set(PLACES), len(set(PLACES.values()))) == (set(State), len(State))


def test_the_drawing_is_well_formed_and_names_every_move():
    texts = {"".join(each.itertext()) for each in ElementTree.fromstring(svg()).iter()}
    assert {move.name.replace("_", " ") for move in moves.all_moves()} - texts == set()


@pytest.mark.parametrize(
    ("permission", "people"),
    [
        ("journey.submit", "the applicant or a caseworker with the person's word"),
        ("journey.screen", "officer or administrator*"),
        ("journey.let_offer_lapse", "officer or administrator or the platform itself"),
    ],
)
def test_who_reads_the_table_of_rules(permission, people):
    assert moves.who(permission) == people
