"""What an order remembers of what the laws asked of it."""

import msgspec

from serai.ordering.domain.age import AgeDeclaration
from serai.ordering.domain.regulated.demands import Demands, Regulated

NOTHING = Regulated()
_decoder = msgspec.json.Decoder(Regulated)


def regulated_of(asked: Demands, said: AgeDeclaration | None) -> Regulated | None:
    """Return what a new order remembers; `None` where the laws ask nothing."""
    if not asked.ages and not asked.prescribed:
        return None
    return Regulated(
        ages=dict(asked.ages),
        declared_at=said.declared_at if said and asked.ages else None,
        born_on=said.born_on if said and asked.asks_birth_date else None,
        prescribed=asked.prescribed,
    )


def regulated_in(text: str | None) -> Regulated:
    """Return what an order remembers, as it is written in its row."""
    return _decoder.decode(text) if text else NOTHING
