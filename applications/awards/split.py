"""Cutting an award into tranches, in minor units."""

from collections.abc import Sequence

PRESETS = ((100,), (70, 30), (75, 25))


def split(amount_minor: int, percents: Sequence[int]) -> list[int]:
    """The amount of each part; the last is the remainder, so that no minor unit is lost.

    Raises ValueError when the percentages are not whole, above zero and 100 together, or when a
    part would be nothing.
    """
    if not percents or any(percent < 1 for percent in percents) or sum(percents) != 100:
        raise ValueError("the percentages must be above 0 and make 100 together")
    parts = [amount_minor * percent // 100 for percent in percents[:-1]]
    parts.append(amount_minor - sum(parts))
    if min(parts) < 1:
        raise ValueError("every part must be at least one minor unit")
    return parts
