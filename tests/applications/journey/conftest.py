import pytest

from applications.journey import panels, road


@pytest.fixture
def this_room_alone(monkeypatch, no_menu):
    """Without what rooms further up add, so that a count of queries is this room's own."""
    monkeypatch.setattr(panels, "_panels", [])
    monkeypatch.setattr(road, "_dates", [])
