"""What is suggested beside a product."""

from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.queries.choosing import Chooser
from serai.discovery.queries.lists.answer import cards
from serai.discovery.queries.suggestions.found import Context, Subject
from serai.discovery.queries.suggestions.suggest import Slot, suggest
from serai.plumbing.json import as_json


def beside_product(
    snapshot: Snapshot, ordinal: int, slot: Slot, limit: int, *, chooser: Chooser | None = None
) -> bytes:
    """Return cards for a slot beside one document, as JSON with the reason."""
    found = suggest(slot, Subject(ordinal=ordinal), Context(snapshot, chooser=chooser), limit)
    return b'{"items":[%b],"reason":%b}' % (
        cards(snapshot, found.ordinals, found.tokens),
        as_json(found.reason),
    )
