"""What search reads of a product: its name, what is told about it, and its traits."""

from collections.abc import Iterable, Sequence

import msgspec

_LONGEST = 2000


class SearchText(msgspec.Struct, frozen=True, array_like=True):
    """
    The words of a product, by where they stand.

    Attributes:
        name: as shoppers see it.
        told: its description.
        traits: brand, categories, and the values of attributes.
        kinds: codes of the attributes that it has at all: what has a screen size is a screen. They are
            not searched; products of one kind are recognised by them.
    """

    name: str = ""
    told: str = ""
    traits: str = ""
    kinds: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """Return all that is searched; equal ones are indexed alike."""
        return "\n".join((self.name, self.told, self.traits))


def search_text(
    *,
    name: str,
    brand: str,
    categories: Sequence[str],
    attributes: Iterable[str],
    description: str,
    kinds: Iterable[str] = (),
) -> SearchText:
    """
    Return the words by which a product is found.

    Example:
        >>> search_text(name="Black tea", brand="Acme", categories=["Drinks", "Tea"],
        ...             attributes=["organic"], description="").traits
        'Acme Drinks Tea organic'
    """
    traits = " ".join(part for part in (brand, *categories, *attributes) if part)
    return SearchText(name, description[:_LONGEST], traits[:_LONGEST], tuple(kinds))
