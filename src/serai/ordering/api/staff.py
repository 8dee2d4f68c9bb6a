"""The staff's routes of this context."""

from ninja import Router

from serai.ordering.api.changes.staff import router as changes
from serai.ordering.api.digital.staff import router as digital
from serai.ordering.api.drafts.staff import router as drafts
from serai.ordering.api.exchange.staff import router as exchange
from serai.ordering.api.gifts.staff import router as gift_wraps
from serai.ordering.api.orders.staff import router as orders
from serai.ordering.api.papers.staff import router as papers
from serai.ordering.api.pickups.staff import router as pickups
from serai.ordering.api.prescriptions.staff import router as prescriptions
from serai.ordering.api.promotions.staff import router as promotions
from serai.ordering.api.regulated.staff import router as law
from serai.ordering.api.returns.staff import router as returns
from serai.ordering.api.returns.staff_labels import router as return_labels
from serai.ordering.api.review.staff import router as holds
from serai.ordering.api.subscriptions.staff import router as subscriptions
from serai.ordering.api.substitutions.staff import router as substitutions
from serai.ordering.api.tills.staff import router as tills

router = Router()
router.add_router("", orders)
router.add_router("", promotions)
router.add_router("", drafts)
router.add_router("", digital)
router.add_router("", law)
router.add_router("", gift_wraps)
router.add_router("", prescriptions)
router.add_router("", exchange)
router.add_router("", tills)
router.add_router("", papers)
router.add_router("", pickups)
router.add_router("", substitutions)
router.add_router("", holds)
router.add_router("", subscriptions)
router.add_router("", changes)
router.add_router("", returns)
router.add_router("", return_labels)
