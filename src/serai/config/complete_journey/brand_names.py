"""Brand names for manufacturers that the data know by number: invented, and always the same."""

OWN_BRAND = "Serai Select"
"""The brand of everything that the data call private."""

_FIRST = (
    "Alder Amber Aspen Aster Badger Barley Birch Bracken Bramble Briar Brindle Brook Buckle"
    " Candle Cedar Cinder Clover Cobble Copper Coral Corn Cricket Crimson Dapple Drift Dusk Elder"
    " Ember Fawn Feather Fennel Fern Fiddle Finch Flint Frost Gable Ginger Gorse Hare Hazel"
    " Heather Heron Hollow Indigo Ivory Ivy Juniper Kettle Kestrel Lantern Larch Lark Linden"
    " Mallow Marigold Marten Merry Mistle Moss Needle Nettle Nutmeg Otter Pebble Pepper Plum Quill"
    " Raven Robin Rowan Rush Saffron Sorrel Sparrow Tansy Teasel Thimble Thistle Timber Willow Wren"
).split()
_SECOND = (
    "acre barrow beck bell bloom borough bourne bower brace bridge buckle burn bury cairn chase"
    " cliff combe corner cote cove creek crest croft cross dale dell den down dyke edge fell firth"
    " fold ford forge gate glade grange grove hall haven hearth heath hithe hollow holm holt hurst"
    " keep knoll lake lea ledge loft lynn mantle marsh mead mere moor mount nook pond quay reach"
    " ridge rill rise row shaw shore spire stead stow strand thorpe vale wade ward wharf wick wold"
    " yard"
).split()


def brand_of_manufacturer(number: int) -> str:
    """
    Return the invented brand of a manufacturer; no two of the first 6,806 share one.

    The two halves are chosen by the remainders of division by 82 and by 83, which have no common
    factor: together they tell all numbers below their product apart.

    Example:
        >>> brand_of_manufacturer(2), brand_of_manufacturer(544)
        ('Aspenbeck', 'Larkholt')
    """
    turn, _ = divmod(number, len(_FIRST) * len(_SECOND))
    name = _FIRST[number % len(_FIRST)] + _SECOND[number % len(_SECOND)]
    return name if turn == 0 else f"{name} {turn + 1}"
