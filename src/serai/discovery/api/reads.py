"""The shop's reads: one function for each operation, used by the routes and by the lane alike."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import parse_qsl

from serai.catalog.public import parse_package_size
from serai.discovery.api.parameters import LONGEST_CODE, LONGEST_NAME
from serai.discovery.api.prepared import prepared
from serai.discovery.api.retell import retold
from serai.discovery.api.subjects import Worded, chooser_of, is_asked_about, worded
from serai.discovery.api.words import Words, words_for
from serai.discovery.domain.day_parts import ANY_MOMENT, Moment, moment_of
from serai.discovery.domain.heard import heard, is_first_page
from serai.discovery.domain.search.measures import Measure
from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.queries.autocomplete import autocomplete
from serai.discovery.queries.choosing import Chooser
from serai.discovery.queries.lists.answer import cards
from serai.discovery.queries.lists.asked import LONGEST, BadParameter, limit_of
from serai.discovery.queries.lists.listing import listing
from serai.discovery.queries.lists.searching import sought, told
from serai.discovery.queries.product_page import product_ordinal, shown_ordinals
from serai.discovery.queries.suggestions.beside_product import beside_product
from serai.discovery.queries.suggestions.found import Subject
from serai.discovery.queries.suggestions.home import beside_cart, home
from serai.discovery.queries.suggestions.suggest import Slot
from serai.discovery.usecases.open_shelf import open_shelf
from serai.kernel.clock import now
from serai.plumbing.auth import Caller

Parameters = list[tuple[str, str]]
_MOST_PARAMETERS = 200
_MOST_NAMED = 100


@dataclass(frozen=True, slots=True)
class Answer:
    """Finished JSON in a language. `etag` stands for its content; an answer made for one shopper has none."""

    body: bytes
    etag: str | None
    locale: str


@dataclass(frozen=True, slots=True)
class Question:
    """One request, as a read sees it: the path's variable part, and the parameters."""

    snapshot: Snapshot
    caller: Caller
    key: str
    parameters: Parameters
    chooser: Chooser | None
    moment: Moment
    visitor: str | None
    learnt: bool

    def value(self, name: str, missing: str = "") -> str:
        """Return the last value of a parameter, `missing` when there is none."""
        return next((value for known, value in reversed(self.parameters) if known == name), missing)


Read = Callable[[Question], bytes]


def answer_read(
    operation: str,
    caller: Caller,
    *,
    key: str = "",
    query_string: str = "",
    accept_language: str = "",
    visitor: str | None = None,
) -> Answer:
    """
    Return the answer of a read, in a language of the channel.

    Answers that depend on the address alone are prepared once for each state of the shop, and once more
    for each other language that somebody reads.

    Args:
        operation: a name of `READS`.
        caller: who asks; decides the channel, and what is personal.
        key: the variable part of the path, decoded.
        query_string: the rest of the address, as it came.
        accept_language: the header that says which languages the reader prefers.
        visitor: the header that tells a visitor apart; what is decided for one is kept by nobody.

    Raises:
        DomainError: the read refuses; see each.
    """
    snapshot = open_shelf(caller.channel_code)
    words = words_for(snapshot.channel, snapshot.tables.locale, accept_language)
    locale = words.locale if words else snapshot.tables.locale
    chooser = chooser_of(operation, caller, visitor)
    moment = _moment(operation, snapshot)
    wording = _worded(snapshot, query_string) if operation == SEARCH else Worded()
    learnt = wording.learnt
    question = _Asked(
        operation, snapshot, caller, key, query_string, words, chooser, moment, visitor, learnt
    )
    if chooser or (operation in _PERSONAL and caller.customer_id is not None):
        return Answer(wording.told(_read(question), caller, visitor), None, locale)
    spoken = (words.locale, words.version) if words else ()
    when = (str(moment.part), str(moment.day), str(learnt))
    address = (operation, snapshot.channel, snapshot.version, key, query_string, *when, *spoken)
    body = prepared.get(address)
    if body is None:
        body = _read(question)
        prepared.keep(address, body)
    elif operation == SEARCH:
        heard.note_again(snapshot.channel, query_string, visitor=visitor, now=now())
    told = wording.told(body, caller, visitor)
    return Answer(told, f'"{_digest(address)}"' if told is body else None, locale)


class _Asked(NamedTuple):
    operation: str
    snapshot: Snapshot
    caller: Caller
    key: str
    query_string: str
    words: Words | None
    chooser: Chooser | None
    moment: Moment
    visitor: str | None
    learnt: bool


def _worded(snapshot: Snapshot, query_string: str) -> Worded:
    if not is_asked_about(snapshot):
        return Worded()
    return worded(snapshot, dict(_parameters(query_string)).get("q", ""))


