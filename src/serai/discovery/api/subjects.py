"""For whom a read is answered, when somebody is to be told apart at all."""

import re
from datetime import datetime
from threading import local
from typing import NamedTuple

import numpy as np

from serai.decisions.public import Candidates, Context, Subject, decide, is_deciding
from serai.discovery.domain.heard import as_asked
from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.queries.choosing import Chooser
from serai.discovery.queries.lists.asked import BadParameter
from serai.discovery.queries.slots import (
    CART,
    HOME,
    LISTING,
    NEEDED,
    NEW_FOR_YOU,
    RANKING,
    SIMILAR,
    SYNONYMS,
    TOGETHER,
    USUALS,
)
from serai.kernel.clock import now
from serai.plumbing.auth import Caller

VISITOR = "Serai-Visitor"
"""The header in which a storefront names a visitor who agreed to be told apart."""
VISITOR_PATTERN = r"^[A-Za-z0-9._~-]{8,64}$"
_SLOTS_OF = {
    "products": (LISTING,),
    "suggestions": (HOME, USUALS, NEEDED, NEW_FOR_YOU, CART),
    "similar_products": (SIMILAR,),
    "bought_together": (TOGETHER,),
    "search": (RANKING,),
}
_EVENING = 17
_AS_TAUGHT, _ALSO_LEARNT = "as taught", "also as learnt"
_thread = local()


def chooser_of(operation: str, caller: Caller, visitor: str | None) -> Chooser | None:
    """
    Return who chooses for the asker; `None` when nothing is to be chosen.

    That is so for most: an operation without a slot, a slot that is off in the channel, and an asker who is
    neither logged in nor named as a visitor. They share the answers that are prepared.

    Raises:
        BadParameter: the visitor's name is none.
    """
    if visitor is not None and not re.match(VISITOR_PATTERN, visitor):
        raise BadParameter(VISITOR, "8 to 64 letters, digits, dots, hyphens, tildes, underscores.")
    slots = _SLOTS_OF.get(operation)
    if slots is None or (visitor is None and caller.customer_id is None):
        return None
    if not any(is_deciding(slot.code, caller.channel_code) for slot in slots):
        return None
    if caller.customer_id is not None:
        subject = Subject("account", str(caller.customer_id))
    else:
        subject = Subject("visitor", visitor or "")
    return Chooser(subject, _context(caller, subject.kind, now()))


def is_asked_about(snapshot: Snapshot) -> bool:
    """Return whether anything was learnt that a slot decides about; for most shops nothing."""
    return bool(snapshot.taught.learnt) and is_deciding(SYNONYMS.code, snapshot.channel)


class Worded(NamedTuple):
    """Whether synonyms learnt from shoppers count in a search, and the token of the decision, if any."""

    learnt: bool = False
    token: str = ""

    def told(self, body: bytes, caller: Caller, visitor: str | None) -> bytes:
        """Return a search's answer with the token, for whoever may be told apart: a click can be told by it."""
        if not self.token or (visitor is None and caller.customer_id is None):
            return body
        return b'{"decision_token":"%b",%b' % (self.token.encode(), body[1:])


def worded(snapshot: Snapshot, text: str) -> Worded:
    """
    Decide whether synonyms learnt from shoppers count in a search: for each query, not for each shopper.

    So everybody who asks the same is answered alike, and a holdout of queries shows what the synonyms bring.
    """
    if not snapshot.taught.knows_by_learning(snapshot.analyser.stems(text)):
        return Worded()
    asked = Subject("query", as_asked(text))
    ways = Candidates([_AS_TAUGHT, _ALSO_LEARNT], scores=np.array([0.0, 1.0]))
    moment = Context(snapshot.channel, now(), _chance(), segment="query")
    chosen = decide(SYNONYMS.code, asked, moment, ways, limit=1).items[0]
    return Worded(chosen.item == _ALSO_LEARNT, chosen.token)


def _context(caller: Caller, kind: str, instant: datetime) -> Context:
    features = {
        "logged_in": float(kind == "account"),
        "evening": float(instant.hour >= _EVENING),
        "weekend": float(instant.weekday() >= 5),
    }
    return Context(caller.channel_code, instant, _chance(), features, segment=kind)


def _chance() -> np.random.Generator:
    """Return this thread's own source of chance: making one costs more than a decision."""
    rng: np.random.Generator | None = getattr(_thread, "rng", None)
    if rng is None:
        rng = _thread.rng = np.random.default_rng()
    return rng
