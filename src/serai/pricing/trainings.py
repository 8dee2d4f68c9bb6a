"""What pricing learns."""

from collections.abc import Iterator
from uuid import UUID

from serai.catalog.public import channels, facts_of_variants
from serai.kernel import clock
from serai.plumbing.model_registry import Published, publish, training
from serai.plumbing.wiring import bound
from serai.pricing.domain.proposals.demand_model import id_of
from serai.pricing.ports import SalesHistory, WeeklySales
from serai.pricing.queries.proposals.worked_out import model_of
from serai.pricing.usecases.proposals.propose_prices import propose_prices

_NOISE = 0.02
"""Nats a week by which two fits differ for no reason, about twice the standard error on a year of one chain."""


@training("pricing.demand", "how units answer prices; then prices are proposed")
def train_demand() -> Iterator[Published]:
    """Learn one demand from all channels, keep it for each, and propose prices where it is used."""
    from serai.pricing.usecases.proposals.learn_demand import (  # noqa: PLC0415 - it loads SciPy
        learn_demand,
    )

    sales = bound(SalesHistory).weekly()
    if not sales.variants.size:
        return
    learnt = learn_demand(sales, _kinds(sales))
    if learnt is None:
        return
    for channel in channels():
        now = clock.now()
        name = model_of(channel.code)
        done = publish(name, learnt.card, learnt.model.save, tolerance=_NOISE, now=now)
        if not done.refused_because:
            propose_prices(channel.code, now=now)
        yield done


def _kinds(sales: WeeklySales) -> dict[UUID, str]:
    """Return the deepest category of each variant."""
    ids = [id_of(raw) for raw in sales.variants]
    return {
        variant: max(facts.categories, key=len, default="")
        for variant, facts in facts_of_variants(ids).items()
    }
