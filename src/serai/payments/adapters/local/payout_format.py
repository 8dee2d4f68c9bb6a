"""
Our own format of payout files: CSV, one line for each movement, amounts in major units.

Columns: `processor, payout, arrives_on, amount, line, kind, charge, key, happened_at, currency, gross, fee`.
`amount` is the payout's and the same in each of its lines. Any processor's export can be brought into it.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from serai.kernel.money import Money
from serai.payments.domain.movement import Movement, MovementKind, PayoutReport
from serai.payments.ports import PayoutFileRefused

COLUMNS = (
    "processor",
    "payout",
    "arrives_on",
    "amount",
    "line",
    "kind",
    "charge",
    "key",
    "happened_at",
    "currency",
    "gross",
    "fee",
)


class SeraiPayoutFormat:
    """Fills `PayoutFormat` with files of our own making."""

    name = "serai"
    title = "Serai (CSV)"

    def read(self, content: bytes) -> list[PayoutReport]:
        """Return the payouts in a file."""
        reports: dict[tuple[str, str], list[tuple[dict[str, str], Movement]]] = {}
        for number, row in read_rows(content, COLUMNS):
            try:
                line = _line_of(row)
                Money.parse(row["amount"], row["currency"])
                date.fromisoformat(row["arrives_on"])
            except ValueError as wrong:
                raise PayoutFileRefused(number, str(wrong)) from None
            reports.setdefault((row["processor"], row["payout"]), []).append((row, line))
        return [_report(found) for found in reports.values()]


def written(reports: Iterable[PayoutReport]) -> bytes:
    """Return the file that tells these payouts."""
    text = io.StringIO(newline="")
    file = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    file.writeheader()
    for report in reports:
        for line in report.movements:
            file.writerow(
                {
                    "processor": report.processor,
                    "payout": report.reference,
                    "arrives_on": report.arrives_on.isoformat(),
                    "amount": f"{report.amount.as_decimal():f}",
                    "line": line.reference,
                    "kind": line.kind.value,
                    "charge": line.charge,
                    "key": line.key,
                    "happened_at": line.happened_at.isoformat(),
                    "currency": line.gross.currency,
                    "gross": f"{line.gross.as_decimal():f}",
                    "fee": f"{line.fee.as_decimal():f}",
                }
            )
    return text.getvalue().encode()


def read_rows(content: bytes, needed: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """
    Return the rows of a CSV file by column name, each with its line number.

    Raises:
        PayoutFileRefused: it is not text, a column is missing, or a line has too few fields.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PayoutFileRefused(1, "it is not UTF-8 text") from None
    file = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        missing = [name for name in needed if name not in (file.fieldnames or ())]
        if missing:
            raise PayoutFileRefused(1, f"the column {missing[0]} is missing")
        found = [(file.line_num, row) for row in file]
    except csv.Error as wrong:
        raise PayoutFileRefused(file.line_num + 1, str(wrong)) from None
    for number, row in found:
        if None in row or None in row.values():
            raise PayoutFileRefused(number, "it has not as many fields as the first line")
    return found


def _line_of(row: dict[str, str]) -> Movement:
    if not row["line"] or not row["payout"] or not row["processor"]:
        raise ValueError("processor, payout and line must not be empty")
    happened_at = datetime.fromisoformat(row["happened_at"])
    if happened_at.tzinfo is None:
        raise ValueError("happened_at must name its offset from UTC")
    return Movement(
        reference=row["line"],
        kind=MovementKind(row["kind"]),
        gross=Money.parse(row["gross"], row["currency"]),
        fee=Money.parse(row["fee"], row["currency"]),
        happened_at=happened_at,
        source=row["line"],
        charge=row["charge"],
        key=row["key"],
    )


def _report(found: list[tuple[dict[str, str], Movement]]) -> PayoutReport:
    row = found[0][0]
    return PayoutReport(
        processor=row["processor"],
        reference=row["payout"],
        amount=Money.parse(row["amount"], row["currency"]),
        arrives_on=date.fromisoformat(row["arrives_on"]),
        movements=tuple(line for _, line in found),
    )
