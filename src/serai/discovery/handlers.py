"""What others tell, and what is done about it."""

from serai.catalog.events import CategoriesChanged, ProductsChanged
from serai.discovery.usecases.follow_categories import follow_categories
from serai.discovery.usecases.projection.note_changes import note_products_and_sets, note_variants
from serai.inventory.events import AvailabilityChanged
from serai.kernel.clock import now
from serai.plumbing.events import subscribe
from serai.pricing.events import PricesChanged, PromotedPricesChanged


@subscribe(ProductsChanged, name="discovery.follow_products")
def on_products_changed(event: ProductsChanged) -> None:
    """Texts, pictures or assortments are different."""
    note_products_and_sets(event.product_ids, now=now())


@subscribe(PricesChanged, name="discovery.follow_prices")
def on_prices_changed(event: PricesChanged) -> None:
    """Something costs something else."""
    note_variants(event.variant_ids, now=now())


@subscribe(PromotedPricesChanged, name="discovery.follow_promotions")
def on_promoted_prices_changed(event: PromotedPricesChanged) -> None:
    """Something is shown with other promotions."""
    note_variants(event.variant_ids, now=now())


@subscribe(AvailabilityChanged, name="discovery.follow_availability")
def on_availability_changed(event: AvailabilityChanged) -> None:
    """Something has sold out, or come in."""
    note_variants(event.variant_ids, now=now())


@subscribe(CategoriesChanged, name="discovery.follow_tree")
def on_categories_changed(event: CategoriesChanged) -> None:
    """The tree is different."""
    follow_categories.later(once=follow_categories.name)
