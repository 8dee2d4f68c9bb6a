"""What is suggested on the home page."""

from uuid import UUID

from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.queries.choosing import Chooser
from serai.discovery.queries.lists.answer import cards
from serai.discovery.queries.suggestions.suggest import Context, Slot, Subject, Suggested, suggest
from serai.plumbing.json import as_json

_SLOTS = (Slot.USUALS, Slot.TRENDING, Slot.POPULAR)


def home(
    snapshot: Snapshot, customer_id: UUID | None, limit: int, *, chooser: Chooser | None = None
) -> bytes:
    """Return the home page's shelves as JSON; a product stands on one of them, an empty shelf is left out."""
    shown: frozenset[int] = frozenset()
    shelves: list[Suggested] = []
    for slot in _SLOTS:
        context = Context(snapshot, shown, chooser)
        shelf = suggest(slot, Subject(customer_id=customer_id), context, limit)
        if shelf.ordinals:
            shelves.append(shelf)
            shown |= frozenset(shelf.ordinals)
    return b'{"shelves":[%b]}' % b",".join(_written(snapshot, shelf) for shelf in shelves)


def _written(snapshot: Snapshot, shelf: Suggested) -> bytes:
    head = as_json({"slot": shelf.slot.value, "title": shelf.title, "reason": shelf.reason})
    return b'%b,"items":[%b]}' % (head[:-1], cards(snapshot, shelf.ordinals, shelf.tokens))
