"""Who gets what at every address.

Every URL name of the resolver has a row in one of the `table_<room>.py` files here, or belongs to
a namespace with one rule for all its names. A name without a row fails `test_every_url_has_a_row`.

To add a row, open (or make) the table of your room:

    from .walk import FORBIDDEN, OK, Row

    ROWS = [
        Row(
            "journey:status",
            args=lambda scene: [scene.application.public_id],
            may="applicant officer administrator",
        )
    ]

- `may`: the roles of `scene.ROLES` that get `gets` (OK unless said). Everybody else signed in gets
  `others` (NOT_FOUND unless said), the anonymous get `anonymous` (SIGN_IN unless said).
- `exceptions={"trainer": FORBIDDEN}` for the odd one out.
- `args` makes the record and returns the address's arguments (a list, or a dict by name). It runs
  in a savepoint of its own; use `scene.users["judge"]`, `scene.application`, `scene.call`. Roles
  that end in `_elsewhere` hold the same role in another programme: others' records.
- `post={...}` sends a POST; a page with both GET and POST has two rows.
- A ModelViewSet, or any namespace with one rule: `Namespace("cities", may="administrator",
  pk=lambda scene: scene.city.pk)`.
"""
