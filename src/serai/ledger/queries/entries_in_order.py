"""Entries as others keep proof of them."""

from serai.plumbing.append_only import AppendOnlyTable, instant

ENTRIES = AppendOnlyTable(
    "ledger.entry",
    "ledger_entry",
    {
        "kind": "t.kind",
        "note": "t.note",
        "occurred_at": instant("t.occurred_at"),
        "posted_at": instant("t.posted_at"),
        "postings": """(
            SELECT jsonb_agg(jsonb_build_object('kind', a.kind, 'owner', a.owner, 'unit', a.unit,
              'amount', p.amount::text) ORDER BY p.line)
            FROM ledger_posting AS p JOIN ledger_account AS a ON a.id = p.account_id
            WHERE p.entry_id = t.id)""",
        "reference": "t.reference",
        "reverses": "t.reverses_id::text",
    },
    key_type="uuid",
)
"""Every entry with its postings (amounts as text), in the order of the transactions that wrote them."""
