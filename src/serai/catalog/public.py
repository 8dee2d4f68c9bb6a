"""What other contexts may ask of the catalogue."""

from serai.catalog.domain.article_terms import PLAIN, ArticleTerms, BadArticleTerms, Nature
from serai.catalog.domain.bad_value import BadValue
from serai.catalog.domain.package_size import PackageSize, parse_package_size
from serai.catalog.domain.pictures.address import KeptPicture, kept_at
from serai.catalog.domain.row_error import ImportReport, RowError
from serai.catalog.domain.set_part import SetPart
from serai.catalog.domain.slugs import slug_of
from serai.catalog.queries.article_terms import (
    ArticleTermsView,
    article_terms,
    article_terms_page,
    look_for_article_terms_again,
    special_articles,
)
from serai.catalog.queries.attributes import AttributeView, attributes
from serai.catalog.queries.categories import CategoryStep, CategoryView, categories
from serai.catalog.queries.channels import (
    ChannelNotFound,
    ChannelView,
    channel,
    channels,
    every_origin,
)
from serai.catalog.queries.collections.collection_view import (
    CollectionNotFound,
    CollectionView,
    collection,
    collections,
)
from serai.catalog.queries.collections.products_in import products_in_collection, why_in_collection
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
from serai.catalog.queries.variant_facts import VariantFacts, facts_of_variants
from serai.catalog.queries.variants import (
    VariantView,
    products_of_sets_with,
    sold_under,
    variants_of_ids,
    variants_of_skus,
)
from serai.catalog.queries.variants_beside import variants_beside
from serai.catalog.usecases.allow_origins import allow_origins
from serai.catalog.usecases.bad_field import BadField
from serai.catalog.usecases.create_channel import ChannelExists, CreateChannel, create_channel
from serai.catalog.usecases.define_attributes import define_attributes
from serai.catalog.usecases.delete_collection import delete_collection
from serai.catalog.usecases.edit_product import EditProduct, StaleVersion, edit_product
from serai.catalog.usecases.edit_variants import edit_variants
from serai.catalog.usecases.import_product_file import UnknownFileFormat, import_product_file
from serai.catalog.usecases.product_load.run_load import LoadCollided
from serai.catalog.usecases.restore_product import restore_product
from serai.catalog.usecases.set_article_terms import set_article_terms
from serai.catalog.usecases.upsert_brands import upsert_brands
from serai.catalog.usecases.upsert_categories import upsert_categories
from serai.catalog.usecases.upsert_products import upsert_products
from serai.catalog.usecases.withdraw_product import withdraw_product
from serai.catalog.usecases.write_collection import (
    CollectionExists,
    WriteCollection,
    write_collection,
)

__all__ = [
    "PLAIN",
    "ArticleTerms",
    "ArticleTermsView",
    "AssortmentView",
    "AttributeView",
    "BadArticleTerms",
    "BadField",
    "BadValue",
    "CategoryStep",
    "CategoryView",
    "ChannelExists",
    "ChannelNotFound",
    "ChannelView",
    "CollectionExists",
    "CollectionNotFound",
    "CollectionView",
    "CreateChannel",
    "EditProduct",
    "ImportReport",
    "KeptPicture",
    "LoadCollided",
    "MediaView",
    "Nature",
    "PackageSize",
    "PictureView",
    "ProductNotFound",
    "ProductView",
    "RowError",
    "SetPart",
    "StaleVersion",
    "UnknownFileFormat",
    "VariantFacts",
    "VariantView",
    "WriteCollection",
    "allow_origins",
    "article_terms",
    "article_terms_page",
    "attributes",
    "categories",
    "channel",
    "channels",
    "collection",
    "collections",
    "create_channel",
    "define_attributes",
    "delete_collection",
    "edit_product",
    "edit_variants",
    "every_origin",
    "facts_of_variants",
    "import_product_file",
    "kept_at",
    "look_for_article_terms_again",
    "parse_package_size",
    "product",
    "products_after",
    "products_in_collection",
    "products_of_ids",
    "products_of_sets_with",
    "restore_product",
    "set_article_terms",
    "slug_of",
    "sold_under",
    "special_articles",
    "upsert_brands",
    "upsert_categories",
    "upsert_products",
    "variants_beside",
    "variants_of_ids",
    "variants_of_skus",
    "why_in_collection",
    "withdraw_product",
    "write_collection",
]
