"""Which gift wrap goes with what is called off."""

from collections.abc import Mapping

from serai.ordering.domain.changes.standing_lines import StandingLine


def wraps_along(
    lines: Mapping[int, StandingLine], off: Mapping[int, int], here: Mapping[int, int]
) -> dict[int, int]:
    """
    Return the units that go, with the wrapping that nothing needs any more.

    Wrapping by the unit goes unit by unit, wrapping of a line with its last unit, wrapping of the order with
    the last of everything. What has left already is done, and stays.

    Args:
        lines: of the order as it stands, by position.
        off: units that are called off.
        here: units that have not left.
    """
    units = dict(off)
    for position, line in lines.items():
        if line.wraps is None or not line.quantity:
            continue
        left = _left(lines, units, line.wraps)
        needless = line.quantity - min(line.quantity, left)
        gone = max(units.get(position, 0), min(needless, here.get(position, 0)))
        if gone:
            units[position] = gone
    return units


def wraps_of_returned(lines: Mapping[int, StandingLine], back: Mapping[int, int]) -> dict[int, int]:
    """Return the wrapping that is paid back with goods that come back through our own fault, by position."""
    with_all = wraps_along(lines, back, {each: line.quantity for each, line in lines.items()})
    return {each: units for each, units in with_all.items() if each not in back}


def _left(lines: Mapping[int, StandingLine], off: Mapping[int, int], wrapped: int) -> int:
    if wrapped:
        return lines[wrapped].quantity - off.get(wrapped, 0)
    return sum(
        line.quantity - off.get(position, 0)
        for position, line in lines.items()
        if line.wraps is None
    )
