"""
ISO 20022 camt.053, the bank's statement to its customer, in any of its versions.

Booked credits are told; debits, reversals and what is only announced are passed over. A batch that names the
amount of each of its transactions is told transaction by transaction.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import date

from serai.kernel.money import Money
from serai.payments.domain.bank_file.credit import BankFileRefused, Credit
from serai.payments.domain.bank_file.xml_tree import Node, read_tree

_PAYER = "RltdPties/Dbtr/Nm", "RltdPties/Dbtr/Pty/Nm"
_AMOUNTS = "Amt", "AmtDtls/TxAmt/Amt"
_TEXTS = "RmtInf/Strd/CdtrRefInf/Ref", "RmtInf/Ustrd", "Refs/EndToEndId"


def read_camt053(content: bytes) -> list[Credit]:
    """
    Return the credits of every statement in the file.

    Raises:
        BankFileRefused: it is no camt.053, or a credit cannot be read.
    """
    document = read_tree(content)
    statements = document.all("BkToCstmrStmt/Stmt")
    if not statements:
        raise BankFileRefused(document.line, "it holds no statement (camt.053)")
    seen: Counter[str] = Counter()
    return [credit for statement in statements for credit in _credits(statement, seen)]


def _credits(statement: Node, seen: Counter[str]) -> Iterator[Credit]:
    account = statement.first("Acct/Id/IBAN", "Acct/Id/Othr/Id")
    if not account:
        raise BankFileRefused(statement.line, "the statement names no account")
    for entry in statement.all("Ntry"):
        is_credit = entry.first("CdtDbtInd") == "CRDT" and entry.first("RvslInd") != "true"
        if is_credit and entry.first("Sts", "Sts/Cd") == "BOOK":
            yield from _of_entry(account, entry, seen)


def _of_entry(account: str, entry: Node, seen: Counter[str]) -> Iterator[Credit]:
    try:
        booked_on = date.fromisoformat(entry.first("BookgDt/Dt", "BookgDt/DtTm")[:10])
        whole = _money(entry.all("Amt")[0])
        parts = entry.all("NtryDtls/TxDtls")
        amounts = [_amount_of(part) for part in parts]
    except (ValueError, IndexError) as wrong:
        raise BankFileRefused(entry.line, str(wrong) or "a credit has no amount") from None
    told = [
        amount for amount in amounts if amount is not None and amount.currency == whole.currency
    ]
    batch = len(parts) > 1 and len(told) == len(parts)
    if not batch or sum(amount.minor for amount in told) != whole.minor:
        told, parts = [whole], [Node("", entry.line, children=_merged(parts))]
    for amount, part in zip(told, parts, strict=True):
        if amount.minor > 0:
            payer, text = part.first(*_PAYER)[:200], _text(part)
            own = part.first("Refs/AcctSvcrRef") or entry.first("AcctSvcrRef")
            told_of = (
                (own,) if own and not batch else (own, str(booked_on), str(amount), payer, text)
            )
            ref = _name(seen, account, *told_of)
            yield Credit(account[:40], ref, booked_on, amount, payer, text)


def _merged(parts: list[Node]) -> list[Node]:
    return [child for part in parts for child in part.children]


def _amount_of(part: Node) -> Money | None:
    nodes = [node for path in _AMOUNTS for node in part.all(path)]
    return _money(nodes[0]) if nodes else None


def _money(node: Node) -> Money:
    return Money.parse(node.text.strip(), node.attributes.get("Ccy", ""))


def _text(part: Node) -> str:
    said = dict.fromkeys(node.text.strip() for path in _TEXTS for node in part.all(path))
    return " ".join(text for text in said if text and text != "NOTPROVIDED")[:500]


def _name(seen: Counter[str], account: str, own: str, *told: str) -> str:
    """Return a credit's name: the bank's own, or a digest that is the same in every statement that tells it."""
    words = "\n".join((account, own, *told))
    seen[words] += 1
    if not told and seen[words] == 1:
        return own[:100]
    return hashlib.sha256(f"{words}\n{seen[words]}".encode()).hexdigest()[:40]
