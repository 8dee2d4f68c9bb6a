"""`serai import complete-journey`: everything, in order."""

from django.contrib.auth import get_user_model

from serai.config.complete_journey import (
    company,
    costs,
    delivery,
    fulfilment,
    orders,
    planned_promotions,
    prices,
    products,
    stock,
    stores,
)
from serai.config.complete_journey import households as household_rows
from serai.config.events import DemoDataLoaded
from serai.config.jobs import train_models
from serai.discovery.public import reindex
from serai.kernel.clock import now
from serai.plumbing.auth import ensure_api_key
from serai.plumbing.db import execute, unit_of_work
from serai.plumbing.events import publish
from serai.plumbing.models import EventRecord
from serai.plumbing.progress import progress

SHOP_KEY = "pk_demo_web"
STAFF, STAFF_PASSWORD = "admin@demo.example", "demo-admin"


def load(*, households: int | None = None, unless_there: bool = False) -> None:
    """
    Load the demo data; every step skips what is there, so an interrupted run is finished by the next.

    Args:
        households: only so many of them, with their orders; `None` for all 2,469.
        unless_there: return at once when a run has finished before.
    """
    if unless_there and EventRecord.objects.filter(type=DemoDataLoaded.type).exists():
        return
    instant = now()
    locations = stores.load(progress)
    products.load(progress, now=instant)
    variants = products.variant_ids()
    prices.load(progress, variants=variants, now=instant)
    costs.load(progress, now=instant)
    stock.load(progress, variants=variants, locations=locations, now=instant)
    household_rows.load(progress, households)
    orders.load(progress, households, now=instant)
    planned_promotions.load(progress, variants=variants, now=instant)
    delivery.load()
    company.load(now=instant)
    fulfilment.load(now=instant)
    _let_people_in()
    execute("ANALYZE")  # until the server looks by itself, it plans for tables that were empty
    reindex()
    with unit_of_work():
        publish(DemoDataLoaded(households))
        if households is None:
            train_models.later(once="config.train_models")


def _let_people_in() -> None:
    ensure_api_key(SHOP_KEY, "Demo storefront", ["shop"], stores.WEB)
    users = get_user_model().objects
    if not users.filter(username=STAFF).exists():
        users.create_superuser(STAFF, STAFF, STAFF_PASSWORD)
