"""The addresses of everything that a channel shows: what a map of the site is made of."""

import msgspec
import numpy as np

from serai.discovery.domain.snapshot import Snapshot

PART = 5_000
"""Products in one part: read in about ten milliseconds."""


class Addresses(msgspec.Struct, frozen=True):
    """One part of the addresses, and how many parts there are."""

    slugs: list[str]
    parts: int


class _Slug(msgspec.Struct):
    slug: str


_slug_in = msgspec.json.Decoder(_Slug).decode


def product_addresses(snapshot: Snapshot, part: int) -> Addresses:
    """
    Return the slugs of the products of one part, the first being 0; no statement. Behind the last there are none.

    A product stays in its part as long as none before it disappears: they stand in the order of their ids.
    """
    shown = np.flatnonzero(snapshot.columns.alive)
    found = shown[part * PART : (part + 1) * PART].tolist()
    slugs = [_slug_in(snapshot.pages.card(ordinal)).slug for ordinal in found]
    return Addresses(slugs, -(-int(shown.size) // PART))
