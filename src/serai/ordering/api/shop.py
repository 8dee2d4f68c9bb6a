"""The shop's routes of this context."""

from ninja import Router

from serai.ordering.api.carts.one_click import router as one_click
from serai.ordering.api.carts.shop import router as carts
from serai.ordering.api.carts.shop_codes import router as codes
from serai.ordering.api.changes.shop import router as changes
from serai.ordering.api.digital.shop import router as digital
from serai.ordering.api.gifts.shop import router as gifts
from serai.ordering.api.instalments.shop import router as instalments
from serai.ordering.api.orders.shop import router as orders
from serai.ordering.api.orders.shop_parts import router as parts
from serai.ordering.api.papers.shop import router as papers
from serai.ordering.api.pickups.shop import router as pickups
from serai.ordering.api.prescriptions.shop import router as prescriptions
from serai.ordering.api.regulated.shop import router as law
from serai.ordering.api.returns.shop import router as returns
from serai.ordering.api.subscriptions.shop import router as subscriptions
from serai.ordering.api.substitutions.shop import router as substitutions

router = Router()
router.add_router("", carts)
router.add_router("", codes)
router.add_router("", orders)
router.add_router("", digital)
router.add_router("", gifts)
router.add_router("", law)
router.add_router("", prescriptions)
router.add_router("", changes)
router.add_router("", returns)
router.add_router("", papers)
router.add_router("", parts)
router.add_router("", instalments)
router.add_router("", one_click)
router.add_router("", subscriptions)
router.add_router("", pickups)
router.add_router("", substitutions)
