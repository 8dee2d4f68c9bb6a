"""What the back office asks about goods that arrive."""

from typing import Any

from django import forms
from unfold.widgets import (
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
)

from serai.catalog.public import variants_of_skus
from serai.inventory.domain.entry import (
    LONGEST_NOTE,
    MOST_UNITS,
    EntriesRefused,
    EntryFault,
    StockEntry,
)
from serai.inventory.models import Location
from serai.inventory.usecases.receive import receive
from serai.kernel.clock import now
from serai.kernel.ids import uuid7
from serai.plumbing.back_office.form_rows import FormRows, RowForm, RowsOf
from serai.plumbing.back_office.worded import worded
from serai.plumbing.idempotency import IdempotencyKey, answer_once
from serai.plumbing.json import as_json


class ReceiptForm(forms.Form):
    """Where goods arrive, and with which paper."""

    location = forms.ModelChoiceField(
        Location.objects.order_by("name"), label="location", widget=UnfoldAdminSelectWidget
    )
    note = forms.CharField(
        label="delivery note",
        required=False,
        max_length=LONGEST_NOTE,
        widget=UnfoldAdminTextInputWidget,
        help_text="Its number or whatever tells it; kept with every movement.",
    )

    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)

    def write(self, table: FormRows, *, user: str) -> str:
        """
        Add what arrived to the stock, all of it or nothing, and a page that is sent twice once.

        Returns:
            What was done, in words.

        Raises:
            EntriesRefused: nothing is named, or an article that is not there.
            StockMisfit: impossibly many units.
        """
        where, note = self.cleaned_data["location"], self.cleaned_data["note"]
        variants = variants_of_skus([row["sku"].strip() for row in table.said])
        faults = [] if table.said else [EntryFault(1, "sku", worded("Say what has arrived."))]
        faults += [
            EntryFault(line, "sku", worded("There is no article {sku!r}.", sku=row["sku"]))
            for line, row in enumerate(table.said, 1)
            if row["sku"].strip() not in variants
        ]
        if faults:
            raise EntriesRefused(faults)
        entries = [
            StockEntry(variants[row["sku"].strip()].id, where.pk, row["units"], note)
            for row in table.said
        ]
        key = IdempotencyKey.of(
            scope=f"back office receipt {user}",
            key=str(self.cleaned_data["once"]),
            body=as_json(entries),
        )
        answer_once(key, lambda: receive(entries, now=now()))
        return worded(
            "{units:,} units are in stock at {name}.",
            units=sum(entry.quantity for entry in entries),
            name=where.name,
        )


class ArrivedRow(RowForm):
    """So many of one article."""

    sku: Any = forms.CharField(label="SKU", max_length=64, widget=UnfoldAdminTextInputWidget)
    units: Any = forms.IntegerField(
        label="Units",
        min_value=1,
        max_value=MOST_UNITS,
        widget=UnfoldAdminIntegerFieldWidget,
    )
    says = ("sku", "units")
    needs = ("sku", "units")


ARRIVED = RowsOf("arrived", ArrivedRow, "What has arrived", most=200)
