"""Say within which bounds prices are proposed."""

from datetime import datetime

from serai.catalog.public import categories, channel
from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.plumbing.db import unit_of_work
from serai.pricing.domain.proposals.price_terms import PriceTerms
from serai.pricing.models import PriceTermsRow


class NoSuchCategory(DomainError):
    """Terms are for a category that there is, or for everything."""

    code = "pricing.no_such_category"
    kind = Kind.NOT_FOUND

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(f"There is no category {path}.")


@unit_of_work()
def set_price_terms(
    channel_code: str, category_path: str, terms: PriceTerms, *, now: datetime
) -> None:
    """
    Let these terms hold for a category and what is below it; an empty path is everything.

    Raises:
        ChannelNotFound: no such channel.
        NoSuchCategory: no such category.
    """
    view = channel(channel_code)
    if category_path and all(
        "/".join(each.path) != category_path for each in categories(view.locale)
    ):
        raise NoSuchCategory(category_path)
    PriceTermsRow.objects.create(
        id=uuid7(),
        channel_id=view.code,
        category_path=category_path,
        terms=terms.as_json(),
        recorded_at=now,
    )
