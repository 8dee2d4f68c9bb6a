"""What a substitute costs: never more than what it stands for."""

from dataclasses import replace

from serai.kernel.share_of_line import SumsOfLine
from serai.ordering.domain.changes.reductions import part
from serai.ordering.domain.changes.standing_lines import ChangeRow


def no_more_than(row: ChangeRow, most_minor: int) -> ChangeRow:
    """
    Return the row of an article that comes to an order at no more than an amount, its tax in proportion.

    What is above is a discount on the line. A row that costs no more stays as it is.

    Args:
        row: the article at its own price.
        most_minor: the most that its total may be, in minor units, tax included.
    """
    sums = row.sums
    if sums.total_minor <= most_minor:
        return row
    tax = part(sums.tax_minor, most_minor, sums.total_minor)
    included = part(sums.tax_included_minor, most_minor, sums.total_minor)
    discount = sums.items_minor + tax - most_minor
    return replace(row, sums=SumsOfLine(sums.items_minor, discount, tax, most_minor, included))
