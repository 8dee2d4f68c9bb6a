"""Cards, and what stands for them."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Card:
    """A card as typed. Lives in memory only: never stored, logged or shown."""

    number: str = field(repr=False)
    expiry: str = field(repr=False)
    """Month and year, such as `12/30` or `12/2030`."""
    cvc: str = field(repr=False)


@dataclass(frozen=True)
class CardToken:
    """What stands for a card from now on."""

    token: str
    brand: str
    last4: str


@dataclass(frozen=True)
class ProcessorFront:
    """What a browser or a storefront needs to turn a card into a token without us seeing it."""

    name: str
    public_key: str
    tokenise_url: str
