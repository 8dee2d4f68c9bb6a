"""Price lists in the back office: opened, filled, closed, to a file and back."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.forms import BaseDialogForm

from serai.kernel.clock import now
from serai.kernel.errors import DomainError
from serai.plumbing.back_office import ReadOnlyAdmin, act, back_to, chip, instant, question, to_list
from serai.plumbing.back_office.worded import why_not, worded
from serai.pricing.admin.price_list_forms import FileForm, OpenForm, PriceForm
from serai.pricing.domain.price_list import ListKind
from serai.pricing.models import PriceListRow
from serai.pricing.queries.list_price_page import ListPriceView, standing_list_prices
from serai.pricing.queries.named_list_prices import NamedListPrice, list_price_rows
from serai.pricing.queries.price_list_file import price_list_file
from serai.pricing.usecases.price_lists.close_price_list import close_price_list
from serai.pricing.usecases.price_lists.import_price_list_file import import_price_list_file
from serai.pricing.usecases.price_lists.open_price_list import OpenPriceList, open_price_list
from serai.pricing.usecases.price_lists.set_list_prices import set_list_prices

_SHOWN = 200


@admin.register(PriceListRow)
class PriceListAdmin(ReadOnlyAdmin):
    """Who pays other prices than everyone; what a list is for never changes."""

    list_display: ClassVar[Any] = ("code", "name", "channel_code", "audience", "kind", "standing")
    search_exactly = ("code",)
    search_help_text = "A code"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (
        "code",
        "name",
        "channel_code",
        "audience",
        "kind",
        "priority",
        "standing",
        "created_at",
        "prices",
    )
    readonly_fields: ClassVar[Any] = fields
    actions_list: ClassVar[Any] = ("open_list",)
    actions_detail: ClassVar[Any] = ("set_price", "take_in", "to_file", "close")
    permission_to_act = "pricing.change_pricelistrow"

    @action(
        description="Open a price list",
        permissions=["act"],
        icon="add",
        dialog=question(
            "Open a price list",
            "It begins without prices. Without group, company and store it is for everyone.",
            submit="Open",
            form=OpenForm,
        ),
    )
    def open_list(self, request: HttpRequest, form: BaseDialogForm) -> HttpResponse:
        """Open a price list."""
        given = form.cleaned_data
        command = OpenPriceList(
            code=given["code"],
            name=given["name"],
            channel_code=given["channel"],
            kind=ListKind(given["kind"]),
            customer_group=given["customer_group"] or None,
            company_id=given["company_id"],
            priority=given["priority"],
            store=given["store"],
        )
        try:
            made = open_price_list(command, now=now())
        except DomainError as refusal:
            messages.error(request, why_not(refusal))
            return to_list(request, PriceListRow)
        self.log_change(request, PriceListRow.objects.get(pk=made.id), "opened")
        return back_to(request, PriceListRow, made.id)

    @action(
        description="Set a price",
        permissions=["act"],
        icon="sell",
        url_path="price",
        dialog=question("Set a price", "It counts from now on.", submit="Set it", form=PriceForm),
    )
    def set_price(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Set one price of the list."""
        row, given = self.get_object(request, object_id), form.cleaned_data
        named = NamedListPrice(
            sku=given["sku"],
            amount=given["amount"] or None,
            min_quantity=given["min_quantity"],
            compare_at=given["compare_at"] or None,
        )

        def write() -> None:
            rows = list_price_rows([named], currency=row.channel.currency)
            set_list_prices(row.code, rows, source=_source(request), now=now())

        said = (
            worded("costs {amount}", amount=named.amount)
            if named.amount
            else worded("is off the list")
        )
        act(
            self,
            request,
            row,
            write,
            worded(
                "{sku} from {min_quantity} on {said}.",
                sku=named.sku,
                min_quantity=named.min_quantity,
                said=said,
            ),
        )
        return back_to(request, PriceListRow, object_id)

    @action(
        description="Import",
        permissions=["act"],
        icon="upload",
        url_path="import",
        dialog=question(
            "Import prices",
            "All of them are set, or none.",
            submit="Import",
            form=FileForm,
        ),
    )
    def take_in(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Set what a file says."""
        row, given = self.get_object(request, object_id), form.cleaned_data

        def write() -> None:
            import_price_list_file(
                row.code,
                given["text"],
                source=_source(request),
                now=now(),
                replacing=given["replacing"],
            )

        act(self, request, row, write, "The prices of the file count.")
        return back_to(request, PriceListRow, object_id)

    @action(description="Export", icon="download", url_path="file")
    def to_file(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Return the list as CSV."""
        row = self.get_object(request, object_id)
        return HttpResponse(
            price_list_file(row.code, now=now()),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{row.code}.csv"'},
        )

    @action(
        description="Close the list",
        permissions=["act"],
        icon="lock",
        dialog=question(
            "Close the list?",
            "Nobody pays its prices any more, and it takes none. It cannot be opened again.",
            submit="Close it",
            form=BaseDialogForm,
        ),
    )
    def close(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Take every price off the list."""
        row = self.get_object(request, object_id)
        act(
            self,
            request,
            row,
            lambda: close_price_list(row.code, source=_source(request), now=now()),
            "Nobody pays its prices any more.",
        )
        return back_to(request, PriceListRow, object_id)

    @admin.display(description="channel")
    def channel_code(self, row: PriceListRow) -> str:
        """Return the channel's code."""
        return row.channel_id

    @admin.display(description="for")
    def audience(self, row: PriceListRow) -> str:
        """Return who pays its prices."""
        if row.company_id is not None:
            return worded("company {company_id}", company_id=row.company_id)
        if row.store:
            return worded("store {store}", store=row.store)
        return (
            worded("group {customer_group}", customer_group=row.customer_group)
            if row.customer_group
            else worded("everyone")
        )

    @admin.display(description="state")
    def standing(self, row: PriceListRow) -> SafeString:
        """Return whether somebody pays its prices."""
        return chip("open", "good") if row.closed_at is None else chip("closed", "plain")

    @admin.display(description="prices now and to come")
    def prices(self, row: PriceListRow) -> SafeString | str:
        """Return what counts and what is to come, the first two hundred."""
        found = standing_list_prices(row.code, now=now())
        if not found:
            return "none"
        more = (
            worded("… and {count} more: see the file.", count=len(found) - _SHOWN)
            if len(found) > _SHOWN
            else ""
        )
        return format_html(
            "<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>{}",
            format_html_join(
                "",
                '<th scope="col" class="pr-6 py-1 bo-start">{}</th>',
                ((name,) for name in ("SKU", "from", "price", "was", "begins", "ends")),
            ),
            format_html_join(
                "",
                "<tr>" + '<td class="pr-6 py-1 bo-start">{}</td>' * 6 + "</tr>",
                (_cells(view) for view in found[:_SHOWN]),
            ),
            more,
        )


def _cells(view: ListPriceView) -> tuple[object, ...]:
    return (
        view.sku,
        view.min_quantity,
        f"{view.amount} {view.currency}" if view.amount else worded("off the list"),
        view.compare_at or "—",
        instant(view.valid_from),
        instant(view.valid_until) if view.valid_until else "—",
    )


def _source(request: HttpRequest) -> str:
    return f"back office, {request.user.get_username()}"
