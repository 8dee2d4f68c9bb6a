"""Prepared answers in another language: texts are exchanged, everything else stays."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any
from uuid import UUID

import msgspec
import numpy as np

from serai.discovery.api.words import Words
from serai.discovery.domain.filters import BRAND, IN_STOCK, PRICE, SIZE
from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.queries.suggestions.because import SENTENCES

Json = dict[str, Any]
Texts = Mapping[str, str]
"""The translated texts of one product: `name`, `description`."""

_OUR_FACETS = ("category", BRAND, SIZE, PRICE, IN_STOCK)
_TRANSLATED = b'"translations":{'


class _Page(msgspec.Struct):
    translations: dict[str, dict[str, str]] = {}


_page = msgspec.json.Decoder(_Page)


def retold(body: bytes, snapshot: Snapshot, words: Words) -> bytes:
    """Return an answer with the names of products, categories and attributes and our sentences in `words`."""
    answer = msgspec.json.decode(body)
    cards = list(_cards(answer))
    beside = [
        card["because"]["product"] for card in cards if card.get("because", {}).get("product")
    ]
    texts = _texts_of(snapshot, [*cards, *beside], words.locale)
    for product in beside:
        product["name"] = texts(product["id"]).get("name") or product["name"]
    for card in cards:
        _retell_card(card, texts(card["id"]), words)
    if "category_path" in answer:
        _retell_page(answer, texts(answer["id"]), words)
    _retell_around(answer, words)
    return msgspec.json.encode(answer)


def _cards(answer: Json) -> Iterator[Json]:
    """Yield every card of an answer; a product's page is one too."""
    yield from answer.get("items", ())
    yield from answer.get("products", ())
    for shelf in answer.get("shelves", ()):
        yield from shelf["items"]
    if "category_path" in answer:
        yield answer


def _texts_of(snapshot: Snapshot, cards: Iterable[Json], locale: str) -> Callable[[str], Texts]:
    """Return what finds the translated texts of a product among those on `cards`."""
    ids = [card["id"] for card in cards]
    raw = np.array([UUID(each).bytes for each in ids], "S16")
    ordinals = dict(zip(ids, snapshot.ordinals_of(raw).tolist(), strict=True)) if ids else {}

    def texts(product_id: str) -> Texts:
        ordinal = ordinals[product_id]
        page = snapshot.pages.page(ordinal) if ordinal >= 0 else b""
        if _TRANSLATED not in page:
            return {}
        found = _page.decode(page).translations
        return {**found.get(locale.partition("-")[0], {}), **found.get(locale, {})}

    return texts


def _retell_card(card: Json, texts: Texts, words: Words) -> None:
    _name_category(card.get("category"), words)
    if because := card.get("because"):
        _retell_reason(because, words)
    for shown in (card, *card.get("variants", ())):
        for promotion in shown.get("promotions", ()):
            _name_promotion(promotion, words)
    name = texts.get("name")
    for picture in (card.get("picture"), *card.get("pictures", ())):
        if picture:
            _retell_picture(picture, card["name"], name, words)
    card["name"] = name or card["name"]


def _retell_picture(picture: Json, named: str, name: str | None, words: Words) -> None:
    alts = picture.get("alts", {})
    if own := alts.get(words.locale) or alts.get(words.locale.partition("-")[0]):
        picture["alt"] = own
    elif name and picture["alt"] == named:
        picture["alt"] = name


def _retell_reason(because: Json, words: Words) -> None:
    facts = {"days": str(because["days"])} if "days" in because else {}
    if "product" in because:
        facts["product"] = because["product"]["name"]
    because["words"] = words.say(SENTENCES[because["code"]], **facts)


def _retell_page(page: Json, texts: Texts, words: Words) -> None:
    page["description"] = texts.get("description") or page["description"]
    for step in page["category_path"]:
        _name_category(step, words)
    own = (each for variant in page["variants"] for each in variant.get("attributes", ()))
    for attribute in chain(page["attributes"], own):
        attribute["label"] = words.attributes.get(attribute["name"], attribute["label"])
        attribute["value"] = _yes_or_no(attribute["value"], words)


def _retell_around(answer: Json, words: Words) -> None:
    """Retell what stands beside the cards: links, facets, sorts, titles and reasons."""
    for link in answer.get("categories", ()):
        _name_category(link, words)
    for facet in answer.get("facets", ()):
        _retell_facet(facet, words)
    for sort in answer.get("sorts", ()):
        sort["label"] = words.say(sort["label"])
    for shelf in (answer, *answer.get("shelves", ())):
        shelf |= {said: words.say(shelf[said]) for said in ("title", "reason") if said in shelf}


def _name_category(link: Json | None, words: Words) -> None:
    if link is not None:
        link["name"] = words.categories.get(link["slug"], link["name"])


def _name_promotion(promotion: Json, words: Words) -> None:
    names = promotion.get("names", {})
    language = words.locale.partition("-")[0]
    promotion["name"] = names.get(words.locale) or names.get(language) or promotion["name"]


def _retell_facet(facet: Json, words: Words) -> None:
    field = facet["field"]
    if field not in _OUR_FACETS:
        facet["label"] = words.attributes.get(field, facet["label"])
        for value in facet["values"]:
            value["label"] = _yes_or_no(value["label"], words)
        return
    facet["label"] = words.say(facet["label"])
    for value in facet["values"]:
        if field == "category":
            value["label"] = words.categories.get(value["value"], value["label"])
        elif field == PRICE:
            value["label"] = _price_step(value["value"], words)
        elif field == IN_STOCK:
            value["label"] = words.say(value["label"])


def _price_step(step: str, words: Words) -> str:
    low, _, high = step.partition("-")
    if not high:
        return words.say("{low} and more", low=low)
    if low == "0":
        return words.say("under {high}", high=high)
    return words.say("{low} to {high}", low=low, high=high)


def _yes_or_no(value: Any, words: Words) -> Any:
    return words.say(value) if value in ("yes", "no") else value
