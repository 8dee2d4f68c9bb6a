"""Take something off every unit that qualifies."""

from collections.abc import Sequence

from serai.pricing.domain.promotions.benefits import LinesOff, Percent
from serai.pricing.domain.promotions.left import Left, Pieces
from serai.pricing.domain.promotions.reduce import off_each, percent_of


def take_off_lines(benefit: LinesOff, lines: Sequence[int], left: Left) -> Pieces:
    """Return what comes off; a percentage is rounded once a line."""
    most, off = benefit.most_units, benefit.off
    stretches = left.of_lines(lines) if most is None else _dearest(most, lines, left)
    if not isinstance(off, Percent):
        minor, units = left.minor, left.units
        return [(each, off_each(minor[each], units[each], off)) for each in stretches]
    pieces: Pieces = []
    by_line: dict[int, list[int]] = {}
    for each in stretches:
        by_line.setdefault(left.line[each], []).append(each)
    for group in by_line.values():
        if len(group) == 1:
            pieces.append((group[0], percent_of(left.minor[group[0]], off)))
        else:
            whole = sum(left.minor[each] for each in group)
            pieces += left.spread(percent_of(whole, off), group)
    return pieces


def _dearest(most: int, lines: Sequence[int], left: Left) -> list[int]:
    found = []
    for each in left.dearest_first(left.of_lines(lines)):
        if most == 0:
            break
        units = min(most, left.units[each])
        found.append(left.part(each, units))
        most -= units
    return found
