"""What a load answers."""

from serai.catalog.domain.row_error import ImportReport, RowError
from serai.kernel.errors import DomainError, Kind


class RowsRejected(DomainError):
    """Rows of an all-or-nothing load are bad; nothing was written."""

    code = "catalog.rows_rejected"
    kind = Kind.REJECTED

    def __init__(self, report: ImportReport) -> None:
        self.rejected = report.rejected
        self.error_count = report.error_count
        self.errors: tuple[RowError, ...] = report.errors
        first = report.errors[0]
        others = report.error_count - 1
        super().__init__(
            f"Nothing was written. Row {first.line}, {first.field or 'the whole row'}: {first.reason}"
            + (f" Errors besides: {others}." if others else "")
        )


def taken(report: ImportReport) -> ImportReport:
    """
    Return the report of a load that was taken.

    Raises:
        RowsRejected: it has errors.
    """
    if not report.clean:
        raise RowsRejected(report)
    return report
