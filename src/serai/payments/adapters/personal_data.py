"""What this context holds of persons: kept cards, payments, gift cards, lines of the bank."""

from datetime import datetime

from serai.payments.models import Instrument
from serai.payments.usecases.instruments.remove_instrument import remove_instrument
from serai.plumbing.db import unit_of_work
from serai.plumbing.personal_data import Act, Gone, Held, Holder, Kept, Person

_OF_PAYMENTS = "t.payment_id = ANY(%(payments)s::uuid[])"
_TEN_YEARS = "interval '10 years'"


@unit_of_work()
def _remove_cards(person: Person, now: datetime) -> int:
    """Remove kept cards, at their processors as well."""
    kept = list(Instrument.objects.filter(customer_id__in=person.ids).order_by("pk"))
    for card in kept:
        remove_instrument(card.customer_id, card.pk)
    return len(kept)


HELD = Holder(
    "payments",
    finds={
        "payments": (
            "SELECT id FROM payments_payment WHERE order_id = ANY(%(orders)s::uuid[])"
            " OR cart_id = ANY(%(carts)s::uuid[])",
            object,
        )
    },
    waits={
        "instalments_running": "SELECT count(*) FROM payments_instalment_plan"
        " WHERE customer_id = ANY(%(ids)s::uuid[]) AND state IN ('agreed', 'open')",
        "dispute_open": "SELECT count(*) FROM payments_dispute"
        " WHERE payment_id = ANY(%(payments)s::uuid[]) AND closed_at IS NULL",
        "gift_card_unsent": "SELECT count(*) FROM payments_gift_card"
        " WHERE order_id = ANY(%(orders)s::uuid[]) AND send_at > now()",
    },
    before=(Act("Kept cards", _remove_cards),),
    tables=(
        Held(
            "payments_gift_card",
            "Gift cards",
            "t.customer_id = ANY(%(ids)s::uuid[]) OR t.order_id = ANY(%(orders)s::uuid[])"
            " OR (t.recipient_email <> '' AND t.recipient_email = ANY(%(emails)s::text[]))",
            {
                "customer_id": "NULL",
                "recipient_email": "''",
                "recipient_name": "''",
                "message": "''",
                "note": "''",
            },
            shown=(
                "last4",
                "currency",
                "issued_minor",
                "issued_at",
                "expires_at",
                "recipient_email",
                "recipient_name",
                "message",
            ),
        ),
        Held(
            "payments_bank_line",
            "Transfers that came in",
            _OF_PAYMENTS,
            {"payer": "''", "text": "''", "given_back_note": "''"},
            kept=Kept("books", f"t.booked_on + {_TEN_YEARS}"),
            shown=("booked_on", "amount_minor", "currency", "payer", "text"),
        ),
        Held(
            "payments_x402settlement",
            "Payments in stablecoin",
            _OF_PAYMENTS,
            {"payer": "''", "payload": "''"},
            kept=Kept("books", f"t.asked_at + {_TEN_YEARS}"),
            shown=("network", "asset", "payer", "asked_at"),
            harmless=frozenset({"network"}),
        ),
        Held(
            "payments_dispute",
            "Disputes",
            _OF_PAYMENTS,
            {"evidence": "''"},
            shown=("amount_minor", "currency", "reason", "evidence", "opened_at", "closed_at"),
            harmless=frozenset({"reason"}),
        ),
        Held(
            "payments_instrument",
            "Kept cards",
            "t.customer_id = ANY(%(ids)s::uuid[])",
            Gone.NOTHING,
            shown=("processor", "method", "brand", "last4", "expires_on", "kept_at"),
            harmless=frozenset({"customer_id", "consent_text_version"}),
        ),
        Held(
            "payments_instalment_plan",
            "Instalment plans",
            "t.customer_id = ANY(%(ids)s::uuid[])",
            Gone.NOTHING,
            shown=("state", "currency", "total_minor", "agreed_on", "begun_at", "ended_at"),
            harmless=frozenset({"customer_id", "ended_by"}),
        ),
        Held(
            "payments_payment",
            "Payments",
            "t.id = ANY(%(payments)s::uuid[])",
            {"label": "''", "card_country": "''"},
            kept=Kept(
                "books",
                f"t.started_at + {_TEN_YEARS}",
                first={
                    "card_fingerprint": "''",
                    "token": "''",
                    "return_url": "''",
                    "action_url": "''",
                },
            ),
            shown=("method", "label", "state", "amount_minor", "currency", "started_at"),
        ),
    ),
    harmless={
        "payments_bank_account.holder": "the shop's own account",
        "payments_bank_account.iban": "the shop's own account",
        "payments_refund.reason": "why money went back, as staff or a rule say it",
        "payments_capture.reason": "why money was taken",
        "payments_difference.note": "staff's words about the books",
        "payments_difference.subject": "a payment or an order, by its number",
        "payments_instalment_collection.is_by_hand": "whether staff did it",
    },
)
