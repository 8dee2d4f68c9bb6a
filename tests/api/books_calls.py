"""Right calls of staff about the books, payouts and differences."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from api.call import Call, plain
from api.payouts import a_payout_file
from api.world import World


def books_calls(world: World) -> dict[str, Callable[[], Call]]:
    """Return the calls about accounts and entries."""
    return {
        "account_page": plain(query="?kind=payments.receivable&limit=5"),
        "open_account": plain(
            {"kind": "books.bank", "owner": "main", "unit": "USD", "normal_side": "debit"}
        ),
        "statement": plain(query="?limit=5", account_id=world.books.postings[0].account_id),
        "entry_page": plain(query="?limit=5"),
        "entry": plain(entry_id=world.books.id),
        "post_by_hand": lambda: Call({}, an_entry(world)),
        "reverse_by_hand": plain({"reason": "Typed twice"}, entry_id=world.books.id),
        "trial_balance": plain(query="?until=2030-01-01T00:00:00Z"),
    }


def an_entry(world: World) -> dict[str, Any]:
    bank, capital = (str(posting.account_id) for posting in world.books.postings)
    lines = [{"account_id": bank, "debit": 500}, {"account_id": capital, "credit": 500}]
    return {"your_reference": uuid4().hex, "note": "More capital", "postings": lines}


def money_calls(world: World) -> dict[str, Callable[[], Call]]:
    """Return the calls about payouts and differences."""
    difference = {"difference_id": world.payouts.difference_id}
    return {
        "payout_page": lambda: Call(query="?limit=5"),
        "payout": lambda: Call({"payout_id": world.payouts.payout_id}),
        "take_in_payout_file": lambda: Call({}, {"format": "serai", "content": a_payout_file()}),
        "difference_page": lambda: Call(query="?only_open=false&limit=5"),
        "difference": lambda: Call(difference),
        "close_difference": lambda: Call(difference, {"note": "Looked into."}),
        "latest_checks": Call,
    }
