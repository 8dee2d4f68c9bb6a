"""Choosing among a product's variants: by each property in which they differ, colour, size or package."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from serai_storefront.shop_api.catalogue import Product, Variant

PACKAGE = ""
"""The name of the choice among packages; it has no label of its own."""
_GONE = "out"
_Traits = Mapping[str, str]
_COLOURS = frozenset(
    "black white grey gray silver red maroon pink orange yellow gold olive green lime teal turquoise blue navy"
    " purple violet magenta brown beige ivory khaki".split()
)


@dataclass(frozen=True, slots=True)
class Choice:
    """
    A value that can be chosen.

    Attributes:
        variant: what is shown when it is chosen.
        is_chosen: whether it is what the page shows.
        keeps_others: whether everything else that was chosen stays as it is.
        colour: the name of a colour that a patch can show; empty: it is none.
    """

    value: str
    variant: Variant
    is_chosen: bool
    keeps_others: bool
    colour: str

    @property
    def is_sold_out(self) -> bool:
        """Whether nothing is left of it."""
        return self.variant.availability == _GONE


@dataclass(frozen=True, slots=True)
class Axis:
    """A property in which variants differ; without a label for packages."""

    label: str
    choices: Sequence[Choice]


def variant_choice(product: Product, chosen: Variant) -> list[Axis]:
    """
    Return what can be chosen of a product, one axis for each property in which its variants differ.

    A value stands for the variant that keeps most of what else was chosen; of several, for one that is there.
    Variants that no property tells apart are told apart by their packages.
    """
    names = _names(product.variants)
    if not names:
        return []
    labels = {each.name: each.label for one in product.variants for each in one.attributes}
    traits = {one.sku: _traits(one) for one in product.variants}
    return [
        Axis(labels.get(name, ""), list(_choices(product.variants, traits, names, name, chosen)))
        for name in names
    ]


def _choices(
    variants: Sequence[Variant],
    traits: Mapping[str, _Traits],
    names: Sequence[str],
    name: str,
    chosen: Variant,
) -> Iterator[Choice]:
    now, others = traits[chosen.sku], [each for each in names if each != name]

    def nearness(one: Variant) -> tuple[int, bool]:
        kept = sum(traits[one.sku].get(each) == now.get(each) for each in others)
        return kept, one.availability != _GONE

    for value in dict.fromkeys(traits[one.sku].get(name, "") for one in variants):
        if value:
            having = [one for one in variants if traits[one.sku].get(name) == value]
            best = chosen if now.get(name) == value else max(having, key=nearness)
            colour = value.casefold() if value.casefold() in _COLOURS else ""
            yield Choice(value, best, best is chosen, nearness(best)[0] == len(others), colour)


def _names(variants: Sequence[Variant]) -> list[str]:
    """Return the properties in which variants differ, packages last and only where they are needed."""
    traits = [_traits(one) for one in variants]
    named = dict.fromkeys(name for one in traits for name in one if name != PACKAGE)
    names = [name for name in named if len({one.get(name) for one in traits}) > 1]
    told_apart = {tuple(one.get(name) for name in names) for one in traits}
    if len(variants) > 1 and len(told_apart) < len(variants):
        names.append(PACKAGE)
    return names


def _traits(one: Variant) -> _Traits:
    own = {each.name: str(each.value) for each in one.attributes}
    return {**own, PACKAGE: one.package_size or one.name}
