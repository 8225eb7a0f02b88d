"""Draws the road of an application: states as stones, moves as numbered arrows, a table beneath."""

import math
from html import escape

from .moves import Move, all_moves
from .states import ENDED, State

PLACES = {
    State.DRAFT: (0, 0),
    State.SUBMITTED: (1, 0),
    State.ELIGIBLE: (2, 0),
    State.IN_TRAINING: (3, 0),
    State.READY_TO_PITCH: (4, 0),
    State.SCHEDULED: (5, 0),
    State.WITHDRAWN: (0, 1),
    State.CHANGES_REQUESTED: (1, 1),
    State.INELIGIBLE: (2, 1),
    State.OFFER_LAPSED: (3, 1),
    State.OFFER_DECLINED: (4, 1),
    State.JUDGED: (5, 2),
    State.AWARDED: (4, 2),
    State.AGREED: (3, 2),
    State.ACTIVE: (2, 2),
    State.COMPLETED: (1, 2),
    State.NOT_FUNDED: (5, 3),
    State.RESERVE: (4, 3),
    State.ENDED_EARLY: (2.5, 3),
}
"""Column and row of every state. The road itself runs out and back, like the one on the pages."""

ROAD = (
    State.DRAFT,
    State.SUBMITTED,
    State.ELIGIBLE,
    State.IN_TRAINING,
    State.READY_TO_PITCH,
    State.SCHEDULED,
    State.JUDGED,
    State.AWARDED,
    State.AGREED,
    State.ACTIVE,
    State.COMPLETED,
)

BENDS = {
    (State.ELIGIBLE, State.READY_TO_PITCH): -150,
    (State.SUBMITTED, State.CHANGES_REQUESTED): 44,
    (State.CHANGES_REQUESTED, State.SUBMITTED): 44,
}
"""How far an arrow bows to its left; the others run straight."""

WIDTH, LEFT, TOP = 1240, 110, 136
COLUMN, ROW = 204, 126
BOX = (138, 56)
LINE = 25
INK, MUTED, PAPER, TEAL, MINT = "#1b2130", "#555c6b", "#fffdf8", "#0b5d5b", "#ddefe9"
SAFFRON, CLAY, CLAY_SOFT, SAND, DOTS = "#f2b64a", "#a8401f", "#fbe9dd", "#f5efe3", "#e2d8c5"
BAND = "#f3e9d2"
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"

Point = tuple[float, float]


def svg() -> str:
    """The whole drawing as SVG text; the same moves always give the same text."""
    moves = all_moves()
    table, height = _table(moves, TOP + 3 * ROW + 120)
    parts = [
        _road(),
        *(_arrows(number, move) for number, move in enumerate(moves, 1) if _is_drawn(move)),
        _back_and_forth(moves),
        *(_stone(state) for state in State),
        *(_badges(number, move) for number, move in enumerate(moves, 1) if _is_drawn(move)),
        table,
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" font-family="{FONT}" role="img" aria-labelledby="t d">\n'
        '<title id="t">The road of an application</title>\n'
        '<desc id="d">Its states, the moves between them, what must be true for each move and '
        "who may take it. The table in the drawing says the same in words.</desc>\n"
        f'<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" '
        f'markerHeight="7" orient="auto"><path d="M0 0 10 5 0 10z" fill="{MUTED}"/></marker></defs>'
        f'\n<rect width="{WIDTH}" height="{height}" rx="18" fill="{PAPER}"/>\n'
        f'<text x="36" y="58" font-size="28" font-weight="700" fill="{INK}" '
        "font-family=\"'Iowan Old Style', Palatino, 'Noto Serif', Georgia, serif\">"
        "The road of an application</text>\n" + "\n".join(parts) + "\n</svg>\n"
    )


def _is_drawn(move: Move) -> bool:
    """Taking back and undoing lead from and to ten states: one sign on each instead of arrows."""
    return State.WITHDRAWN not in (*move.sources, *move.targets)


def _centre(state: State) -> Point:
    column, row = PLACES[state]
    return LEFT + column * COLUMN, TOP + row * ROW


