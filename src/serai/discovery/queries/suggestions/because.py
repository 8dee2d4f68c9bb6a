"""Why a product is suggested to a shopper: a code with its facts, worded in the reader's language later."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from serai.discovery.domain.foreseeing import WHY

SENTENCES: MappingProxyType[str, str] = MappingProxyType(
    {
        "bought_every": "You buy it about every {days} days.",
        "habit": "You have bought it before.",
        "rhythm": "It may be time for it again.",
        "kind": "You buy things of this kind.",
        "neighbours": "Shoppers with baskets like yours buy it.",
        "popular": "Many shoppers buy it again.",
        "offer": "You often buy it on offer.",
        "goes_with": "Goes with {product}.",
        "looked_at": "Because you looked at {product}.",
        "of_store": "Bought more in this store than elsewhere.",
        "of_hour": "Bought more at this time of day.",
        "of_weather": "Bought more in weather like today's.",
    }
)
"""What each code says, in English."""


@dataclass(frozen=True, slots=True)
class Because:
    """
    One reason.

    Attributes:
        code: a key of `SENTENCES`.
        days: between two purchases, for `bought_every`.
        beside: the document that speaks for it, for `goes_with` and `looked_at`.
    """

    code: str
    days: int = 0
    beside: int = -1


def every(days: float) -> Because:
    """Return the reason of a habit: its rhythm, where there is one of two days or more."""
    return Because("bought_every", days=round(days)) if days >= 1.5 else Because("habit")


def foreseen(codes: list[int], *, own: bool) -> Because:
    """Return the strongest of the model's reasons that can be said of a product, bought before or not."""
    for code in codes:
        said = WHY[code] if code >= 0 else ""
        if said in _OF_ANYTHING or (own and said in {"habit", "rhythm"}):
            return Because(said)
    return Because("habit" if own else "neighbours")


def told(because: Because, product: dict[str, str] | None) -> dict[str, Any]:
    """
    Return a reason as it is written on a card.

    Args:
        because: the reason.
        product: id and name of the product beside.
    """
    facts: dict[str, Any] = {"days": because.days} if because.days else {}
    name = {"product": product["name"]} if product else {}
    words = SENTENCES[because.code].format(**facts, **name)
    return {
        "code": because.code,
        **facts,
        **({"product": product} if product else {}),
        "words": words,
    }


_OF_ANYTHING = {"kind", "neighbours", "popular", "offer"}
