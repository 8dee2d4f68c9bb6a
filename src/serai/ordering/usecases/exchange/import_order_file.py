"""Bring in the orders of a file: each of them whole, and once."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.exchange.check_record import faults_of
from serai.ordering.domain.exchange.record import RowFault
from serai.ordering.queries.exchange.known_here import Here, known_here
from serai.ordering.queries.exchange.order_file import OrderFormat
from serai.ordering.queries.exchange.read_order_file import read_order_file
from serai.ordering.usecases.exchange.record_sold import record_sold
from serai.ordering.usecases.exchange.write_records import NewRecord, write_records
from serai.plumbing.db import execute, unit_of_work

CHUNK = 1_000
MOST_FAULTS = 1_000
"""How many are told; all are counted."""
_SOURCE = re.compile(r"[a-z0-9][a-z0-9-]{0,49}")


class BadSource(DomainError):
    """Orders of elsewhere come from somewhere that has a name."""

    code = "ordering.bad_source"
    kind = Kind.REJECTED

    def __init__(self, source: str) -> None:
        self.source = source
        super().__init__("Name where the orders come from in small letters, digits and hyphens.")


@dataclass(slots=True)
class OrderImport:
    """What an import found and did."""

    created: int = 0
    known: int = 0
    """Orders that were here already, just as they are told."""
    lines: int = 0
    unlinked: int = 0
    """New orders whose customer is nobody here; they stand under their e-mail address alone."""
    fault_count: int = 0
    faults: list[RowFault] = field(default_factory=list)
    """The first thousand."""

    def note(self, line: int, found: Sequence[tuple[str, str]]) -> None:
        """Keep what is wrong with an order."""
        self.fault_count += len(found)
        room = MOST_FAULTS - len(self.faults)
        self.faults += [RowFault(line, name, reason) for name, reason in found[:room]]


def must_be_source(source: str) -> str:
    """
    Return a source that is well named.

    Raises:
        BadSource: it is not.
    """
    if not _SOURCE.fullmatch(source):
        raise BadSource(source)
    return source


def import_order_file(
    file: BinaryIO,
    file_format: OrderFormat,
    *,
    source: str,
    now: datetime,
    skip_bad: bool = False,
    advance: Callable[[int], None] = lambda count: None,
) -> OrderImport:
    """
    Look at every order of a file, then write those that are new, a thousand to a transaction.

    With anything wrong anywhere nothing is written, unless `skip_bad`: then the orders without faults are. An
    order that is here already just as it is told is left alone, so a file may be brought in again, also after
    a crash. The lines of completed orders become facts as well.

    Args:
        file: what was given; read twice, from its beginning.
        file_format: how it is written down.
        source: where orders come from that do not say so themselves.
        now: the present instant.
        skip_bad: write the good orders of a file that has bad ones.
        advance: told how many orders were looked at or written since it was last told.

    Raises:
        BadSource: the source has no name, or none that can be kept.
    """
    must_be_source(source)
    looked = OrderImport()
    seen: dict[tuple[str, str], int] = {}
    for chunk in _chunks(file, file_format, source, looked):
        here = _here([each for _, each in chunk])
        for line, each in chunk:
            looked.note(line, [*_twice(each, line, seen), *_wrong(each, here, now)])
        advance(len(chunk))
    if looked.fault_count and not skip_bad:
        return looked
    done = OrderImport(fault_count=looked.fault_count, faults=looked.faults)
    for chunk in _chunks(file, file_format, source, OrderImport()):
        once = [each for line, each in chunk if _is_first(each, line, seen)]
        _take_in(once, source, now, done)
        advance(len(chunk))
    return done


def _take_in(told: Sequence[NewRecord], source: str, now: datetime, done: OrderImport) -> None:
    """Write a chunk of orders, and let what was sold become facts."""
    with unit_of_work():
        execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 21))", [source])
        here = _here(told)
        good = [each for each in told if not list(_wrong(each, here, now))]
        fresh = [each for each in good if not here.has(each.record, each.source, each.number)]
        write_records(fresh, here)
    done.created += len(fresh)
    done.known += len(good) - len(fresh)
    done.lines += sum(len(each.record.lines) for each in fresh)
    people = [each.record.customer_id for each in fresh if each.record.customer_id]
    done.unlinked += sum(customer_id not in here.customers for customer_id in people)
    kept = {each.ref for each in fresh} | here.by_ref.keys()
    record_sold([each for each in good if each.ref in kept], here, now=now)


def _here(told: Sequence[NewRecord]) -> Here:
    return known_here([(each.record, each.source, each.number) for each in told])


def _chunks(
    file: BinaryIO, file_format: OrderFormat, source: str, report: OrderImport
) -> Iterator[list[tuple[int, NewRecord]]]:
    """Yield orders in chunks, each with its line; what cannot be read goes into the report."""
    file.seek(0)
    chunk: list[tuple[int, NewRecord]] = []
    for found in read_order_file(file, file_format):
        if isinstance(found, RowFault):
            report.note(found.line, [(found.field, found.reason)])
            continue
        line, record = found
        chunk.append((line, NewRecord(record, record.source or source)))
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _twice(
    each: NewRecord, line: int, seen: dict[tuple[str, str], int]
) -> Iterator[tuple[str, str]]:
    """Remember in which line an order and its number stand first; yield what was there before."""
    if seen.setdefault(each.ref, line) != line:
        yield "external_ref", f"stands in line {seen[each.ref]} already."
    elif seen.setdefault(("#", each.number), line) != line:
        yield "number", f"stands in line {seen['#', each.number]} already."


def _is_first(each: NewRecord, line: int, seen: dict[tuple[str, str], int]) -> bool:
    return seen[each.ref] == line == seen.get(("#", each.number))


def _wrong(each: NewRecord, here: Here, now: datetime) -> Iterator[tuple[str, str]]:
    if here.is_own(each.record, each.number):
        return  # it is left alone, open or over
    yield from faults_of(each.record, now=now)
    if not _SOURCE.fullmatch(each.source):
        yield "source", "is not made of small letters, digits and hyphens."
    if not here.has(each.record, each.source, each.number):
        yield from here.faults(each.record, each.source, each.number)
