"""What is suggested on the home page, and beside a cart."""

from dataclasses import replace
from uuid import UUID

import msgspec

from serai.discovery.domain.day_parts import ANY_MOMENT, Moment
from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.queries.choosing import Chooser
from serai.discovery.queries.lists.answer import cards, id_text
from serai.discovery.queries.suggestions.because import told
from serai.discovery.queries.suggestions.found import Context, Subject
from serai.discovery.queries.suggestions.suggest import Slot, Suggested, suggest
from serai.plumbing.json import as_json

_HOME = (
    Slot.USUALS,
    Slot.NEEDED,
    Slot.SEEN,
    Slot.NEW_FOR_YOU,
    Slot.IN_STORE,
    Slot.TRENDING,
    Slot.POPULAR,
)
_CART = (Slot.CART,)


class _Named(msgspec.Struct):
    name: str


_named = msgspec.json.Decoder(_Named)


def home(
    snapshot: Snapshot,
    subject: Subject,
    limit: int,
    *,
    chooser: Chooser | None = None,
    moment: Moment = ANY_MOMENT,
) -> bytes:
    """Return the home page's shelves as JSON; a product stands on one of them, an empty shelf is left out."""
    return _shelves(_HOME, subject, limit, Context(snapshot, chooser=chooser, moment=moment))


def beside_cart(
    snapshot: Snapshot,
    subject: Subject,
    limit: int,
    *,
    chooser: Chooser | None = None,
    moment: Moment = ANY_MOMENT,
) -> bytes:
    """Return the shelf beside a cart as JSON; none when nothing goes with it."""
    return _shelves(_CART, subject, limit, Context(snapshot, chooser=chooser, moment=moment))


def _shelves(slots: tuple[Slot, ...], subject: Subject, limit: int, context: Context) -> bytes:
    shown: frozenset[int] = frozenset()
    shelves: list[Suggested] = []
    for slot in slots:
        shelf = suggest(slot, subject, replace(context, shown=shown), limit)
        if shelf.ordinals:
            shelves.append(shelf)
            shown |= frozenset(shelf.ordinals)
    return b'{"shelves":[%b]}' % b",".join(_written(context.snapshot, shelf) for shelf in shelves)


def _written(snapshot: Snapshot, shelf: Suggested) -> bytes:
    head = as_json({"slot": shelf.slot.value, "title": shelf.title, "reason": shelf.reason})
    because = {
        ordinal: told(reason, _product(snapshot, reason.beside))
        for ordinal in shelf.ordinals
        if (reason := shelf.because.get(ordinal)) is not None
    }
    return b'%b,"items":[%b]}' % (
        head[:-1],
        cards(snapshot, shelf.ordinals, shelf.tokens, because),
    )


def _product(snapshot: Snapshot, ordinal: int) -> dict[str, str] | None:
    """Return id and name of the product that speaks for another."""
    if ordinal < 0:
        return None
    name = _named.decode(snapshot.pages.card(ordinal)).name
    return {"id": str(UUID(id_text(snapshot, ordinal))), "name": name}
