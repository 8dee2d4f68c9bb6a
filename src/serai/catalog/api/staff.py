"""The staff's routes of this context."""

from ninja import Router

from serai.catalog.api.article_terms import router as article_terms
from serai.catalog.api.collections import router as collections
from serai.catalog.api.definitions import router as definitions
from serai.catalog.api.pictures import router as pictures
from serai.catalog.api.products import router as products

router = Router()
router.add_router("", products)
router.add_router("", pictures)
router.add_router("", definitions)
router.add_router("", collections)
router.add_router("", article_terms)
