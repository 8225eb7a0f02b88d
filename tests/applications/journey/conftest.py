import pytest
from wagtail.admin.menu import admin_menu

from applications.journey import panels, road


@pytest.fixture
def this_room_alone(monkeypatch):
    """Without what rooms further up add, so that a count of queries is this room's own."""
    monkeypatch.setattr(panels, "_panels", [])
    monkeypatch.setattr(road, "_dates", [])
    monkeypatch.setitem(vars(admin_menu), "registered_menu_items", [])
