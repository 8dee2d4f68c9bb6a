"""What this context holds of persons: accounts of store credit, which say nothing but an id."""

from serai.plumbing.personal_data import Gone, Held, Holder, Kept

HELD = Holder(
    "ledger",
    tables=(
        Held(
            "ledger_account",
            "Accounts in the books",
            "t.owner = ANY(%(ids)s::text[])",
            Gone.NOTHING,
            kept=Kept("books", "NULL::timestamptz"),
            shown=("kind", "unit", "balance", "held", "opened_at"),
            harmless=frozenset({"owner"}),
        ),
    ),
    harmless={
        "ledger_entry.note": "words of the program that posted",
        "ledger_entry.fingerprint": "a digest of postings",
    },
)
