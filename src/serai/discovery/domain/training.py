"""What suggestions learnt from purchases, as arrays."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai.discovery.domain.columns import Ids, Ordinals


@dataclass(frozen=True, slots=True)
class Training:
    """
    One training.

    Attributes:
        product: (n,) sorted ids of the products that were bought or could be.
        popularity: (n,) in [0, 1].
        margin: (n,) share of the price that is left after the cost, in [0, 1]; empty where no costs are known.
        rising: (n_rising,) places in `product`, the steepest rise first.
        store: (s,) sorted codes of stores that sold something.
        in_store: (s, k) places in `product` of what sells most in each, -1 for none.
        in_store_rate: (s, k) share of the store's lines that is expected of it.
        in_store_lift: (s, k) that share divided by the one in all stores.
        by_part: (parts, n) how much more of each product is bought in each part of the day, see `day_parts`.
        by_weather: (kinds, n) how much more of each product is bought in each kind of weather; empty without any.
        weather: (s, days) the kind of weather at each store on the days from `weather_from`, -1 where nobody knows.
        weather_from: (1,) a day since 1 January 1970; empty where no weather is told.
        time_zone: (1,) the zone of the clocks that tell the parts; empty where none was learnt.
        own_store: (m,) place in `store` of where each customer buys most, -1 where nobody knows.
        together: (n, k) places in `product` of what is bought together with each, -1 for none.
        similar: (n, k) places of what could stand in for each, -1 for none.
        customer: (m,) sorted ids of customers.
        usual: (m, k) places of what each customer buys most, -1 for none.
        usual_share: (m, k) share of their trips that held it, recent ones counting more.
        usual_every: (m, k) days between two purchases of it, 0 where nobody can tell.
        goes: (n, k) places of what completes a basket with each product, -1 for none.
        goes_score: (n, k) how much.
        needed: (m, k) places of what each customer may need within a week, the likeliest first.
        needed_every: (m, k) days between two purchases.
        needed_chance: (m, k) probability that it is bought within a week.
        foreseen: (m, k) places of the next basket, as a model foresees it; empty without a model.
        foreseen_score: (m, k) log-odds.
        foreseen_why: (m, k, 3) codes of the strongest reasons, see `foreseeing.WHY`; -1 for none.
    """

    product: Ids
    popularity: NDArray[np.float32]
    margin: NDArray[np.float32]
    rising: NDArray[np.int32]
    store: Ids
    in_store: NDArray[np.int32]
    in_store_rate: NDArray[np.float32]
    in_store_lift: NDArray[np.float32]
    by_part: NDArray[np.float32]
    by_weather: NDArray[np.float32]
    weather: NDArray[np.int8]
    weather_from: NDArray[np.int32]
    time_zone: NDArray[np.bytes_]
    own_store: NDArray[np.int32]
    together: NDArray[np.int32]
    similar: NDArray[np.int32]
    customer: Ids
    usual: NDArray[np.int32]
    usual_share: NDArray[np.float32]
    usual_every: NDArray[np.float32]
    goes: NDArray[np.int32]
    goes_score: NDArray[np.float32]
    needed: NDArray[np.int32]
    needed_every: NDArray[np.float32]
    needed_chance: NDArray[np.float32]
    foreseen: NDArray[np.int32]
    foreseen_score: NDArray[np.float32]
    foreseen_why: NDArray[np.int8]

    @classmethod
    def none(cls) -> "Training":
        """Return what is known before the first training: nothing."""
        nobody: Ids = np.zeros(0, "S16")
        nothing, unknown = np.zeros((0, 0), np.int32), np.zeros((0, 0), np.float32)
        return cls(
            product=nobody,
            popularity=np.zeros(0, np.float32),
            margin=np.zeros(0, np.float32),
            rising=np.zeros(0, np.int32),
            store=np.zeros(0, "S64"),
            in_store=nothing,
            in_store_rate=unknown,
            in_store_lift=unknown,
            by_part=unknown,
            by_weather=unknown,
            weather=np.zeros((0, 0), np.int8),
            weather_from=np.zeros(0, np.int32),
            time_zone=np.zeros(0, "S64"),
            own_store=np.zeros(0, np.int32),
            together=nothing,
            similar=nothing,
            customer=nobody,
            usual=nothing,
            usual_share=unknown,
            usual_every=unknown,
            goes=nothing,
            goes_score=unknown,
            needed=nothing,
            needed_every=unknown,
            needed_chance=unknown,
            foreseen=nothing,
            foreseen_score=unknown,
            foreseen_why=np.zeros((0, 0, 3), np.int8),
        )

    def popularity_of(self, ids: Ids) -> NDArray[np.float32]:
        """Return how popular each of `ids` is; 0 for what was never bought."""
        return popularity_among(self.product, self.popularity, ids)

    def together_with(self, product: bytes) -> Ids:
        """Return what is bought together with a product, best first."""
        return self._listed(self.product, self.together, product)

    def goes_with(self, product: bytes) -> tuple[Ids, NDArray[np.float32]]:
        """Return what completes a basket with a product, best first, and how much."""
        place = int(places_of(self.product, np.array([product], "S16"))[0])
        if place < 0 or place >= self.goes.shape[0]:
            return self.product[:0], np.zeros(0, np.float32)
        listed = self.goes[place]
        ids: Ids = self.product[listed[listed >= 0]]
        return ids, self.goes_score[place][listed >= 0]

    def similar_to(self, product: bytes) -> Ids:
        """Return what could stand in for a product, best first."""
        return self._listed(self.product, self.similar, product)

    def customer_row(self, customer: bytes) -> int:
        """Return where a customer stands, -1 for one that never bought."""
        return int(places_of(self.customer, np.array([customer], "S16"))[0])

    def store_row(self, code: str) -> int:
        """Return where a store stands, -1 for one that sold nothing."""
        return int(places_of(self.store, np.array([code.encode()], self.store.dtype))[0])

    def store_of(self, customer: bytes) -> int:
        """Return where the store stands in which a customer buys most, -1 where nobody knows."""
        row = self.customer_row(customer)
        return int(self.own_store[row]) if 0 <= row < self.own_store.size else -1

    def weather_of(self, store: int, day: int | None) -> int | None:
        """Return the kind of weather at the store of a row on a day, `None` where nobody knows."""
        if day is None or not self.weather_from.size:
            return None
        place = day - int(self.weather_from[0])
        known = store < self.weather.shape[0] and 0 <= place < self.weather.shape[1]
        kind = int(self.weather[store, place]) if known else -1
        return kind if kind >= 0 else None

    def trending(self) -> Ids:
        """Return what rises, the steepest first."""
        rising: Ids = self.product[self.rising]
        return rising

    def _listed(self, owners: Ids, lists: NDArray[np.int32], owner: bytes) -> Ids:
        place = int(places_of(owners, np.array([owner], "S16"))[0])
        if place < 0:
            return self.product[:0]
        listed = lists[place]
        ids: Ids = self.product[listed[listed >= 0]]
        return ids


def popularity_among(
    products: Ids, popularity: NDArray[np.float32], ids: Ids
) -> NDArray[np.float32]:
    """Return the popularity of each of `ids` from that of sorted `products`; 0 for others."""
    places = places_of(products, ids)
    found = np.zeros(ids.size, np.float32)
    known = places >= 0
    found[known] = popularity[places[known]]
    return found


def places_of(among: Ids, ids: Ids) -> Ordinals:
    """Return where each of `ids` stands in the sorted ids `among`, -1 for those that do not."""
    if among.size == 0:
        return np.full(ids.size, -1, np.int64)
    places = np.searchsorted(among, ids)
    places[places == among.size] = 0
    return np.where(among[places] == ids, places, -1).astype(np.int64)
