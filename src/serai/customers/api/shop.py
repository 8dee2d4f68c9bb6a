"""The shop's routes of this context."""

from ninja import Router

from serai.customers.api.accounts import router as accounts
from serai.customers.api.me import router as me

router = Router()
router.add_router("", accounts)
router.add_router("", me)
