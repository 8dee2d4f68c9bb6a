"""Shelves, lists and searches: shown to visitors, clicked, put into a cart, bought."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from decisions.stories.story import PEOPLE, Story
from factories.discovery import a_document, a_snapshot
from factories.ordering import Shopper, ready_to_order

from serai.catalog.public import variants_of_skus
from serai.decisions.public import Context, Subject
from serai.discovery.api.subjects import worded
from serai.discovery.domain.taught import Taught
from serai.discovery.queries.choosing import Chooser
from serai.kernel.clock import now
from serai.plumbing.db import execute

GOODS = ("MILK", "BREAD")


def shelf(code: str, deliver: Callable[[], int]) -> Story:
    """Return the story of a place that shows products: bread as it comes, milk by the policy's score."""
    ids = [variants_of_skus([sku])[sku].product_id for sku in reversed(GOODS)]
    shop = a_snapshot([replace(a_document(n), product_id=each) for n, each in enumerate(ids)])
    places = [
        next(n for n in range(2) if bytes(shop.columns.id[n]).ljust(16, b"\0") == each.bytes)
        for each in ids
    ]
    tokens: dict[object, list[str]] = {}

    def use() -> list[object]:
        tokens.clear()
        shown = []
        for who in range(PEOPLE):
            moment = Context("web", now(), np.random.default_rng(who))
            chooser = Chooser(Subject("visitor", f"visitor-{who}"), moment)
            found = chooser.choose(code, shop, places, 1, scores=np.array([0.0, 1.0]))
            product = ids[places.index(found.ordinals[0])]
            tokens.setdefault(product, []).extend(found.tokens)
            shown.append(product)
        return shown

    def tell() -> None:
        sku_of = dict(zip(ids, reversed(GOODS), strict=True))
        shopper = Shopper()
        told = [{"token": each, "kind": "click"} for some in tokens.values() for each in some]
        assert shopper.post("/outcomes", {"outcomes": told}).status_code == 200
        for product in ids:
            checkout = ready_to_order(**{next(s for s in GOODS if s != sku_of[product]): 1})
            line = {"sku": sku_of[product], "quantity": 1, "decision_token": tokens[product][0]}
            assert checkout.shopper.post(f"{checkout.path}/lines", line).status_code == 200
            checkout.cart = checkout.shopper.get(checkout.path).json()
            assert checkout.place().status_code == 201
        execute("UPDATE procrastinate_jobs SET scheduled_at = NULL")
        deliver()

    return Story(use, tell)


def synonyms() -> Story:
    """Return the story of words that shoppers reword: one found anything only as learnt."""
    phrases = [f"foil{number}" for number in range(PEOPLE)]
    shop = a_snapshot([a_document(1, "Cling film")])
    learnt = Taught.of((), [(phrase, "cling film") for phrase in phrases], shop.analyser)
    knowing = shop.knowing(learnt)
    tokens: list[str] = []

    def use() -> list[object]:
        found = [worded(knowing, phrase) for phrase in phrases]
        tokens.extend(each.token for each in found if each.token)
        return [each.learnt for each in found]

    def tell() -> None:
        told = [{"token": each, "kind": "click"} for each in tokens]
        assert Shopper().post("/outcomes", {"outcomes": told}).status_code == 200

    return Story(use, tell)
