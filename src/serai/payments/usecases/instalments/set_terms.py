"""Say under which terms a channel lets orders be paid in parts."""

from collections.abc import Sequence

from serai.catalog import public as catalog
from serai.kernel.errors import DomainError, Kind
from serai.payments.domain.instalments.terms import Terms
from serai.payments.events import PaymentMethodsChanged
from serai.payments.models import InstalmentTerms
from serai.payments.queries.instalments.offered_terms import forget_terms
from serai.plumbing.db import execute, forget_with_work, unit_of_work
from serai.plumbing.events import publish

MOST_TERMS = 12
"""Terms one channel may offer."""


class BadInstalmentTerms(DomainError):
    """Terms make no sense, alone or beside the others."""

    code = "payments.bad_instalment_terms"
    kind = Kind.REJECTED

    def __init__(self, line: int, reason: str) -> None:
        self.line, self.reason = line, reason
        super().__init__(f"Terms {line}: {reason}")


@unit_of_work()
def set_terms(channel_code: str, offered: Sequence[Terms]) -> None:
    """
    Let these terms, in their order, be all that a channel offers; none: nothing is paid in parts there.

    Plans that were agreed go on as they were agreed. Terms that stay keep their ids.

    Raises:
        ChannelNotFound: there is no such channel.
        BadInstalmentTerms: more than twelve, the same twice, or in another currency than the channel's.
    """
    currency = catalog.channel(channel_code).currency
    for line, terms in enumerate(offered, 1):
        if terms.least.currency != currency:
            raise BadInstalmentTerms(line, f"the channel sells in {currency}.")
        if line > MOST_TERMS:
            raise BadInstalmentTerms(line, f"at most {MOST_TERMS} can be offered.")
        if terms in offered[: line - 1]:
            raise BadInstalmentTerms(line, "they are there already.")
    execute(
        "SELECT pg_advisory_xact_lock(hashtext('payments.instalment_terms'), hashtext(%s))",
        [channel_code],
    )
    stored = InstalmentTerms.objects.filter(channel_code=channel_code)
    ids = {_values(row): row.pk for row in stored}
    stored.delete()
    for position, terms in enumerate(offered, 1):
        row = _row(channel_code, position, terms)
        row.pk = ids.get(_values(row), row.pk)
        row.save(force_insert=True)
    forget_with_work(forget_terms)
    publish(PaymentMethodsChanged(channel_code=channel_code))


def _row(channel_code: str, position: int, terms: Terms) -> InstalmentTerms:
    return InstalmentTerms(
        channel_code=channel_code,
        position=position,
        parts=terms.parts,
        step=terms.step,
        every=terms.every.value,
        currency=terms.least.currency,
        least_minor=terms.least.minor,
        most_minor=terms.most.minor,
        fee_minor=terms.fee.minor if terms.fee else 0,
        interest=terms.interest,
    )


def _values(row: InstalmentTerms) -> tuple[object, ...]:
    return (
        *(row.parts, row.step, row.every, row.currency),
        *(row.least_minor, row.most_minor, row.fee_minor, row.interest),
    )
