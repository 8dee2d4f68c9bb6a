"""The places in which discovery lets decisions choose."""

from serai.decisions.public import OutcomeKind, Slot, declare_facts, declare_slot
from serai.discovery.domain.document import Band
from serai.kernel.conditions import Choice, Field, FieldType

declare_facts(
    Field("brand", FieldType.TEXT, "brand"),
    Field("category", FieldType.TEXT, "category"),
    Field("price_minor", FieldType.NUMBER, "price in minor units"),
    Field(
        "availability",
        FieldType.CHOICE,
        "availability",
        choices=tuple(Choice(band.name.lower(), band.name.lower()) for band in Band),
    ),
)

HOME = declare_slot(
    Slot(
        code="home.suggestions",
        name="Suggestions on the home page",
        candidates="products of a shelf that can be had",
        reward=OutcomeKind.CLICK,
    )
)
SIMILAR = declare_slot(
    Slot(
        code="product.similar",
        name="Similar products",
        candidates="products that could stand in for the one shown",
        reward=OutcomeKind.CLICK,
    )
)
TOGETHER = declare_slot(
    Slot(
        code="product.bought_together",
        name="Often bought together",
        candidates="products from the same baskets",
        reward=OutcomeKind.CART,
    )
)
RANKING = declare_slot(
    Slot(
        code="search.ranking",
        name="Order of search results",
        candidates="the products of one page of results",
        reward=OutcomeKind.CLICK,
        guardrails=("ordered", "revenue", "added"),
    )
)
