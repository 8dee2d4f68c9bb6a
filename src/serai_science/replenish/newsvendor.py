"""One order, one period: too much costs a little each, too little costs more each."""

from dataclasses import dataclass

from scipy.stats import norm


@dataclass(frozen=True, slots=True)
class BaseStock:
    """
    A level to order up to and what it costs.

    Attributes:
        level: units.
        cost: expected cost of a period, in the unit of the costs given.
    """

    level: float
    cost: float


def newsvendor(*, holding: float, shortage: float, mean: float, deviation: float) -> BaseStock:
    """
    Return the best stock for one period of normal demand.

    Args:
        holding: cost of a unit left over, > 0.
        shortage: cost of a unit that was missing, > 0.
        mean: expected demand, units.
        deviation: its standard deviation, units, > 0.

    Raises:
        ValueError: a cost or the deviation is not positive.

    Notes:
        Source: Snyder, Shen (2019), "Fundamentals of Supply Chain Theory", 2nd ed., section 4.3.

    Example:
        >>> best = newsvendor(holding=2, shortage=18, mean=120, deviation=10)
        >>> round(best.level, 4), round(best.cost, 4)
        (132.8155, 35.0997)
    """
    if min(holding, shortage, deviation) <= 0:
        raise ValueError("Costs and the deviation are positive.")
    z = float(norm.ppf(shortage / (shortage + holding)))
    return BaseStock(mean + z * deviation, (shortage + holding) * deviation * float(norm.pdf(z)))
