"""The tree of categories: where each one stands, given its parent."""

from collections.abc import Mapping
from typing import NamedTuple

DEEPEST = 15
_TOO_DEEP = f"At most {DEEPEST + 1} levels."


class Place(NamedTuple):
    """Where a category stands: slugs and names from the root to itself."""

    path: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def depth(self) -> int:
        """How many categories are above it."""
        return len(self.path) - 1


class Misplaced(ValueError):
    """A category has no place in the tree; the text says why."""


def place_of(
    slug: str, parents: Mapping[str, str | None], names: Mapping[str, str], known: dict[str, Place]
) -> Place:
    """
    Return where a category stands.

    Args:
        slug: the category.
        parents: the slug of every category's parent.
        names: the name of every category.
        known: places found so far; grows.

    Raises:
        Misplaced: a parent does not exist, it stands below itself, or too deep.
    """
    branch: list[str] = []
    step: str | None = slug
    while step is not None and step not in known:
        if step not in parents:
            raise Misplaced(f"There is no category {step!r} to stand under.")
        if step in branch:
            raise Misplaced("It would stand below itself.")
        branch.append(step)
        if len(branch) > DEEPEST + 1:
            raise Misplaced(_TOO_DEEP)
        step = parents[step]
    above = known[step] if step is not None else Place((), ())
    for here in reversed(branch):
        above = Place((*above.path, here), (*above.names, names[here]))
        if above.depth > DEEPEST:
            raise Misplaced(_TOO_DEEP)
        known[here] = above
    return known[slug]
