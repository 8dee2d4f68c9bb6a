"""What the side bar offers."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from serai.config.back_office import (
    facts_page,
    forecast_page,
    kept_promises_page,
    searches_page,
    store_credit_page,
    worth_page,
)

SIDE_BAR: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "Sales",
        (
            ("Orders", "ordering.order", "receipt_long"),
            ("Carts", "ordering.cartrow", "shopping_cart"),
            ("Drafts", "ordering.draftrow", "request_quote"),
            ("Subscriptions", "ordering.subscription", "autorenew"),
            ("Subscription plans", "ordering.subscriptionplan", "event_repeat"),
            ("Held orders", "ordering.hold", "front_hand"),
            ("Hold rules", "ordering.holdrule", "rule"),
            ("Prescriptions", "ordering.prescribedline", "prescriptions"),
            ("Imports of orders", "ordering.orderimportrow", "upload_file"),
        ),
    ),
    (
        "After the sale",
        (
            ("Returns", "ordering.orderreturn", "assignment_return"),
            ("Rules of returns", "ordering.returnrule", "rule_settings"),
            ("Rules of changed orders", "ordering.changeterms", "rule"),
            ("Changes of orders", "ordering.orderchange", "edit_note"),
            ("Substitutes", "ordering.substitution", "swap_horiz"),
            ("Invoices", "ordering.paperrow", "description"),
            ("Issuers of invoices", "ordering.issuerrow", "apartment"),
            ("Downloads", "ordering.downloadgrant", "cloud_download"),
            ("Keys that are sold", "ordering.licencekey", "vpn_key"),
            ("Files that are sold", "ordering.digitalfile", "download"),
            ("Tills", "ordering.till", "point_of_sale"),
            ("What tills told", "ordering.tilloperation", "receipt"),
        ),
    ),
    (
        "Money",
        (
            ("Payments", "payments.payment", "credit_card"),
            ("Refunds", "payments.refund", "undo"),
            ("Disputes", "payments.dispute", "gavel"),
            ("Payment methods", "payments.paymentmethod", "point_of_sale"),
            ("Instalments", "payments.instalmentplan", "calendar_clock"),
            ("Terms of instalments", "payments.instalmentterms", "percent"),
            ("Gift cards", "payments.giftcard", "card_giftcard"),
            ("Store credit", "page:store_credit", "redeem"),
            ("Bank lines", "payments.bankline", "account_balance"),
            ("Bank accounts", "payments.bankaccount", "account_balance_wallet"),
            ("Kept cards", "payments.instrument", "wallet"),
        ),
    ),
    (
        "Customers",
        (
            ("Customers", "customers.customer", "group"),
            ("Segments", "customers.segment", "filter_alt"),
            ("Personal data", "customers.privacyrequest", "shield_person"),
            ("Customer groups", "customers.customergroup", "groups"),
            ("Runs of offers", "marketing.offerrun", "campaign"),
            ("Offers to customers", "marketing.offersending", "outgoing_mail"),
            ("Most wanted", "marketing.wantedarticle", "notifications_active"),
        ),
    ),
    (
        "Catalogue",
        (
            ("Products", "catalog.product", "package_2"),
            ("Variants", "catalog.variant", "barcode"),
            ("Categories", "catalog.category", "account_tree"),
            ("Brands", "catalog.brand", "sell"),
            ("Collections", "catalog.collection", "category"),
            ("Terms of articles", "catalog.articletermsrow", "gavel"),
            ("Searches", "page:searches", "manage_search"),
            ("Channels", "catalog.channel", "storefront"),
        ),
    ),
    (
        "Prices",
        (
            ("Prices", "pricing.priceentry", "payments"),
            ("Promotions", "pricing.promotionrow", "redeem"),
            ("Coupons", "pricing.coupon", "confirmation_number"),
            ("Batches of coupons", "pricing.couponbatch", "password"),
            ("Redemptions", "pricing.redemption", "receipt_long"),
            ("Price lists", "pricing.pricelistrow", "price_change"),
            ("Price proposals", "pricing.priceproposal", "query_stats"),
            ("Terms of price proposals", "pricing.pricetermsrow", "tune"),
            ("Automatic price moves", "pricing.pricemoves", "autorenew"),
            ("Price trials", "pricing.pricetrial", "science"),
            ("Costs of goods", "pricing.unitcost", "sell"),
            ("Competitors' prices", "pricing.competitorprice", "visibility"),
        ),
    ),
    (
        "Taxes, laws, delivery",
        (
            ("Taxes", "pricing.taxpolicyrow", "percent"),
            ("Tax rates", "pricing.taxraterow", "account_balance"),
            ("Tax exemptions", "pricing.taxexemption", "verified"),
            ("Tax ids", "pricing.taxidcheck", "badge"),
            ("Delivery rates", "ordering.deliveryrate", "local_shipping"),
            ("Laws of places", "ordering.salerulerow", "policy"),
            ("Gift wrap", "ordering.giftwraprow", "featured_seasonal_and_gifts"),
        ),
    ),
    (
        "Stock",
        (
            ("Balances", "inventory.balance", "inventory_2"),
            ("Movements", "inventory.movement", "swap_horiz"),
            ("Reservations", "inventory.reservation", "lock_clock"),
            ("Locations", "inventory.location", "location_on"),
            ("Buffers of stores", "inventory.storebufferrow", "shelves"),
            ("Waiting demand", "inventory.waiting", "hourglass_top"),
            ("Expected deliveries", "inventory.expecteddelivery", "local_shipping"),
            ("Sold ahead", "inventory.aheadtermsrow", "event_upcoming"),
        ),
    ),
    (
        "Ordering goods",
        (
            ("To order and move", "inventory.proposal", "local_shipping"),
            ("Transfers", "inventory.transfer", "move_up"),
            ("Scarce articles", "inventory.scarcity", "production_quantity_limits"),
            ("Terms of ordering", "inventory.orderterms", "inventory"),
        ),
    ),
    (
        "Fulfilment",
        (
            ("To pick and pack", "fulfilment.group", "package"),
            ("Parcels", "fulfilment.parcel", "local_shipping"),
            ("Sites", "fulfilment.siterow", "schedule"),
            ("Service areas", "fulfilment.servicearearow", "hexagon"),
            ("Suppliers", "fulfilment.supplierrow", "factory"),
            ("Closures", "fulfilment.closure", "event_busy"),
            ("Delivery services", "fulfilment.deliveryservicerow", "local_shipping"),
            ("Weights of sourcing", "fulfilment.sourcingtermsrow", "balance"),
        ),
    ),
    (
        "Books",
        (
            ("Accounts", "ledger.accountrow", "account_balance"),
            ("Statements", "ledger.postingrow", "receipt"),
            ("Entries", "ledger.entryrow", "menu_book"),
            ("Holds", "ledger.hold", "lock"),
            ("Trial balance", "ledger.trialbalanceline", "balance"),
            ("Payouts", "payments.payout", "savings"),
            ("Differences", "payments.differencerow", "difference"),
            ("Nightly checks", "payments.moneycheck", "fact_check"),
        ),
    ),
    (
        "Proof",
        (
            ("Log and heads", "attest.treehead", "verified"),
            ("Keys of the log", "attest.signingkey", "vpn_key"),
            ("Anchored heads", "attest.anchoredhead", "anchor"),
        ),
    ),
    (
        "Decisions",
        (
            ("Worth of decisions", "page:worth", "insights"),
            ("Slots", "decisions.slotsetting", "tune"),
            ("Experiments", "decisions.experiment", "science"),
            ("Policies", "decisions.policy", "rule"),
            ("Trained models", "plumbing.modelversion", "model_training"),
        ),
    ),
    (
        "Machine room",
        (
            ("Dead letters", "plumbing.deadletter", "mark_email_unread"),
            ("Events", "plumbing.eventrecord", "bolt"),
            ("Webhooks", "plumbing.webhookendpoint", "webhook"),
            ("Webhook deliveries", "plumbing.webhookdelivery", "outbox"),
            ("Jobs", "plumbing.queuedjob", "work_history"),
            ("API keys", "plumbing.apikey", "key"),
            ("Staff", "auth.user", "badge"),
            ("Groups", "auth.group", "groups"),
        ),
    ),
)


_PAGES = {
    "page:store_credit": store_credit_page.PERMISSION,
    "page:searches": searches_page.PERMISSION,
    "page:worth": worth_page.PERMISSION,
}
"""Pages that are no list of a model, by what a user needs to see them."""


def side_bar(request: HttpRequest) -> list[dict[str, Any]]:
    """Return what the user may open, in groups; a group without pages is left out."""
    groups = [
        {"title": _(title), "collapsible": True, "items": _pages(request, pages)}
        for title, pages in SIDE_BAR
    ]
    start = {"title": _("Today"), "icon": "space_dashboard", "link": reverse("admin:index")}
    first = [start, *_facts(request), *_kept_promises(request), *_forecast(request)]
    return [{"items": first}, *(group for group in groups if group["items"])]


def _facts(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the page of facts, which is no list of a model."""
    page = {"title": _("Facts"), "icon": "query_stats", "link": reverse("admin:facts")}
    return [page] if request.user.has_perm(facts_page.PERMISSION) else []


