"""Proposed prices that count by themselves: for each article, told a week later."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import numpy as np
from decisions.stories.story import PEOPLE, Story
from factories.catalog import a_variant
from factories.pricing import NOW, priced

from serai.ordering.models import Order, OrderLine
from serai.pricing.models import PriceProposal
from serai.pricing.usecases.proposals.feed_rows import CostRow
from serai.pricing.usecases.proposals.move_prices import move_prices
from serai.pricing.usecases.proposals.report_articles import report_articles
from serai.pricing.usecases.proposals.set_unit_costs import set_unit_costs

_OVER = NOW + timedelta(days=8)


def prices() -> Story:
    """Return the story of goods at 4.00 that cost 2.00, of each of which 3.69 is proposed."""
    goods = [a_variant(f"GOOD-{number}").id for number in range(PEOPLE)]
    for number, variant in enumerate(goods):
        priced(variant, "4.00")
        set_unit_costs([CostRow(f"GOOD-{number}", "USD", Decimal(2))], source="erp", now=NOW)

    def use() -> list[object]:
        PriceProposal.objects.all().delete()
        for variant in goods:
            PriceProposal.objects.create(
                id=uuid4(), channel_id="web", variant_id=variant, currency="USD", now_minor=400,
                proposed_minor=369, gain_minor=100, because="margin", record={}, state="open",
                proposed_at=NOW,
            )  # fmt: skip
        move_prices("web", rng=np.random.default_rng(1), now=NOW)
        state = dict(PriceProposal.objects.values_list("variant_id", "state"))
        return [state[each] for each in goods]

    def tell() -> None:
        for each in goods:
            _sold(each)
        report_articles(now=_OVER)

    return Story(use, tell, NOW)


def _sold(variant: UUID) -> None:
    order = Order.objects.create(
        id=uuid4(), number=str(uuid4()), state="fulfilled", channel_code="web", locale="en",
        currency="USD", items_minor=400, discount_minor=0, total_minor=400,
        placed_at=NOW + timedelta(days=2),
    )  # fmt: skip
    OrderLine.objects.create(
        order=order, position=1, variant_id=variant, sku="SKU", name="Thing", quantity=1,
        unit_price=4, items_minor=400, discount_minor=0, total_minor=400,
    )  # fmt: skip
