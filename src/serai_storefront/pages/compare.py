"""Articles of one category side by side: what they cost, whether they are there, and in what they differ."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from serai_storefront.shop_api import catalogue
from serai_storefront.shop_api.catalogue import Product, Variant
from serai_storefront.shop_api.own_prices import with_own_price
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.compared import MOST, compared_in, with_compared, without_compared
from serai_storefront.web.forms import local_path
from serai_storefront.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Compared:
    """An article: its product, and the package that is meant."""

    product: Product
    sold: Variant

    @property
    def measured(self) -> Product | Variant:
        """Whichever of them says what one litre or kilogram costs."""
        return self.sold if self.sold.unit_price else self.product


@dataclass(frozen=True, slots=True)
class Row:
    """What one property is of each article; empty where an article does not tell."""

    label: str
    values: Sequence[str]

    @property
    def differs(self) -> bool:
        """Whether it is not the same of all."""
        return len(set(self.values)) > 1


async def show(visit: Visit) -> Response:
    """Show what is compared, first what was put there first; what is no longer sold is left out."""
    skus = reversed(compared_in(visit.cookies.get("compared")))
    found = await asyncio.gather(*(_article(visit, sku) for sku in skus))
    articles = [each for each in found if each]
    context = {"articles": articles, "rows": _rows(articles), "most": MOST}
    return await visit.render("compare.html", context)


async def add(visit: Visit) -> Response:
    """Put an article beside the others; another category, or none of them left, begins anew."""
    sku, back = visit.form["sku"], local_path(visit.form["next"], "/compare")
    cookie = visit.cookies.get("compared")
    held = compared_in(cookie)
    if not compared_in(sku):
        raise HTTPException(404)
    if sku not in held and len(held) == MOST:
        return visit.redirect(back, "compare-full")
    added = await catalogue.product(visit.anonymous_shop, sku)
    beside = await _product(visit, held[0]) if held else added
    anew = beside is None or _kind(beside) != _kind(added)
    visit.put_cookie("compared", with_compared("" if anew else cookie, sku))
    return visit.redirect(back, "compare-anew" if anew else "compared")


async def remove(visit: Visit) -> Response:
    """Take an article out, or all of them, and go back."""
    cookie, sku = visit.cookies.get("compared"), visit.form["sku"]
    visit.put_cookie("compared", without_compared(cookie, sku) if sku else "")
    return visit.redirect(local_path(visit.form["next"], "/compare"))


async def _product(visit: Visit, sku: str) -> Product | None:
    """Return the product of an article, None when it is no longer sold."""
    try:
        return await catalogue.product(visit.anonymous_shop, sku)
    except Problem as problem:
        if problem.status != 404:
            raise
        return None


def _kind(product: Product) -> list[str]:
    """Return the department and the category in it: deeper ones, such as sizes of cans, may be compared."""
    return [step.slug for step in product.category_path[:2]]


async def _article(visit: Visit, sku: str) -> Compared | None:
    product = await _product(visit, sku)
    if product is None:
        return None
    variant = next((each for each in product.variants if each.sku == sku), None)
    sold = await with_own_price(visit.shop, variant)
    return Compared(product, sold) if sold else None


def _rows(articles: Sequence[Compared]) -> list[Row]:
    """Return a row for each property that one of the articles has, in the order in which they are told."""
    told = [_properties(each) for each in articles]
    labels = {name: label for one in told for name, (label, _) in one.items()}
    return [
        Row(label, [one.get(name, ("", ""))[1] for one in told]) for name, label in labels.items()
    ]


def _properties(article: Compared) -> dict[str, tuple[str, str]]:
    return {
        each.name or each.label: (each.label, _text(each.value))
        for each in (*article.product.attributes, *article.sold.attributes)
    }


def _text(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
