"""What marketing does when something has happened."""

from collections.abc import Sequence

from serai.customers.events import BuyingTermsChanged, ConsentRecorded
from serai.inventory.events import AvailabilityChanged
from serai.kernel import clock
from serai.marketing.events import AlertAsked
from serai.marketing.usecases.alerts.check_prices import check_prices
from serai.marketing.usecases.alerts.check_stock import check_stock
from serai.marketing.usecases.alerts.check_what_changed import (
    check_customers_prices,
    check_each_channel,
)
from serai.marketing.usecases.forget_chances import forget_chances
from serai.plumbing.events import subscribe, subscribe_together
from serai.pricing.events import ListPricesChanged, PricesChanged, PromotedPricesChanged


@subscribe(ConsentRecorded, name="marketing.forget_chances")
def on_profiling_refused(event: ConsentRecorded) -> None:
    """Nothing stays expected of a customer who does not want to be profiled any more."""
    if event.purpose == "profiling" and not event.granted:
        forget_chances(event.customer_id)


@subscribe_together(PricesChanged, name="marketing.check_prices")
def on_prices_changed(events: Sequence[PricesChanged]) -> None:
    """Tell those who waited for a lower price."""
    check_each_channel(check_prices, events, now=clock.now())


@subscribe_together(ListPricesChanged, name="marketing.check_list_prices")
def on_list_prices_changed(events: Sequence[ListPricesChanged]) -> None:
    """Tell those who waited for a lower price and buy by this list."""
    check_each_channel(check_prices, events, now=clock.now())


@subscribe_together(PromotedPricesChanged, name="marketing.check_promoted_prices")
def on_promoted_prices_changed(events: Sequence[PromotedPricesChanged]) -> None:
    """Tell those who waited for a lower price, which a promotion has made."""
    check_each_channel(check_prices, events, now=clock.now())


@subscribe_together(AvailabilityChanged, name="marketing.check_stock")
def on_availability_changed(events: Sequence[AvailabilityChanged]) -> None:
    """Tell those who waited for articles that are there again."""
    check_each_channel(check_stock, events, now=clock.now())


@subscribe(BuyingTermsChanged, name="marketing.check_customers_prices")
def on_buying_terms_changed(event: BuyingTermsChanged) -> None:
    """Tell a customer whose new terms brought the price for which they waited."""
    check_customers_prices(event.customer_id, now=clock.now())


@subscribe(AlertAsked, name="marketing.check_new_alert")
def on_alert_asked(event: AlertAsked) -> None:
    """Look at once: it may have come to pass while somebody asked or confirmed."""
    check = check_prices if event.kind == "price" else check_stock
    check([event.variant_id], event.channel_code, now=clock.now())
