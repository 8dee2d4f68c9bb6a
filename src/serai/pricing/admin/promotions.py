"""Promotions in the back office: written with the editor of conditions, activated, paused, ended."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminTextInputWidget

from serai.catalog.public import channels, variants_of_ids
from serai.kernel.clock import now
from serai.kernel.conditions import BadConditions, Fields, read_tree, read_tree_text, sentence
from serai.plumbing import json
from serai.plumbing.api.problem import domain_problem
from serai.plumbing.back_office import (
    RuleBookAdmin,
    act,
    as_json,
    back_to,
    chip,
    question,
)
from serai.plumbing.back_office.rule_book import readers_words
from serai.plumbing.back_office.rule_editor import editor_of
from serai.plumbing.back_office.worded import why_not, worded
from serai.plumbing.conditions import told_in
from serai.pricing.admin.promotion_form import PromotionForm, rule_of, said_of
from serai.pricing.domain.promotions.fields import cart_fields, line_fields
from serai.pricing.domain.promotions.promotion_state import PromotionAction, PromotionState
from serai.pricing.models import PromotionRow
from serai.pricing.queries.promotions.promotion_view import given_by, limits_of
from serai.pricing.usecases.promotions.add_coupon import AddCoupon, add_coupon
from serai.pricing.usecases.promotions.change_state import change_promotion_state
from serai.pricing.usecases.promotions.delete_draft import delete_draft
from serai.pricing.usecases.promotions.make_coupons import (
    MOST_AT_ONCE,
    MakeCoupons,
    make_coupons,
)
from serai.pricing.usecases.promotions.write_promotion import WritePromotion, write_promotion

_TONES = {
    PromotionState.DRAFT: "plain",
    PromotionState.ACTIVE: "good",
    PromotionState.PAUSED: "waiting",
    PromotionState.ENDED: "plain",
}
_LIMITS = ("most_uses", "most_per_customer", "budget")


class CodesForm(BaseDialogForm):
    """How many codes are made."""

    count = forms.IntegerField(
        min_value=1, max_value=MOST_AT_ONCE, widget=UnfoldAdminTextInputWidget
    )
    prefix = forms.CharField(
        required=False,
        max_length=16,
        widget=UnfoldAdminTextInputWidget,
        help_text="What they begin with.",
    )


class CodeForm(BaseDialogForm):
    """A code that somebody chose."""

    code = forms.CharField(max_length=60, widget=UnfoldAdminTextInputWidget)
    most_uses = forms.IntegerField(
        label="Orders in all", required=False, min_value=1, widget=UnfoldAdminTextInputWidget
    )
    most_per_customer = forms.IntegerField(
        label="Orders of one customer",
        required=False,
        min_value=1,
        widget=UnfoldAdminTextInputWidget,
    )


_MAKE = question(
    "Make codes that work once?",
    "Nobody can guess them. They are listed with the batches of coupons.",
    submit="Make them",
    form=CodesForm,
)
_ADD = question("Add a code?", "It opens this promotion.", submit="Add it", form=CodeForm)
_END = question(
    "End it for ever?",
    "It applies no more, and its codes open nothing. What it gave stays readable.",
    submit="End it",
    form=BaseDialogForm,
)


@admin.register(PromotionRow)
class PromotionAdmin(RuleBookAdmin):
    """What takes something off, for whom and when."""

    rule_form = PromotionForm
    list_display: ClassVar[Any] = ("code", "name", "standing", "used", "needs_coupon", "updated_at")
    list_select_related: ClassVar[Any] = ("budget",)
    list_filter: ClassVar[Any] = ("state",)
    search_exactly = ("id",)
    search_prefix = ("code",)
    search_help_text = "How the code begins, or an id"
    ordering: ClassVar[Any] = ("code",)
    fields: ClassVar[Any] = (
        "id",
        "code",
        "name",
        "standing",
        "says",
        "articles",
        "used",
        "gave",
        "last_month",
        "the_rule",
        "version",
    )
    readonly_fields: ClassVar[Any] = fields
    actions_detail: ClassVar[Any] = (
        "write_again",
        {"title": "State", "icon": "play_arrow", "items": ["activate", "pause", "end"]},
        {"title": "Codes", "icon": "password", "items": ["make_codes", "add_code"]},
        "delete_row",
    )
    permission_to_act = "pricing.change_promotionrow"

    def rule_fields(self) -> Fields:
        """Return what conditions may ask of carts, in the currency of the first channel."""
        return cart_fields(_home_currency())

    def says(self, row: Any) -> str:
        """Return what the conditions on carts say."""
        return _in_words(row.rule["conditions"], cart_fields(row.currency), worded("any cart"))

    @admin.display(description="articles")
    def articles(self, row: PromotionRow) -> str:
        """Return which articles it is about."""
        return _in_words(row.rule["lines"], line_fields(row.currency), worded("all articles"))

    @admin.display(description="state")
    def standing(self, row: PromotionRow) -> SafeString:
        """Return where it stands."""
        return chip(row.state, _TONES[PromotionState(row.state)])

    @admin.display(description="used")
    def used(self, row: PromotionRow) -> str:
        """Return how much of its limits is used up."""
        limits, said = limits_of(row), []
        if limits.most_uses is not None:
            said.append(
                worded(
                    "{uses:,} of {most_uses:,} orders", uses=limits.uses, most_uses=limits.most_uses
                )
            )
        if limits.budget is not None:
            said.append(worded("{given} of {budget}", given=limits.given, budget=limits.budget))
        return "; ".join(said) or worded("without limit")

    @admin.display(description="has given")
    def gave(self, row: PromotionRow) -> str:
        """Return what it has given in orders that stand."""
        found = [
            worded("{amount} in {orders:,} orders", amount=given.amount, orders=given.orders)
            for given in given_by(row.pk)
        ]
        return "; ".join(found) or worded("nothing yet")

    @admin.display(description="last month")
    def last_month(self, row: PromotionRow) -> SafeString:
        """Link to what it would have given last month."""
        address = reverse("admin:promotion_simulation", args=[row.pk])
        return format_html('<a href="{}">What would it have given?</a>', address)

    @admin.display(description="rule")
    def the_rule(self, row: PromotionRow) -> SafeString:
        """Return the rule as it is kept."""
        return as_json(row.rule)

    @action(description="Activate", permissions=["act"], icon="play_arrow", url_path="activate")
    def activate(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Let it apply."""
        return self._take(
            request, object_id, PromotionAction.ACTIVATE, worded("Active from now on.")
        )

    @action(description="Pause", permissions=["act"], icon="pause", url_path="pause")
    def pause(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Let it apply no more until it is activated again."""
        return self._take(request, object_id, PromotionAction.PAUSE, worded("Paused."))

    @action(description="End", permissions=["act"], icon="stop", url_path="end", dialog=_END)
    def end(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """End it for ever."""
        return self._take(request, object_id, PromotionAction.END, worded("Ended."))

    @action(
        description="Make codes",
        permissions=["act"],
        icon="password",
        url_path="codes",
        dialog=_MAKE,
    )
    def make_codes(
        self, request: HttpRequest, form: BaseDialogForm, object_id: str
    ) -> HttpResponse:
        """Make codes that work once."""
        row, said = self.get_object(request, object_id), form.cleaned_data
        command = MakeCoupons(
            promotion_id=row.pk,
            count=said["count"],
            prefix=said["prefix"],
            made_by=str(request.user)[:64],
        )
        made = worded("{count:,} codes are made.", count=said["count"])
        act(self, request, row, lambda: make_coupons(command, now=now()), made)
        return back_to(request, PromotionRow, object_id)

    @action(description="Add a code", permissions=["act"], icon="add", url_path="code", dialog=_ADD)
    def add_code(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Let a chosen code open it."""
        row = self.get_object(request, object_id)
        command = AddCoupon(promotion_id=row.pk, **form.cleaned_data)
        act(
            self,
            request,
            row,
            lambda: add_coupon(command, now=now()),
            worded("{code} opens it.", code=command.code),
        )
        return back_to(request, PromotionRow, object_id)

    def matches(self, request: HttpRequest) -> HttpResponse:
        """Answer what is being typed in words; a problem names what is wrong."""
        if not self.has_act_permission(request):
            return HttpResponse(status=403)
        currency = request.POST.get("currency", "").strip().upper()
        fields = (line_fields if "lines" in request.GET else cart_fields)(_known(currency))
        try:
            name = "lines" if "lines" in request.GET else "conditions"
            tree = read_tree_text(request.POST.get(name, ""), fields)
        except BadConditions as refusal:
            return domain_problem(request, told_in(readers_words(), refusal))
        told = {"matches": None, "usable": None, "said": ""}
        told["sentence"] = sentence(tree, fields, readers_words())
        return HttpResponse(json.as_json(told), content_type="application/json")

    def keep(self, row_id: UUID | None, given: dict[str, Any], conditions: Any) -> UUID:
        """Write the promotion."""
        rule = rule_of(given, conditions, line_fields(_known(given["currency"].strip().upper())))
        command = WritePromotion(
            rule=rule,
            names={row["language"]: row["name"] for row in given["names"]},
            promotion_id=row_id,
            version=given["version"],
            **{name: given[name] or None for name in _LIMITS},
        )
        return write_promotion(command, now=now()).id

    def forget(self, row_id: UUID) -> None:
        """Delete a draft."""
        delete_draft(row_id)

    def _take(
        self, request: HttpRequest, object_id: str, step: PromotionAction, done: str
    ) -> HttpResponse:
        row = self.get_object(request, object_id)
        act(self, request, row, lambda: change_promotion_state(row.pk, step, now=now()), done)
        return back_to(request, PromotionRow, object_id)

    def _values(self, row: Any) -> dict[str, Any]:
        if row is None:
            return {"currency": _home_currency(), "priority": 0}
        limits = limits_of(row)
        budget = limits.budget
        return {
            "code": row.code,
            "name": row.name,
            "version": row.version,
            "names": [
                {"language": language, "name": name} for language, name in sorted(row.names.items())
            ],
            "most_uses": limits.most_uses,
            "most_per_customer": limits.most_per_customer,
            "budget": "" if budget is None else f"{budget.as_decimal():f}",
            **_with_skus(said_of(row.rule)),
        }

    def _page(
        self,
        request: HttpRequest,
        row: Any,
        form: Any,
        fields: Fields,
        words: Any,
        refusal: BadConditions | None,
    ) -> HttpResponse:
        page = super()._page(request, row, form, fields, words, refusal)
        assert isinstance(page, TemplateResponse)
        currency = row.currency if row else _home_currency()
        count_url = reverse(f"admin:{self._name('matches')}") + "?lines"
        articles = editor_of(line_fields(currency), words, count_url=count_url)
        assert page.context_data is not None
        page.context_data["editor_title"] = worded("Which carts and shoppers")
        page.context_data["more_editors"] = [
            {"id": "lines-editor-data", "editor": articles, "field": form["lines"],
             "title": worded("Which articles")}
        ]  # fmt: skip
        return page


def _with_skus(said: dict[str, Any]) -> dict[str, Any]:
    """Return what a form says with its gifts by their SKUs; one statement where there are any."""
    gifts = said.get("gifts") or []
    known = variants_of_ids([UUID(row["variant_id"]) for row in gifts]) if gifts else {}
    named = [
        {"sku": known[UUID(row["variant_id"])].sku, "quantity": row["quantity"]}
        for row in gifts
        if UUID(row["variant_id"]) in known
    ]
    return said | {"gifts": named}


def _home_currency() -> str:
    known = channels()
    return known[0].currency if known else ""


def _known(currency: str) -> str:
    """Return a currency that some channel has; else none."""
    return currency if currency in {channel.currency for channel in channels()} else ""


def _in_words(tree: Any, fields: Fields, otherwise: str) -> str:
    try:
        read = read_tree(tree, fields)
    except BadConditions as refusal:
        return why_not(refusal)
    return sentence(read, fields, readers_words()) if read.rules else otherwise
