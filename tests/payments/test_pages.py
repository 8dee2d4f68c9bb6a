"""The pages about payments say what the code does."""

import re
from pathlib import Path

from serai.payments.adapters.local.cards import TEST_CARDS
from serai.payments.domain.payment_state import PAYMENT_STATES

DOCS = Path(__file__).resolve().parents[2] / "docs"


def rows_under(head: str, page: str) -> list[tuple[str, ...]]:
    """Return the cells of the table that starts with `head`."""
    _, _, below = (DOCS / page).read_text().partition(f"{head}\n")
    table = re.match(r"(\|.*\n)+", below)
    assert table is not None
    lines = table[0].splitlines()[1:]
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]


def test_the_table_of_states_is_the_codes():
    shown = rows_under("| from | action | to |", "algorithms/payment-life.md")

    transitions = PAYMENT_STATES.transitions.items()
    assert shown == [(state, action, after) for (state, action), after in transitions]


def test_the_table_of_cards_is_the_codes():
    shown = rows_under("| number | what happens |", "guides/payments.md")

    assert shown == list(TEST_CARDS.items())
