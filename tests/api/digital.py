"""Articles that come by wire, and a right call of every operation on them."""

from base64 import b64encode
from collections.abc import Callable
from typing import Any

from factories.catalog import NOW
from factories.ordering import an_article

from serai.catalog.public import ArticleTerms, Nature, set_article_terms


def sell_by_wire() -> None:
    """Sell a song as a file, and a game as keys."""
    an_article("SONG", "3.00", stock=0)
    an_article("GAME", "20.00", stock=0)
    natures = {"SONG": Nature.FILE, "GAME": Nature.KEYS}
    set_article_terms({sku: ArticleTerms(nature) for sku, nature in natures.items()}, now=NOW)


def digital_calls(plain: Callable[..., Callable[[], Any]]) -> dict[str, Callable[[], Any]]:
    """Return the staff's calls by operation."""
    return {
        "add_digital_file": plain(
            {
                "sku": "SONG",
                "name": "song.mp3",
                "content_type": "audio/mpeg",
                "content": b64encode(b"la la la").decode(),
            }
        ),
        "add_licence_keys": plain({"sku": "GAME", "keys": ["AAAA-1111", "BBBB-2222"]}),
    }
