"""What pricing needs from outside: who knows whether a tax id exists, and who knows rates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from serai.pricing.domain.tax import Place, TaxPart
from serai.pricing.domain.tax.number import TaxNumber

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class TaxRegisterUnavailable(Exception):
    """The register did not answer in time, or not sensibly."""


class TaxProviderUnavailable(Exception):
    """The provider did not answer in time, or not sensibly."""


@dataclass(frozen=True, slots=True)
class RegisterAnswer:
    """
    What a register says about a tax id.

    `name` is whose it is, `reference` its own name of the enquiry: the proof of good faith.
    """

    valid: bool
    name: str = ""
    reference: str = ""


class TaxIdRegister(Protocol):
    """Whoever knows whether a tax id exists today."""

    name: str

    def ask(self, number: TaxNumber) -> RegisterAnswer:
        """
        Return what the register says; called outside of any unit of work, and answers within seconds.

        Raises:
            TaxRegisterUnavailable: it does not answer, or not for this country.
        """
        ...


@dataclass(frozen=True, slots=True)
class TaxQuestion:
    """Which rates are wanted: of goods that go from one place to another on a day, by tax class."""

    origin: Place
    to: Place
    on: date
    classes: tuple[str, ...]


class TaxProvider(Protocol):
    """Whoever knows the tax rates of places better than our own table."""

    name: str

    def rates(self, question: TaxQuestion) -> dict[str, tuple[TaxPart, ...]]:
        """
        Return the taxes that make up the rate of each class; called outside of any unit of work.

        Raises:
            TaxProviderUnavailable: it does not answer.
        """
        ...


@dataclass(frozen=True, slots=True)
class TaxProviders:
    """Every provider that this installation can ask, by name; a channel's policy names one."""

    by_name: Mapping[str, TaxProvider] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WeeklySales:
    """
    What was sold, by variant and week, in order of both.

    Attributes:
        variants: (v,) bytes of the ids, sorted.
        variant: (n,), the place of each row's variant.
        week: (n,), weeks since Monday 29 December 1969.
        units: (n,), more than 0.
        paid_minor: (n,), what was paid for them, more than 0, in minor units.
        prices: (n,), how many prices a unit had in the week, and `lines` (n,), on how many lines.
        orders: how many orders each week had, by week.
    """

    variants: "NDArray[np.bytes_]"
    variant: "NDArray[np.int64]"
    week: "NDArray[np.int64]"
    units: "NDArray[np.float64]"
    paid_minor: "NDArray[np.float64]"
    prices: "NDArray[np.int64]"
    lines: "NDArray[np.int64]"
    orders: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Window:
    """Some time of a store, by the store's code: from `begins` until just before `ends`."""

    store: str
    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class SoldInWindow:
    """What was sold of a variant in a window, by the window's place; what was paid is in minor units."""

    window: int
    variant_id: UUID
    units: int
    paid_minor: int


@dataclass(frozen=True, slots=True)
class Store:
    """A store in which prices may be tried out."""

    code: str
    name: str


class Stores(Protocol):
    """Whoever knows which stores there are."""

    def all(self) -> list[Store]:
        """Return every store by its code; one statement."""
        ...


class StoreSales(Protocol):
    """Whoever knows what was sold in which store, and when."""

    def in_windows(
        self, channel_code: str, variant_ids: Sequence[UUID], windows: Sequence[Window]
    ) -> list[SoldInWindow]:
        """Return what was sold, windows in which nothing was sold and unknown stores left out; two statements."""
        ...


@dataclass(frozen=True, slots=True)
class ArticleWindow:
    """Some time of an article: from `begins` until just before `ends`."""

    variant_id: UUID
    begins: datetime
    ends: datetime


class SalesHistory(Protocol):
    """Whoever keeps what was sold."""

    def in_windows(self, channel_code: str, windows: Sequence[ArticleWindow]) -> list[SoldInWindow]:
        """Return what a channel sold of each article in its window, unless that is nothing; one statement."""
        ...

    def weekly(self) -> WeeklySales:
        """Return the sales of all channels: how shoppers answer a price is learnt from all of them."""
        ...


@dataclass(frozen=True, slots=True)
class AgeingGoods:
    """
    Goods of one variant at one location that lie too long.

    Attributes:
        variant_id: of which variant.
        units: how many are on hand.
        excess: of these, how many will not be sold in time, as things go.
        days: until they must be gone; 0 where it is too late.
        spoils: what is left is worth nothing; otherwise it only takes long to sell.
    """

    variant_id: UUID
    units: int
    excess: float
    days: int
    spoils: bool


class AgeingStock(Protocol):
    """Whoever knows which goods will not be sold in time."""

    def of_channel(self, channel_code: str, *, now: datetime) -> list[AgeingGoods]:
        """Return what ages where the channel sells from, most excess first; five statements at most."""
        ...
