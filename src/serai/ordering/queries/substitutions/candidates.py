"""What a store has instead of something."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from serai.catalog import public as catalog
from serai.fulfilment import public as fulfilment
from serai.inventory import public as inventory
from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.ordering.domain.changes.standing_lines import TooFewUnits
from serai.ordering.domain.substitutions.likeness import Looked, likeness
from serai.ordering.queries.changes.standing_order import standing_order
from serai.ordering.queries.current_prices import terms_of
from serai.ordering.queries.looks import PictureView
from serai.ordering.queries.substitutions.wishes import wishes_of_order
from serai.pricing import public as pricing


class NoSubstituteHere(DomainError):
    """The group is not collected in a store, or nobody picks it any more."""

    code = "ordering.no_substitute_here"
    kind = Kind.CONFLICT

    def __init__(self, group_id: UUID) -> None:
        self.group_id = group_id
        super().__init__("Substitutes are for what is being picked to be collected in a store.")


@dataclass(frozen=True)
class CandidateView:
    """An article that the store has, and how well it stands for the missing one, of 100."""

    sku: str
    name: str
    package_size: str
    picture: PictureView
    price: Money
    free: int
    likeness: int


@dataclass(frozen=True)
class CandidatesView:
    """What is missing, what its shopper wants then, and what the store has instead, the most alike first."""

    position: int
    name: str
    wish: str
    unit_price: Money
    """What one unit of it costs with its discounts, and with tax where that is added."""
    items: list[CandidateView]


def candidates(group_id: UUID, position: int, *, now: datetime, limit: int = 10) -> CandidatesView:
    """
    Return what the store of a group has instead of one of its lines; ten statements.

    Articles of the same category that are free there, sold on the order's channel and priced, by `likeness`.

    Raises:
        GroupNotFound: no such group.
        NoSubstituteHere: it is not collected in a store.
        TooFewUnits: the group has nothing of the line, or it is a part of a set, which has no substitute.
    """
    group = fulfilment.group(group_id)
    if group.kind is not fulfilment.GroupKind.PICKUP or group.location is None:
        raise NoSubstituteHere(group_id)
    line = next((each for each in group.lines if each.position == position and each.left), None)
    order = standing_order(group.order_id)
    if line is None or position not in order.lines:
        raise TooFewUnits(f"line {position}", asked=1, left=0)
    sums = order.lines[position].share(1)
    wanted = catalog.variants_of_ids([line.variant_id]).get(line.variant_id)
    beside = catalog.variants_beside(line.variant_id, order.channel_code)
    free = {
        each.variant_id: each.free
        for each in inventory.free_units(beside, order.channel_code)
        if each.location_id == group.location.id
    }
    prices = pricing.prices_of(
        free, order.channel_code, now, buyer=terms_of(order.channel_code, order.customer_id)
    )
    views = catalog.variants_of_ids(prices)
    mine = Looked(line.name, "", None, "", sums.total_minor)
    if wanted is not None:
        mine = _looked(wanted, sums.total_minor)
    items = [
        CandidateView(
            sku=view.sku,
            name=price.name,
            package_size=view.package_size,
            picture=PictureView(view.picture.src, view.picture.alt),
            price=price.amount,
            free=free[view.id],
            likeness=likeness(mine, _looked(view, price.amount.minor)),
        )
        for price in prices.values()
        if price.sellable and (view := views.get(price.variant_id)) is not None
    ]
    items.sort(key=lambda each: (-each.likeness, each.price.minor, each.sku))
    return CandidatesView(
        position=position,
        name=line.name,
        wish=wishes_of_order(order.id).get(position, "ask"),
        unit_price=Money(sums.total_minor, order.currency),
        items=items[:limit],
    )


def _looked(view: catalog.VariantView, price_minor: int) -> Looked:
    size: Decimal | None = None
    dimension = ""
    if view.package is not None:
        size, dimension = view.package.in_base()
    return Looked(
        f"{view.product_name} {view.name}".strip(), view.brand, size, dimension, price_minor
    )
