"""What selling an article asks for beside its price: how it reaches the buyer, and who may have it."""

import re
from dataclasses import dataclass
from enum import StrEnum

from serai.catalog.domain.set_part import SetPart
from serai.kernel.errors import DomainError, Kind

OLDEST_AGE = 99
_REGIME = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")


class Nature(StrEnum):
    """How an article reaches its buyer."""

    GOODS = "goods"
    """Something that is carried."""
    FILE = "file"
    """Files that the buyer downloads."""
    KEYS = "keys"
    """A key to software or a service, each sold once."""
    SERVICE = "service"
    """Done to what else is bought, such as wrapping it."""


class BadArticleTerms(DomainError):
    """An article cannot be sold on such terms."""

    code = "catalog.bad_article_terms"
    kind = Kind.REJECTED

    def __init__(self, sku: str, reason: str) -> None:
        self.sku, self.reason = sku, reason
        super().__init__(f"{sku}: {reason}")


@dataclass(frozen=True, slots=True)
class ArticleTerms:
    """
    The terms of one article.

    `minimum_age` is in years; 0: anybody may have it. What `needs_prescription` is released by a pharmacist
    who has seen one. `regime` names the laws that are about it, such as `alcohol`: they differ from place to
    place. `is_gift_card` is told by the product's tax class, and never set here.
    """

    nature: Nature = Nature.GOODS
    minimum_age: int = 0
    needs_prescription: bool = False
    regime: str = ""
    is_gift_card: bool = False
    parts: tuple[SetPart, ...] = ()
    """What a set consists of, as its variant says; never set here. It has no stock of its own."""

    @property
    def is_carried(self) -> bool:
        """Return whether somebody has to bring it, or to collect it."""
        return self.nature is Nature.GOODS and not self.is_gift_card

    @property
    def is_digital(self) -> bool:
        """Return whether it reaches its buyer by wire."""
        return self.nature in (Nature.FILE, Nature.KEYS)

    @property
    def is_regulated(self) -> bool:
        """Return whether not everybody may have it."""
        return self.minimum_age > 0 or self.needs_prescription or bool(self.regime)


PLAIN = ArticleTerms()
"""The terms of every article of which nothing else is said."""


def checked_terms(sku: str, terms: ArticleTerms) -> ArticleTerms:
    """
    Return the terms when they make sense.

    Raises:
        BadArticleTerms: an age that nobody reaches, a prescription for what nobody swallows, or a regime whose
            name is no small word.
    """
    if not 0 <= terms.minimum_age <= OLDEST_AGE:
        raise BadArticleTerms(sku, f"an age is between 0 and {OLDEST_AGE} years.")
    if terms.needs_prescription and not terms.is_carried:
        raise BadArticleTerms(sku, "only goods are prescribed.")
    if terms.regime and not _REGIME.fullmatch(terms.regime):
        raise BadArticleTerms(sku, "a regime is a word of small letters, such as alcohol.")
    return terms
