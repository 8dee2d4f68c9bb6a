"""What other contexts may ask of the catalogue."""

from serai.catalog.domain.package_size import PackageSize, parse_package_size
from serai.catalog.domain.slugs import slug_of
from serai.catalog.queries.attributes import AttributeView, attributes
from serai.catalog.queries.categories import CategoryStep, CategoryView, categories
from serai.catalog.queries.channels import ChannelNotFound, ChannelView, channel, channels
from serai.catalog.queries.pictures import PictureView
from serai.catalog.queries.products import (
    AssortmentView,
    MediaView,
    ProductNotFound,
    ProductView,
    product,
    products_after,
    products_of_ids,
)
from serai.catalog.queries.variants import VariantView, variants_of_ids, variants_of_skus

__all__ = [
    "AssortmentView",
    "AttributeView",
    "CategoryStep",
    "CategoryView",
    "ChannelNotFound",
    "ChannelView",
    "MediaView",
    "PackageSize",
    "PictureView",
    "ProductNotFound",
    "ProductView",
    "VariantView",
    "attributes",
    "categories",
    "channel",
    "channels",
    "parse_package_size",
    "product",
    "products_after",
    "products_of_ids",
    "slug_of",
    "variants_of_ids",
    "variants_of_skus",
]
