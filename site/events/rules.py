"""Who plans events and sees who comes: each in the programmes and cities of their role."""

import rules

from programmes.rules import has_role, is_system
from programmes.scopes import Place

from .models import PLANNERS, Event


def place_of(event: Event) -> Place:
    return Place(programme_id=event.programme_id, city_id=event.city_id)


plans_events = has_role(*PLANNERS)

rules.add_perm("events.plan", is_system | has_role(*PLANNERS, at=place_of))
for act in ("add", "change", "view"):
    rules.add_perm(f"events.{act}_event", plans_events)
