"""Within which bounds prices are proposed, and what other bounds would do."""

from typing import Any, ClassVar
from uuid import UUID

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_noop
from unfold.decorators import action

from serai.kernel.clock import now
from serai.kernel.errors import DomainError
from serai.plumbing.back_office import ReadOnlyAdmin, chip
from serai.plumbing.back_office.form_page import form_page, with_look
from serai.plumbing.back_office.worded import why_not, worded
from serai.pricing.admin.bound_name import bound_name
from serai.pricing.admin.price_terms_form import PriceTermsForm, said_of
from serai.pricing.domain.proposals.price_terms import PriceTerms
from serai.pricing.models import PriceTermsRow
from serai.pricing.queries.proposals.preview_terms import TermsPreview, preview_terms
from serai.pricing.usecases.proposals.set_price_terms import set_price_terms

_STAYS = {
    "best_already": gettext_noop("are best as they are"),
    "unsure": gettext_noop("might bring more at another price, but not surely enough"),
    "no_room": gettext_noop("have no price between their bounds"),
    "ages": gettext_noop("are not made dearer while too many of them lie in stock"),
    "better": gettext_noop("stay"),
    "below_floor": gettext_noop("stay"),
}


@admin.register(PriceTermsRow)
class PriceTermsAdmin(ReadOnlyAdmin):
    """Terms as they were set, the latest first: of a category the latest counts."""

    list_display: ClassVar[Any] = ("category", "channel_id", "role", "bounds", "recorded_at")
    search_exactly = ("id",)
    search_help_text = "An id, as proposals name it"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = ("id", *list_display)
    readonly_fields: ClassVar[Any] = fields
    actions_list: ClassVar[Any] = ("set_terms",)
    actions_detail: ClassVar[Any] = ("set_again",)
    permission_to_act = "pricing.change_pricetermsrow"

    def get_urls(self) -> list[URLPattern]:
        """Return the pages' addresses, that of the form first."""
        view = self.admin_site.admin_view(self.write)
        urls: list[URLPattern] = super().get_urls()
        return [path("write/", view, name="pricing_pricetermsrow_write"), *urls]

    @action(description="Set terms", permissions=["act"], icon="add", url_path="set")
    def set_terms(self, request: HttpRequest) -> HttpResponse:
        """Go to the form."""
        return HttpResponseRedirect(reverse("admin:pricing_pricetermsrow_write"))

    @action(description="Change", permissions=["act"], icon="edit", url_path="again")
    def set_again(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Go to the form as these terms fill it."""
        address = reverse("admin:pricing_pricetermsrow_write")
        return HttpResponseRedirect(f"{address}?like={object_id}")

    def write(self, request: HttpRequest) -> HttpResponse:
        """Show the form, say what would happen, or set the terms."""
        if not self.has_act_permission(request):
            return HttpResponse(status=403)
        form = PriceTermsForm(request.POST or None, initial=self._initial(request))
        seen: SafeString | str = ""
        if request.method == "POST" and form.is_valid():
            try:
                terms, said = form.terms(), form.cleaned_data
                if "look" in request.POST:
                    seen = as_page(
                        preview_terms(said["channel"], said["category"], terms, now=now())
                    )
                else:
                    set_price_terms(said["channel"], said["category"], terms, now=now())
                    messages.success(request, worded("The next proposals keep to these terms."))
                    return HttpResponseRedirect(reverse("admin:pricing_pricetermsrow_changelist"))
            except DomainError as refusal:
                form.add_error(None, why_not(refusal))
        page = form_page(
            self,
            request,
            form,
            title="Terms of price proposals",
            intro="Nothing changes a price by itself here: the next proposals keep to these terms, and those made"
            " before keep theirs.",
            submit="Set the terms",
        )
        return with_look(page, worded("See what they would do"), seen)

    def _initial(self, request: HttpRequest) -> dict[str, Any]:
        like = (
            PriceTermsRow.objects.filter(pk=request.GET["like"]).first()
            if _named(request)
            else None
        )
        if like is None:
            return said_of(PriceTerms())
        told = said_of(PriceTerms.from_json(like.terms))
        return {**told, "channel": like.channel_id, "category": like.category_path}

    @admin.display(description="category")
    def category(self, row: PriceTermsRow) -> str:
        """Return for what they hold."""
        return row.category_path or worded("everything")

    @admin.display(description="for what it is")
    def role(self, row: PriceTermsRow) -> SafeString:
        """Return the role of the category."""
        return chip(row.terms["role"], "plain")

    @admin.display(description="bounds")
    def bounds(self, row: PriceTermsRow) -> str:
        """Return the bounds in words."""
        told = said_of(PriceTerms.from_json(row.terms))
        said = worded(
            "margin from {least_margin} %, up to {highest} % of the usual price, "
            "steps −{most_fall} % to +{most_rise} % every {days_between} days",
            least_margin=told["least_margin"],
            highest=told["highest"],
            most_fall=told["most_fall"],
            most_rise=told["most_rise"],
            days_between=told["days_between"],
        )
        if told["endings"]:
            said += worded(", ending in {endings}", endings=told["endings"])
        low, high = told["competitor_low"], told["competitor_high"]
        if low != "0" or high != "0":
            said += worded(", {low} % to {high} % of competitors", low=low, high=high)
        return said


def as_page(preview: TermsPreview) -> SafeString:
    """Return what terms would do, for people."""
    if not preview.looked_at:
        return format_html(
            "<p>{}</p>",
            worded(
                "No article of it has a learnt demand, a cost and a price that is old "
                "enough to change."
            ),
        )
    changed = preview.rises + preview.falls
    lines = [
        worded(
            "Of {looked_at:,} articles {changed:,} would change: {rises:,} up, "
            "{falls:,} down; a week is expected to bring {gain} more.",
            looked_at=preview.looked_at,
            changed=changed,
            rises=preview.rises,
            falls=preview.falls,
            gain=preview.gain,
        )
    ]
    lines += [f"{count:,} {worded(_STAYS[why])}." for why, count in sorted(preview.stays.items())]
    lines += [
        worded("Held back by {bound}: {count:,}.", count=count, bound=bound_name(name))
        for name, count in sorted(preview.held.items())
    ]
    said = format_html_join("", "<p>{}</p>", ((line,) for line in lines))
    if not preview.largest:
        return said
    heads = (worded("SKU"), worded("now"), worded("proposed"), worded("margin a week"))
    rows = format_html_join(
        "",
        "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
        ((each.sku, each.now, each.proposed, each.gain) for each in preview.largest),
    )
    return format_html(
        "{}<table class='mt-4 bo-table'><caption class='font-medium'>{}</caption>"
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table>",
        said,
        worded("What would bring most"),
        format_html_join("", "<th>{}</th>", ((head,) for head in heads)),
        rows,
    )


def _named(request: HttpRequest) -> bool:
    try:
        UUID(request.GET.get("like", ""))
    except ValueError:
        return False
    return True