def _road() -> str:
    points = " ".join(f"{x:g},{y:g}" for x, y in map(_centre, ROAD))
    return (
        f'<polyline points="{points}" fill="none" stroke="{BAND}" stroke-width="34" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def _stone(state: State) -> str:
    x, y = _centre(state)
    width, height = BOX
    if state == State.COMPLETED:
        fill, edge, ink = TEAL, TEAL, "#ffffff"
    elif state in ENDED:
        fill, edge, ink = CLAY_SOFT, CLAY, INK
    elif state in ROAD:
        fill, edge, ink = MINT, TEAL, INK
    else:
        fill, edge, ink = SAND, "#7b7466", INK
    lines = _wrapped(str(state.label), 14)
    first = y + 6 - 10 * (len(lines) - 1)
    words = "".join(
        f'<tspan x="{x:g}" y="{first + 20 * number:g}">{escape(line)}</tspan>'
        for number, line in enumerate(lines)
    )
    return (
        f'<rect x="{x - width / 2:g}" y="{y - height / 2:g}" width="{width}" height="{height}" '
        f'rx="24" fill="{fill}" stroke="{edge}" stroke-width="2.5"/>'
        f'<text font-size="17" font-weight="600" text-anchor="middle" fill="{ink}">{words}</text>'
    )


def _curve(source: State, target: State) -> tuple[Point, Point, Point]:
    """Start, control point and end of the arrow, from edge to edge of the two stones."""
    (x1, y1), (x2, y2) = _centre(source), _centre(target)
    length = math.hypot(x2 - x1, y2 - y1)
    bend = BENDS.get((source, target), 0)
    control = (
        (x1 + x2) / 2 + bend * (y2 - y1) / length,
        (y1 + y2) / 2 + bend * (x2 - x1) / length,
    )
    return _edge((x1, y1), control, 2), control, _edge((x2, y2), control, 7)


def _edge(centre: Point, towards: Point, gap: float) -> Point:
    """Where the line from a stone's centre leaves the stone, and a little further."""
    dx, dy = towards[0] - centre[0], towards[1] - centre[1]
    scale = min(
        (BOX[0] / 2 + gap) / abs(dx) if dx else math.inf,
        (BOX[1] / 2 + gap) / abs(dy) if dy else math.inf,
    )
    return centre[0] + dx * scale, centre[1] + dy * scale


def _arrows(number: int, move: Move) -> str:
    paths = []
    for pair in move.pairs:
        start, control, end = _curve(*pair)
        paths.append(
            f'<path d="M{_xy(start)}Q{_xy(control)} {_xy(end)}" fill="none" stroke="{MUTED}" '
            'stroke-width="2.2" marker-end="url(#tip)"/>'
        )
    return "".join(paths)


def _badges(number: int, move: Move) -> str:
    badges = []
    for pair in move.pairs:
        start, control, end = _curve(*pair)
        badges.append(_badge(*_along(start, control, end), number))
    return "".join(badges)


def _along(start: Point, control: Point, end: Point, way: float = 0.42) -> Point:
    """A point on the curve, a little before its middle, so that the arrow's tip stays in sight."""
    back = 1 - way
    weights = (back * back, 2 * back * way, way * way)
    points = list(zip(start, control, end, strict=True))
    x, y = (sum(w * part for w, part in zip(weights, axis, strict=True)) for axis in points)
    return x, y


def _badge(x: float, y: float, number: int) -> str:
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="13" fill="{SAFFRON}" stroke="{PAPER}" '
        f'stroke-width="2"/><text x="{x:.1f}" y="{y + 5:.1f}" font-size="14" font-weight="700" '
        f'text-anchor="middle" fill="{INK}">{number}</text>'
    )


def _back_and_forth(moves: list[Move]) -> str:
    """The sign of withdrawal on each state that has it, and on the withdrawn stone."""
    numbers = [number for number, move in enumerate(moves, 1) if not _is_drawn(move)]
    before = {state for move in moves if not _is_drawn(move) for state in move.sources}
    signs = [
        f'<circle cx="{x + BOX[0] / 2 - 16:g}" cy="{y + BOX[1] / 2 + 3:g}" r="8" fill="{CLAY}"/>'
        for state in State
        if state in before and state != State.WITHDRAWN
        for x, y in [_centre(state)]
    ]
    x, y = _centre(State.WITHDRAWN)
    badges = [_badge(x - 17 + 34 * n, y + 48, number) for n, number in enumerate(numbers)]
    note = (
        f'<circle cx="{WIDTH - 330}" cy="51" r="8" fill="{CLAY}"/><text x="{WIDTH - 314}" y="57" '
        f'font-size="16" fill="{INK}">the applicant may withdraw here ({numbers[0]})</text>'
    )
    return "".join([*signs, *badges, note])


def _table(moves: list[Move], y: float) -> tuple[str, int]:
    """Every move in words; returns the drawing and where it ends."""
    columns = (36, 84, 262, 930)
    parts = [
        f'<text x="{x}" y="{y:g}" font-size="15" fill="{MUTED}">{words}</text>'
        for x, words in zip(
            columns[1:], ("Move", "What must be true", "Who may take it"), strict=True
        )
    ]
    y += 14
    for number, move in enumerate(moves, 1):
        guards = [line for guard in move.guards for line in _wrapped(guard, 82)] or ["–"]
        people = _wrapped(move.who[0].upper() + move.who[1:], 38)
        rows = max(len(guards), len(people))
        parts.append(
            f'<line x1="36" x2="{WIDTH - 36}" y1="{y:g}" y2="{y:g}" stroke="{DOTS}"/>'
            + _badge(columns[0] + 13, y + 20, number)
            + _lines(columns[1], y, [move.name.replace("_", " ")], "700")
            + _lines(columns[2], y, guards)
            + _lines(columns[3], y, people)
        )
        y += rows * LINE + 14
    parts.append(
        f'<text x="{columns[3]}" y="{y + 18:g}" font-size="15" fill="{MUTED}">'
        "* never for their own application</text>"
    )
    return "".join(parts), int(y + 44)


def _lines(x: float, y: float, lines: list[str], weight: str = "400") -> str:
    return "".join(
        f'<text x="{x}" y="{y + LINE * (number + 1):g}" font-size="16.5" font-weight="{weight}" '
        f'fill="{INK}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )


def _wrapped(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _xy(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"


def mermaid() -> str:
    """The same moves as a Mermaid state diagram, with guards and people as comments."""
    lines = ["stateDiagram-v2", "    direction LR"]
    lines += [f"    {state.value}: {state.label}" for state in State]
    lines.append(f"    [*] --> {State.DRAFT.value}")
    for move in all_moves():
        lines += [f"    %% {move.name} – {move.who}", *(f"    %%   {g}" for g in move.guards)]
        lines += [
            f"    {source.value} --> {target.value}: {move.name}" for source, target in move.pairs
        ]
    lines += [f"    {state.value} --> [*]" for state in ENDED if state != State.WITHDRAWN]
    return "\n".join(lines) + "\n"
