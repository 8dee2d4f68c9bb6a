"""The catalogue's tables."""

from serai.catalog.models.article_terms import ArticleTermsRow
from serai.catalog.models.assortment import Assortment
from serai.catalog.models.attribute import Attribute
from serai.catalog.models.brand import Brand
from serai.catalog.models.category import Category, CategoryTranslation
from serai.catalog.models.channel import Channel
from serai.catalog.models.collection import Collection
from serai.catalog.models.media import Media
from serai.catalog.models.product import Product, ProductTranslation
from serai.catalog.models.seller import Seller
from serai.catalog.models.set_part import SetPartRow
from serai.catalog.models.unnamed_picture import UnnamedPicture
from serai.catalog.models.variant import Variant

__all__ = [
    "ArticleTermsRow",
    "Assortment",
    "Attribute",
    "Brand",
    "Category",
    "CategoryTranslation",
    "Channel",
    "Collection",
    "Media",
    "Product",
    "ProductTranslation",
    "Seller",
    "SetPartRow",
    "UnnamedPicture",
    "Variant",
]
