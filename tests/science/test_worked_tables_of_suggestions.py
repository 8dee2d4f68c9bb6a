"""The worked tables of docs/algorithms are what the functions answer."""

from pathlib import Path

import numpy as np
import pytest

from serai_science.completion import completed
from serai_science.copurchase import basket_matrix
from serai_science.goes_with import goes_with
from serai_science.in_store import in_stores
from serai_science.replenishment import needed_within, rhythms

PAGES = Path(__file__).resolve().parents[2] / "docs" / "algorithms"
BREAD, BUTTER, MILK, TRUFFLE = range(4)
BASKETS = [*[{BREAD, BUTTER, MILK}] * 6, *[{MILK}] * 30, *[{BREAD, MILK}] * 4, {BUTTER, TRUFFLE}]


def test_what_goes_with_bread_and_butter():
    rows = [(order, product) for order, basket in enumerate(BASKETS) for product in sorted(basket)]
    order, product = np.array(rows).T
    lists = goes_with(basket_matrix(order, product, n_orders=len(BASKETS), n_products=4), k=3)
    told = table("goes-with.md", after="## Worked example")

    for row, place in zip(told, (BREAD, BUTTER), strict=True):
        pull = lists.score[place][lists.index[place] == MILK]
        assert pull == pytest.approx(float(row[-1]), abs=5e-5)
    found, score, because = completed(
        np.array([BREAD, BUTTER]), lists, np.array([MILK]), np.array([0.25])
    )
    assert (found[0], because[0]) == (MILK, BREAD)
    assert f"= {score[0]:.4f}" in (PAGES / "goes-with.md").read_text()


def test_when_milk_is_needed_again():
    told = table("replenishment-time.md", after="## Worked example")

    assert len(told) == 3
    for since, rhythm, rate, still, chance in told:
        ages = float(since) + 9.0 * np.arange(4)
        milk = rhythms(np.zeros(4, int), np.zeros(4, int), ages, np.ones(4))
        assert needed_within(milk, 7)[0] == pytest.approx(float(chance), abs=6e-4)
        product = np.sqrt(float(rhythm) * float(rate)) * float(still)
        assert product == pytest.approx(float(chance), abs=1e-3)


def test_what_is_bought_at_the_harbour():
    told = table("in-store.md", after="## Worked example")
    sold = [(int(everywhere), int(here)) for _, everywhere, here, *_ in told]
    sold.append((1000 - sum(each for each, _ in sold), 100 - sum(here for _, here in sold)))
    product = np.repeat(np.arange(4), [everywhere for everywhere, _ in sold])
    store = np.concatenate([np.arange(everywhere) >= here for everywhere, here in sold]).astype(int)

    found = in_stores(store, product, np.zeros(1000), shape=(2, 4), k=4)

    for number, (_, everywhere, _, foretold, lift, rate) in enumerate(told):
        place = found.product[0].tolist().index(number)
        assert int(everywhere) * 100 / 1000 == float(foretold)
        assert found.lift[0][place] == pytest.approx(float(lift), abs=5e-3)
        assert found.rate[0][place] == pytest.approx(float(rate), abs=5e-4)


def table(page: str, *, after: str) -> list[list[str]]:
    """Return the cells of the first table after a heading, without its head."""
    rest = (PAGES / page).read_text().partition(after)[2]
    section = rest.partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]
