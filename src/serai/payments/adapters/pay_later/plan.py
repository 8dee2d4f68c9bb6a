"""What is due when."""

from datetime import date, timedelta

from serai.kernel.money import Money

PARTS, EVERY = 3, timedelta(days=30)


def due(amount: Money, today: date) -> list[tuple[date, Money]]:
    """
    Return the parts of an amount with their days: the first today, the others a month apart.

    The parts add up to the amount; a smallest unit that does not divide goes to the first ones.
    """
    return [(today + EVERY * n, part) for n, part in enumerate(amount.split([1] * PARTS))]
