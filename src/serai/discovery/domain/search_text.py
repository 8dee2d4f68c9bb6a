"""What search reads of a product."""

from collections.abc import Iterable, Sequence

_LONGEST = 2000


def search_text(
    *, name: str, brand: str, categories: Sequence[str], attributes: Iterable[str], description: str
) -> str:
    """
    Return the text by which a product is found: its name twice, for that says most, and the rest once.

    Example:
        >>> search_text(name="Black tea", brand="Acme", categories=["Drinks", "Tea"],
        ...             attributes=["organic"], description="")
        'Black tea Black tea Acme Drinks Tea organic'
    """
    parts = [name, name, brand, *categories, *attributes, description]
    return " ".join(part for part in parts if part)[:_LONGEST]
