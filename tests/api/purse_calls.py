"""Right calls of staff about gift cards, credit, transfers and cash."""

from collections.abc import Callable

from api.call import Call
from api.tenders import IBAN
from api.world import World


def purse_calls(world: World) -> dict[str, Callable[[], Call]]:
    """Return the calls by operation."""
    there, ann, why = world.tenders, world.ann.account_id, {"reason": "Lost"}
    card, credit = {"card_id": there.card_id}, {"amount_minor": 500, "currency": "USD"}
    line = {"line_ref": "2026-03-14/7", "booked_on": "2026-03-14", "text": "Thanks", **credit}
    account, match = {"holder": "Serai Ltd", "iban": IBAN}, {"payment_id": str(there.to_match)}
    return {
        "issue_gift_card": lambda: Call({}, credit),
        "gift_card": lambda: Call(card),
        "withdraw_gift_card": lambda: Call(card, why),
        "replace_gift_card": lambda: Call(card, why),
        "store_credit": lambda: Call({"customer_id": ann, "currency": "USD"}),
        "grant_store_credit": lambda: Call({"customer_id": ann}, {**credit, "reason": "Sorry"}),
        "bank_account": lambda: Call({"channel_code": "web"}),
        "set_bank_account": lambda: Call({"channel_code": "web"}, account),
        "take_in_bank_lines": lambda: Call({}, {"account": "main", "lines": [line]}),
        "puzzling_bank_lines": Call,
        "match_bank_line": lambda: Call({"line_id": there.line_id}, match),
        "note_money": lambda: Call({"payment_id": there.promised}),
        "note_payout": lambda: Call({"refund_id": there.refund_id}),
    }