def _moment(operation: str, snapshot: Snapshot) -> Moment:
    """Return the part of the day on the shop's clock, and the day where its weather may be told."""
    training = snapshot.training
    if operation != SUGGESTIONS or not training.time_zone.size:
        return ANY_MOMENT
    moment = moment_of(now(), training.time_zone[0].decode())
    return moment if training.weather_from.size else Moment(moment.part)


def _read(asked: _Asked) -> bytes:
    body = READS[asked.operation](
        Question(
            asked.snapshot,
            asked.caller,
            asked.key,
            _parameters(asked.query_string),
            asked.chooser,
            asked.moment,
            asked.visitor,
            asked.learnt,
        )
    )
    return retold(body, asked.snapshot, asked.words) if asked.words else body


def _parameters(query_string: str) -> Parameters:
    try:
        return parse_qsl(query_string, keep_blank_values=True, max_num_fields=_MOST_PARAMETERS)
    except ValueError:
        raise BadParameter("query", f"at most {_MOST_PARAMETERS} parameters.") from None


def _digest(address: tuple[str, ...]) -> str:
    return blake2b("\n".join(address).encode("utf-8", "replace"), digest_size=12).hexdigest()


def _products(question: Question) -> bytes:
    return listing(question.snapshot, question.parameters, chooser=question.chooser)


def _search(question: Question) -> bytes:
    snapshot, text = question.snapshot, question.value("q")
    results = sought(snapshot, text, measure_of, learnt=question.learnt)
    body = told(snapshot, results, question.parameters, chooser=question.chooser)
    if is_first_page(question.parameters):
        heard.note(snapshot.channel, text, results.outcome, visitor=question.visitor, now=now())
    return body


def _autocomplete(question: Question) -> bytes:
    text = question.value("q")
    if len(text) > LONGEST:
        raise BadParameter("q", f"at most {LONGEST} characters.")
    return autocomplete(question.snapshot, text, question.caller.customer_id)


def _product(question: Question) -> bytes:
    snapshot = question.snapshot
    return snapshot.pages.page(product_ordinal(snapshot, question.key))


def _cards(question: Question) -> bytes:
    """Return the cards of the products that are named, in that order; what is not shown is left out."""
    return b'{"items":[%b]}' % cards(question.snapshot, _documents(question, "key"))


def _similar(question: Question) -> bytes:
    return _beside(question, Slot.SIMILAR, usual=12)


def _bought_together(question: Question) -> bytes:
    return _beside(question, Slot.BOUGHT_TOGETHER, usual=6)


def _beside(question: Question, slot: Slot, *, usual: int) -> bytes:
    ordinal = product_ordinal(question.snapshot, question.key)
    limit = limit_of(question.value("limit", str(usual)))
    return beside_product(question.snapshot, ordinal, slot, limit, chooser=question.chooser)


def _suggestions(question: Question) -> bytes:
    slot = question.value("slot") or "home"
    if slot not in _PAGES:
        raise BadParameter("slot", f"one of {', '.join(_PAGES)}.")
    limit = limit_of(question.value("limit", "12"))
    subject = Subject(
        question.caller.customer_id,
        basket=_documents(question, "beside"),
        seen=_documents(question, "seen"),
        store=_store(question),
    )
    return _PAGES[slot](
        question.snapshot, subject, limit, chooser=question.chooser, moment=question.moment
    )


def _store(question: Question) -> str:
    """Return the code of the reader's store; one that sold nothing has nothing to suggest."""
    code = question.value("store")
    if len(code) > LONGEST_CODE:
        raise BadParameter("store", f"at most {LONGEST_CODE} characters.")
    return code


def _documents(question: Question, name: str) -> tuple[int, ...]:
    """Return the documents of the products that a parameter names; those that are no longer shown are left out."""
    keys = [value for known, value in question.parameters if known == name]
    if len(keys) > _MOST_NAMED:
        raise BadParameter(name, f"at most {_MOST_NAMED} products.")
    if any(len(key) > LONGEST_NAME for key in keys):
        raise BadParameter(name, f"at most {LONGEST_NAME} characters each.")
    named = [key for key in keys if key]
    return tuple(dict.fromkeys(shown_ordinals(question.snapshot, named)))


def measure_of(text: str) -> Measure | None:
    """Read a size as the catalogue does; `None` for what is no size."""
    try:
        amount, unit = parse_package_size(text).in_base()
    except ValueError:
        return None
    return unit, float(amount)


_PAGES = {"home": home, "cart": beside_cart}
SEARCH, SUGGESTIONS = "search", "suggestions"
_PERSONAL = {SUGGESTIONS, "autocomplete"}
READS: MappingProxyType[str, Read] = MappingProxyType(
    {
        "products": _products,
        SEARCH: _search,
        "autocomplete": _autocomplete,
        "product": _product,
        "cards": _cards,
        "similar_products": _similar,
        "bought_together": _bought_together,
        SUGGESTIONS: _suggestions,
    }
)
"""Every read by the name of its operation."""
