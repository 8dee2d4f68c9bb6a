"""The worked tables about price lists are what the functions answer."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid4

from serai.kernel.money import Money, UnitPrice
from serai.pricing.domain.choose_price import Offer, chosen
from serai.pricing.domain.price_list import BuyingAs, ListKind, PriceList
from serai.pricing.domain.prior_price import PastPrice, prior_price

PAGE = Path(__file__).resolve().parents[2] / "docs" / "algorithms" / "price-lists.md"
COMPANY = UUID(int=7)
BASE = Offer(Decimal(1000), "EUR", None, "")
START = datetime(2027, 1, 1, tzinfo=UTC)


def tables() -> list[list[list[str]]]:
    """Return the cells of each table without its line of names."""
    found: list[list[list[str]]] = [[]]
    for line in PAGE.read_text().splitlines():
        if line.startswith("|"):
            found[-1].append([cell.strip() for cell in line.strip("|").split("|")])
        elif found[-1]:
            found.append([])
    return [table[2:] for table in found if table]


def a_list(code: str, kind: ListKind, **audience) -> PriceList:
    return PriceList(uuid4(), code, code, "web", kind, **audience)


ACME = a_list("acme", ListKind.FIXED, company_id=COMPANY)
TRADE = a_list("trade", ListKind.FIXED, customer_group="trade")
SALE = a_list("sale", ListKind.LOWER)
CLUB = a_list("club", ListKind.LOWER, customer_group="club")
OFFERS = [
    Offer(Decimal(minor), "EUR", None, "", on, start)
    for on, minor, start in (
        (ACME, 950, 1), (TRADE, 900, 1), (TRADE, 800, 10), (SALE, 880, 1), (CLUB, 990, 1),
    )
]  # fmt: skip


def test_the_table_of_buyers_is_right():
    table = tables()[0]

    found = [_paid(buyer, int(quantity)) for buyer, quantity, *_ in table]

    assert len(table) == 11
    assert found == [(price, code) for _, _, price, code in table]


def test_the_table_of_fine_prices_is_right():
    table = tables()[1]

    found = [
        str(UnitPrice(Decimal(price), "EUR").times_quantity(int(quantity)).as_decimal())
        for price, quantity, _ in table
    ]

    assert len(table) == 5
    assert found == [line for *_, line in table]


def test_the_table_of_reductions_is_right():
    table = tables()[2]

    found = [_lowest(*row[:4]) for row in table]

    assert len(table) == 6
    assert found == [lowest for *_, lowest in table]


def _paid(who: str, quantity: int) -> tuple[str, str]:
    names, _, without = who.partition(" without the ")
    buyer = BuyingAs(
        next((name for name in ("trade", "club") if name in names), None),
        COMPANY if "acme" in names else None,
    )
    offers = [
        offer
        for offer in sorted(OFFERS, key=lambda each: each.price_list.precedence)
        if offer.price_list.is_for(buyer) and offer.price_list.code != without
    ]
    counts = chosen(BASE, offers, quantity)
    code = counts.price_list.code if counts.price_list else "everyone"
    return str(counts.amount.as_decimal()), code


def _lowest(history: str, day: str, price: str, former: str) -> str:
    steps = [step.split(": ") for step in history.split(", ")] + [[day, price]]
    entries = [
        PastPrice(
            place,
            Decimal(amount) * 100,
            "EUR",
            Money.parse(former, "EUR").minor if at == day else None,
            START + timedelta(days=int(at)),
            None,
        )
        for place, (at, amount) in enumerate(steps)
    ]
    found = prior_price(entries, now=START + timedelta(days=int(day) + 3))
    assert found is not None
    return str(found.lowest.as_decimal())
