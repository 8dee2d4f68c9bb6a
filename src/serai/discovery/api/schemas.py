"""The shapes of the shop's reads, for the OpenAPI document."""

from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.plumbing.api import MoneyOut


class CategoryLinkOut(Schema):
    """A category to go to."""

    slug: Annotated[str, Field(examples=["milk"])]
    name: Annotated[str, Field(examples=["Milk"])]


class BrandLinkOut(Schema):
    """A brand to go to."""

    slug: str
    name: str


PriorPrice = Annotated[
    MoneyOut | None,
    Field(
        description=(
            "When it is reduced: the lowest price of the thirty days before, which the law of the European"
            " Union wants shown beside a reduction; a saving in per cent counts from it."
        )
    ),
]
ExactPrice = Annotated[
    str | None,
    Field(
        description="The price in major units where it is finer than a minor unit.",
        examples=["0.0125"],
    ),
]


class UnitPriceOut(Schema):
    """What one unit costs, so that packages can be compared."""

    per: Annotated[str, Field(description="kg, l, m, m² or each.", examples=["kg"])]
    price: MoneyOut


class TierOut(Schema):
    """What one unit costs from so many on."""

    min_quantity: Annotated[int, Field(description="From how many units on.", examples=[10])]
    price: MoneyOut
    exact_price: ExactPrice = None


class PictureOut(Schema):
    """A picture."""

    src: Annotated[
        str,
        Field(
            description="Its address. A path below /media/ is a file of the api; one below /pictures/ is drawn by"
            " the storefront."
        ),
    ]
    alt: Annotated[str, Field(description="Words for those who cannot see it.")]
    alts: Annotated[
        dict[str, str], Field(description="The same by locale, where translated; left out if not.")
    ] = {}
    srcset: Annotated[
        str, Field(description="JPEG files with their widths, as in HTML; left out for one size.")
    ] = ""
    srcset_webp: Annotated[str, Field(description="The same files as WebP.")] = ""
    width: Annotated[int | None, Field(description="Pixels of the largest that was given.")] = None
    height: Annotated[int | None, Field(description="Likewise.")] = None


class ShownPictureOut(PictureOut):
    """A picture of a product's page."""

    sku: Annotated[str | None, Field(description="The variant that it shows alone.")] = None


class ShownPromotionOut(Schema):
    """A promotion that an article is shown with."""

    id: UUID
    name: Annotated[str, Field(description="What shoppers read.", examples=["Three for two"])]
    names: Annotated[
        dict[str, str], Field(description="The same by locale, where translated; left out if not.")
    ] = {}


ShownPromotions = Annotated[
    list[ShownPromotionOut],
    Field(
        description=(
            "What everyone gets on this article now, without a code. Where a promotion takes its part off every"
            " unit, `price` is what one unit costs in the cart, and `compare_at` what it costs without."
        )
    ),
]


class ProductBesideOut(Schema):
    """A product that speaks for another."""

    id: UUID
    name: str


class BecauseOut(Schema):
    """Why a product is suggested to this shopper."""

    code: Annotated[
        str,
        Field(
            examples=["bought_every"],
            description=(
                "bought_every, habit, rhythm, kind, neighbours, popular, offer, goes_with, looked_at,"
                " of_store, of_hour or of_weather."
            ),
        ),
    ]
    words: Annotated[
        str, Field(description="For people.", examples=["You buy it about every 9 days."])
    ]
    days: Annotated[int | None, Field(description="Between two purchases.")] = None
    product: Annotated[ProductBesideOut | None, Field(description="In the cart, or looked at.")] = (
        None
    )


class CardOut(Schema):
    """What lists show of a product."""

    id: UUID
    slug: Annotated[str, Field(description="Its name in addresses.")]
    sku: Annotated[str, Field(description="Of the variant that the card shows.")]
    variant_id: UUID
    name: str
    brand: str
    brand_slug: str
    category: CategoryLinkOut | None
    package_size: Annotated[str, Field(examples=["12 × 12 fl oz"])]
    price: MoneyOut
    compare_at: Annotated[
        MoneyOut | None, Field(description="The price before, when it is reduced.")
    ]
    unit_price: UnitPriceOut | None
    availability: Annotated[
        str, Field(description="in, low, out, back_order or pre_order.", examples=["in"])
    ]
    picture: PictureOut
    prior_price: PriorPrice = None
    exact_price: ExactPrice = None
    promotions: ShownPromotions = []
    because: Annotated[
        BecauseOut | None,
        Field(
            description="On shelves of suggestions and among completions, where there is a reason."
        ),
    ] = None
    decision_token: Annotated[
        str | None,
        Field(
            description=(
                "Only where it was decided for this visitor or shopper: carry it back with the click, and"
                " with the line that is put into a cart."
            )
        ),
    ] = None