def _forecast(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the entry of what will be sold, where the user may see it."""
    link = reverse("admin:demand_forecast")
    page = {"title": _("What will be sold"), "icon": "trending_up", "link": link}
    return [page] if request.user.has_perm(forecast_page.PERMISSION) else []


def _kept_promises(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the page of promises, which is no list of a model."""
    link = reverse("admin:kept_promises")
    page = {"title": _("Promises kept"), "icon": "verified", "link": link}
    return [page] if request.user.has_perm(kept_promises_page.PERMISSION) else []


def _pages(request: HttpRequest, pages: tuple[tuple[str, str, str], ...]) -> list[dict[str, Any]]:
    known = {
        model._meta.label_lower: page
        for model, page in admin.site._registry.items()  # noqa: SLF001 - Django has no other way
    }
    return [
        {"title": _(title), "icon": icon, "link": _address(label)}
        for title, label, icon in pages
        if (label in known and known[label].has_view_permission(request))
        or (label in _PAGES and request.user.has_perm(_PAGES[label]))
    ]


def _address(label: str) -> str:
    if label in _PAGES:
        return reverse(f"admin:{label.partition(':')[2]}")
    return reverse(f"admin:{label.replace('.', '_')}_changelist")


def style_sheet(request: HttpRequest) -> str:
    """Return the address of what the theme has no class for."""
    return static("back_office/back_office.css")
