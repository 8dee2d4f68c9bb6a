"""The shop's routes of this context."""

from ninja import Router

from serai.customers.api.accounts import router as accounts
from serai.customers.api.kept_articles import router as kept_articles
from serai.customers.api.me import router as me
from serai.customers.api.passkeys import router as passkeys
from serai.customers.api.places import router as places
from serai.customers.api.privacy import router as privacy

router = Router()
router.add_router("", accounts)
router.add_router("", me)
router.add_router("", kept_articles)
router.add_router("", passkeys)
router.add_router("", places)
router.add_router("", privacy)