class AttributeOut(Schema):
    """A property, in words."""

    name: Annotated[str, Field(description="Its code.")]
    label: str
    value: str


class SetPartOut(Schema):
    """What a set consists of."""

    sku: str
    name: str
    units: Annotated[int, Field(description="In each set.")]


class VariantOut(Schema):
    """A variant that can be bought."""

    id: UUID
    sku: str
    gtin: str | None
    name: str
    package_size: str
    price: MoneyOut
    compare_at: MoneyOut | None
    availability: str
    prior_price: PriorPrice = None
    exact_price: ExactPrice = None
    unit_price: UnitPriceOut | None = None
    tiers: Annotated[
        list[TierOut],
        Field(description="What one unit costs from each quantity on; empty: the same for all."),
    ] = []
    promotions: ShownPromotions = []
    attributes: Annotated[
        list[AttributeOut],
        Field(description="Its own, beside the product's: a colour, a size; left out without any."),
    ] = []
    parts: Annotated[
        list[SetPartOut], Field(description="Of a set: what it consists of; left out of others.")
    ] = []


class ProductOut(CardOut):
    """A product's page."""

    description: str
    category_path: Annotated[
        list[CategoryLinkOut], Field(description="From the root to its category.")
    ]
    attributes: list[AttributeOut]
    variants: list[VariantOut]
    source: Annotated[str | None, Field(description="Where its data was brought in from.")]
    translations: Annotated[
        dict[str, dict[str, str]],
        Field(description="Its name and description by locale, where translated; left out if not."),
    ] = {}
    pictures: Annotated[
        list[ShownPictureOut],
        Field(description="All that somebody gave it, in their order; left out where it is drawn."),
    ] = []


class FacetValueOut(Schema):
    """A value by which the list can be narrowed."""

    value: Annotated[str, Field(description="What to put into the address.")]
    label: str
    count: Annotated[int, Field(description="How many products would be left.")]
    selected: bool


class FacetOut(Schema):
    """A field by which the list can be narrowed; its name is the parameter."""

    field: Annotated[str, Field(examples=["brand"])]
    label: str
    values: list[FacetValueOut]


class SortOut(Schema):
    """An order that can be asked for."""

    value: Annotated[str, Field(examples=["-price"])]
    label: str


class ListingOut(Schema):
    """A page of products."""

    items: list[CardOut]
    total: Annotated[int, Field(description="How many match.")]
    facets: list[FacetOut]
    next_cursor: Annotated[str | None, Field(description="Where the next page begins.")]
    sort: str
    sorts: list[SortOut]


class UnderstoodOut(Schema):
    """A part of the query that means something to the shop."""

    kind: Annotated[str, Field(description="category, brand or size.")]
    text: Annotated[str, Field(description="The words of the query.")]
    slug: Annotated[str, Field(description="Of the category or brand; the size itself.")]


class QueryOut(Schema):
    """How the shop read a query."""

    text: str
    corrected: Annotated[str | None, Field(description="The query with its slips mended.")]
    understood: list[UnderstoodOut]
    relaxed: Annotated[
        list[str], Field(description="Filters left out because nothing satisfied them.")
    ]


class SearchOut(ListingOut):
    """A page of what a search found."""

    query: QueryOut
    decision_token: Annotated[
        str | None,
        Field(
            description=(
                "Only for a visitor or shopper who may be told apart, where it was decided how the words are"
                " read: carry it back, as a click, when any of the products is opened."
            )
        ),
    ] = None


class AutocompleteOut(Schema):
    """What the text may become."""

    queries: list[str]
    products: list[CardOut]
    categories: list[CategoryLinkOut]
    brands: list[BrandLinkOut]


class SuggestedOut(Schema):
    """Products beside a product."""

    items: list[CardOut]
    reason: Annotated[str, Field(description="Why these, for people.")]


class ShelfOut(Schema):
    """A row of suggested products."""

    slot: Annotated[str, Field(examples=["usuals"])]
    title: str
    reason: str
    items: list[CardOut]


class ShelvesOut(Schema):
    """The rows of a page."""

    shelves: list[ShelfOut]
