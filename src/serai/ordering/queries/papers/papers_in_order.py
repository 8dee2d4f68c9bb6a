"""Invoices and credit notes for the log: their hashes, so that nobody can say another one was issued."""

from serai.plumbing.append_only import AppendOnlyTable, instant

PAPERS = AppendOnlyTable(
    "ordering.paper",
    "ordering_paper",
    {
        "number": "t.number",
        "kind": "t.kind",
        "issuer": "t.issuer_id",
        "sha256": "t.sha256",
        "issued_at": instant("t.issued_at"),
    },
    key_type="uuid",
)
