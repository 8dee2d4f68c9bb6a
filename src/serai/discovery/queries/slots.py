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
    Field("scarce", FieldType.BOOLEAN, "runs out before a delivery can come"),
)

HOME = declare_slot(
    Slot(
        code="home.suggestions",
        name="Suggestions on the home page",
        candidates="products of a shelf that can be had",
        reward=OutcomeKind.CLICK,
    )
)
USUALS = declare_slot(
    Slot(
        code="home.usuals",
        name="Your usuals",
        candidates="what a customer buys most; the score is the chance to be in the next basket",
        reward=OutcomeKind.CART,
    )
)
NEEDED = declare_slot(
    Slot(
        code="home.needed",
        name="You may need this soon",
        candidates="what a customer's own rhythm makes due within a week",
        reward=OutcomeKind.CART,
    )
)
NEW_FOR_YOU = declare_slot(
    Slot(
        code="home.new_for_you",
        name="New for you",
        candidates="what sells best and a customer never bought, and what the model expects of it",
        reward=OutcomeKind.CART,
    )
)
CART = declare_slot(
    Slot(
        code="cart.completion",
        name="Beside the cart",
        candidates="what shares baskets with the cart; the score adds the customer's own habits",
        reward=OutcomeKind.CART,
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
LISTING = declare_slot(
    Slot(
        code="listing.ranking",
        name="Order of lists",
        candidates="the products of one page of a list, popular first; scores add habits, a policy may add margin",
        reward=OutcomeKind.CLICK,
        guardrails=("ordered", "revenue", "added"),
    )
)
RANKING = declare_slot(
    Slot(
        code="search.ranking",
        name="Order of search results",
        candidates="the products of one page of results; the score adds a customer's habits, a policy may add margin",
        reward=OutcomeKind.CLICK,
        guardrails=("ordered", "revenue", "added"),
    )
)
SYNONYMS = declare_slot(
    Slot(
        code="search.synonyms",
        name="Synonyms learnt from shoppers",
        candidates="a query as staff taught it, and also as shoppers reword it; the score prefers the latter",
        reward=OutcomeKind.CLICK,
        tells=(OutcomeKind.CLICK,),
        subjects="phrases",
    )
)
