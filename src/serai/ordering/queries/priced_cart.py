"""Carts at the prices of this moment."""

from collections.abc import Mapping
from datetime import datetime

from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.cart import CartLine


class UnknownSku(DomainError):
    """There is no article with this SKU."""

    code = "ordering.unknown_sku"
    kind = Kind.REJECTED

    def __init__(self, sku: str) -> None:
        self.sku = sku
        super().__init__(f"There is no article {sku!r}.")


class NotForSale(DomainError):
    """The article is not sold on this channel now."""

    code = "ordering.not_for_sale"
    kind = Kind.REJECTED

    def __init__(self, sku: str) -> None:
        self.sku = sku
        super().__init__(f"{sku} is not for sale here at present.")


def lines_of_skus(
    wanted: Mapping[str, int], *, channel_code: str, now: datetime
) -> tuple[CartLine, ...]:
    """
    Return lines of so many of each SKU at this moment's prices; one statement, none for no SKUs.

    Raises:
        BadQuantity: not 1 to 999 of an article.
        TooManyLines: more than 200 articles.
        UnknownSku: an article does not exist.
        NotForSale: an article is not sold on this channel now, or has no price.
    """
