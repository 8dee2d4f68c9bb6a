"""Runs of offers in the back office: to read. They are made through the API."""

from typing import Any, ClassVar

from django.contrib import admin
from django.utils.safestring import SafeString

from serai.kernel.money import Money
from serai.marketing.domain.arm import Arm
from serai.marketing.models import OfferRun, OfferSending
from serai.plumbing.back_office import ReadOnlyAdmin, as_json, as_lines, chip
from serai.pricing.public import coupon_uses

_TONES = {Arm.SENT: "good", Arm.HELD_OUT: "plain", Arm.SHADOW: "plain", Arm.PASSED: "plain"}
_WORDS = {
    "churn": "Chance to buy nothing",
    "when_here": "Would spend, coming",
    "cost": "Its uses cost",
}


@admin.register(OfferRun)
class OfferRunAdmin(ReadOnlyAdmin):
    """Runs of offers, the newest first."""

    list_display: ClassVar[Any] = (
        "code",
        "channel_code",
        "members",
        "budget",
        "cost",
        "gain",
        "made_at",
    )
    search_prefix = ("code",)
    search_exactly = ("id",)
    search_help_text = "How a code begins, or an id"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (
        "id", "code", "channel_code", "segment_id", "members", "budget", "cost", "gain", "at_most", "margin",
        "weighed", "made_by", "made_at", "valid_until",
    )  # fmt: skip
    readonly_fields: ClassVar[Any] = fields

    @admin.display(description="budget")
    def budget(self, run: OfferRun) -> str:
        """Return what may be spent."""
        return str(Money(run.budget_minor, run.currency))

    @admin.display(description="cost expected")
    def cost(self, run: OfferRun) -> str:
        """Return what uses of the offers are expected to cost."""
        return str(Money(run.cost_minor, run.currency))

    @admin.display(description="margin expected")
    def gain(self, run: OfferRun) -> str:
        """Return the margin that is expected beyond what comes anyway."""
        return str(Money(run.gain_minor, run.currency))

    @admin.display(description="no plan brings more than")
    def at_most(self, run: OfferRun) -> str:
        """Return what no plan within the budget can exceed."""
        return str(Money(run.at_most_minor, run.currency))

    @admin.display(description="offers as they were weighed")
    def weighed(self, run: OfferRun) -> SafeString:
        """Return the offers with what was known of them."""
        return as_json(run.offers)


@admin.register(OfferSending)
class OfferSendingAdmin(ReadOnlyAdmin):
    """What became of each customer, the newest first."""

    list_display: ClassVar[Any] = ("customer_id", "offer", "in_arm", "run", "decided_at", "sent_at")
    list_select_related: ClassVar[Any] = ("run",)
    search_exactly = ("id", "customer_id")
    search_help_text = "The id of a customer or of a sending"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (
        "id", "run", "customer_id", "offer", "in_arm", "why", "decided", "coupon", "used", "decided_at", "sent_at",
        "dropped_because",
    )  # fmt: skip
    readonly_fields: ClassVar[Any] = fields

    @admin.display(description="arm")
    def in_arm(self, sending: OfferSending) -> SafeString:
        """Return whether it was sent."""
        return chip(Arm(sending.arm).value.replace("_", " "), _TONES[Arm(sending.arm)])

    @admin.display(description="why")
    def why(self, sending: OfferSending) -> SafeString:
        """Return the strongest reasons."""
        currency = sending.run.currency
        return as_lines(
            {
                _WORDS[name]: f"{float(value):.0%}"
                if name == "churn"
                else str(Money(value, currency))
                for name, value in sending.reasons
            }
        )

    @admin.display(description="used")
    def used(self, sending: OfferSending) -> str:
        """Return what the coupon gave, and to which order."""
        found = coupon_uses([sending.coupon]).get(sending.coupon)
        return f"{found.given}, order {found.order_id}" if found else "—"
