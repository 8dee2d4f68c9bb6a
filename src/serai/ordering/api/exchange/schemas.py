"""Shapes of orders that leave and come in as files."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.ordering.queries.exchange.import_view import MOST
from serai.ordering.queries.exchange.order_file import OrderFormat
from serai.plumbing.api import Input, Instant


class ExportQuery(Schema):
    """Which orders leave, and how they are written down."""

    format: Annotated[
        OrderFormat,
        Field(description="`csv`: a row a line of an order; `ndjson`: an order a line."),
    ] = OrderFormat.CSV
    placed_from: Annotated[Instant | None, Field(description="Placed then or later.")] = None
    placed_until: Annotated[Instant | None, Field(description="Placed before.")] = None
    channel_code: Annotated[str | None, Field(max_length=64)] = None
    state: Annotated[str | None, Field(max_length=20, examples=["fulfilled"])] = None
    source: Annotated[
        str | None, Field(max_length=50, description="Where they were placed; empty: in this shop.")
    ] = None


class ExportLinkOut(Schema):
    """Where orders can be fetched as a file."""

    count: Annotated[int, Field(description="Orders that there are.")]
    url: Annotated[str, Field(description="Whoever has it may fetch the file.")]
    ends_at: Annotated[datetime, Field(description="Until when the link is good.")]


class OrderImportIn(Input):
    """A file of orders of elsewhere that are over."""

    source: Annotated[
        str,
        Field(
            max_length=50,
            examples=["old-shop"],
            description="Where orders come from that do not say so: small letters, digits, hyphens.",
        ),
    ]
    format: Annotated[OrderFormat, Field(description="How the file is written down.")]
    content: Annotated[
        str,
        Field(min_length=1, max_length=48 * 1024 * 1024, description="The file, as text."),
    ]
    name: Annotated[str, Field(max_length=200, examples=["orders-2025.csv"])] = ""
    skip_bad: Annotated[
        bool, Field(strict=True, description="Write the good orders of a file that has bad ones.")
    ] = False


class ImportsQuery(Schema):
    """Which page of the list."""

    cursor: Annotated[str | None, Field(max_length=500)] = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50


class FaultOut(Schema):
    """What is wrong with an order of the file."""

    line: Annotated[int, Field(description="The line of the file in which the order begins.")]
    field: Annotated[str, Field(description="The column; empty where it is the file itself.")]
    reason: str


class OrderImportOut(Schema):
    """A file, and how far it is."""

    id: UUID
    name: str
    source: str
    format: OrderFormat
    skip_bad: bool
    size: Annotated[int, Field(description="In bytes.")]
    state: Annotated[str, Field(description="waiting, running, done, or refused.")]
    looked_at: Annotated[
        int, Field(description="Orders looked at, then written: twice each when all goes well.")
    ]
    created: int
    known: Annotated[int, Field(description="Were here already, just as they are told.")]
    unlinked: Annotated[int, Field(description="New ones whose customer is nobody here.")]
    fault_count: int
    faults: Annotated[list[FaultOut], Field(description="The first thousand; none in lists.")]
    made_by: str
    made_at: datetime
    ended_at: datetime | None


class OrderImportsOut(Schema):
    """A page of imports."""

    items: list[OrderImportOut]
    next_cursor: str | None
