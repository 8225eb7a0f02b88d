"""The audit: administrators only."""

from .walk import FORBIDDEN, Row

ROWS = [Row("audit_sightings", may="administrator", others=FORBIDDEN)]
