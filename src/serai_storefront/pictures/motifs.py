"""Small emblems on labels, drawn in a square of 48 around the origin."""

# ruff: noqa: E501 - the data of drawings reads no better in pieces

from serai_storefront.pictures.words import has

MOTIFS: dict[str, str] = {
    "leaf": '<path d="M-18 16C-20-8 0-20 20-18 22 6 6 20-14 14z"/><path d="M-20 20 8-6" stroke="{line}" stroke-width="2.5" fill="none"/>',
    "drop": '<path d="M0-22C10-8 16 0 16 8a16 16 0 0 1-32 0C-16 0-10-8 0-22z"/>',
    "wheat": '<path d="M-2 22V-6h4v28z"/><ellipse cy="-15" rx="5" ry="8"/><ellipse cx="-9" cy="-5" rx="4.5" ry="8" transform="rotate(-35 -9 -5)"/><ellipse cx="9" cy="-5" rx="4.5" ry="8" transform="rotate(35 9 -5)"/><ellipse cx="-9" cy="8" rx="4.5" ry="8" transform="rotate(-35 -9 8)"/><ellipse cx="9" cy="8" rx="4.5" ry="8" transform="rotate(35 9 8)"/>',
    "flake": '<g stroke="{fill}" stroke-width="4" stroke-linecap="round" fill="none"><path d="M0-20V20M-17-10 17 10M-17 10 17-10"/><path d="m-5-17 5 5 5-5M-5 17l5-5 5 5"/></g>',
    "paw": '<ellipse cy="9" rx="12" ry="10"/><ellipse cx="-15" cy="-2" rx="5" ry="7"/><ellipse cx="-5" cy="-12" rx="5" ry="7"/><ellipse cx="6" cy="-12" rx="5" ry="7"/><ellipse cx="16" cy="-2" rx="5" ry="7"/>',
    "heart": '<path d="M0 18C-26-2-18-20-8-18c5 1 8 6 8 9 0-3 3-8 8-9 10-2 18 16-8 36z"/>',
    "star": '<path d="m0-20 6 13 14 2-10 10 2 14-12-7-12 7 2-14-10-10 14-2z"/>',
    "bean": '<path d="M-14-12c10-12 30-4 30 12 0 14-14 20-18 10-3-7 0-10-6-12s-12-2-6-10z"/>',
    "fish": '<path d="M-22 0C-12-16 8-16 14-2l10-10v24L14 2C8 16-12 16-22 0z"/><circle cx="-10" cy="-3" r="2.5" fill="{line}"/>',
    "cow": '<path d="M-12-14h24l8-6-2 12-5 3-4 20c-1 6-17 6-18 0l-4-20-5-3-2-12z"/><circle cx="-6" cy="-3" r="2.5" fill="{line}"/><circle cx="6" cy="-3" r="2.5" fill="{line}"/>',
    "tomato": '<circle cy="4" r="18"/><path d="m0-14 4 6 9-3-5 7 5 5-9-1-4 6-4-6-9 1 5-5-5-7 9 3z" fill="{line}" opacity=".8"/>',
    "apple": '<path d="M0-8c8-8 20-4 20 8S10 22 0 20C-10 22-20 12-20 0S-8-16 0-8z"/><path d="M0-8c0-6 3-11 8-13" stroke="{fill}" stroke-width="3" fill="none" stroke-linecap="round"/>',
    "cherry": '<circle cx="-9" cy="10" r="9"/><circle cx="11" cy="12" r="9"/><path d="M-9 2C-6-8 0-14 10-18 12-8 12-2 11 4" stroke="{fill}" stroke-width="3" fill="none"/>',
    "citrus": '<circle r="19"/><g stroke="{line}" stroke-width="2.5"><path d="M0-15V15M-13-7 13 7M-13 7 13-7"/></g>',
    "flame": '<path d="M2-22c2 10 14 14 14 28a16 16 0 0 1-32 0C-16-4-8-6-8-14c5 2 7 6 7 9 3-4 4-10 3-17z"/>',
    "cup": '<path d="M-16-8h26v14a10 10 0 0 1-10 10h-6a10 10 0 0 1-10-10z"/><path d="M10-4h4a6 6 0 0 1 0 12h-4" stroke="{fill}" stroke-width="3.5" fill="none"/><path d="M-8-14c0-4 4-4 4-8M2-14c0-4 4-4 4-8" stroke="{fill}" stroke-width="2.5" fill="none" stroke-linecap="round"/>',
    "sparkle": '<path d="M0-22 5-5l17 5-17 5-5 17-5-17-17-5 17-5z"/><path d="m16-20 2 6 6 2-6 2-2 6-2-6-6-2 6-2z"/>',
    "cross": '<path d="M-7-20H7v13h13V7H7v13H-7V7h-13V-7h13z"/>',
    "bubble": '<circle cx="-6" cy="4" r="13"/><circle cx="12" cy="-8" r="8"/><circle cx="10" cy="14" r="5"/>',
    "flower": '<g><ellipse cy="-12" rx="7" ry="9"/><ellipse cx="12" cy="-4" rx="9" ry="7"/><ellipse cx="8" cy="10" rx="8" ry="8"/><ellipse cx="-8" cy="10" rx="8" ry="8"/><ellipse cx="-12" cy="-4" rx="9" ry="7"/><circle r="6" fill="{line}"/></g>',
    "arch": '<path d="M-18 20V2a18 18 0 0 1 36 0v18H7V4a7 7 0 0 0-14 0v16z"/><circle cy="-22" r="0"/>',
}

BY_WORD: tuple[tuple[str, str], ...] = (
    ("frozen frzn ice", "flake"),
    ("pet dog cat bird", "paw"),
    ("tomato ketchup pasta salsa pizza sauce", "tomato"),
    ("milk dairy yog cheese butter cream", "cow"),
    ("orange lemon lime citrus grapefruit", "citrus"),
    ("cherry berr strawberr raspberr jam jell", "cherry"),
    ("apple fruit juice pear peach", "apple"),
    ("tuna salmon fish seafood shrimp", "fish"),
    ("coffee tea cocoa", "cup"),
    ("bean chili soup", "bean"),
    ("bread flour cereal oat cracker pasta noodle rice bak", "wheat"),
    ("spice hot pepper chili charcoal", "flame"),
    ("vegetable green herb salad organic natural tea", "leaf"),
    ("water oil liquid drink beverage", "drop"),
    ("clean dish bleach laundry detergent tissue towel wrap", "sparkle"),
    ("soap bath shampoo hair body", "bubble"),
    ("analgesic cold antacid vitamin first-aid pharm allergy laxative foot eye", "cross"),
    ("baby infant diaper valentine candy chocolate", "heart"),
    ("floral flower rose fragrance air", "flower"),
)


def motif_for(category: str, product: str) -> str:
    """Return the emblem that fits a product, or a star."""
    for slug in (product, category):
        for words, motif in BY_WORD:
            if has(words, slug):
                return motif
    return "star"


def draw_motif(name: str, x: float, y: float, *, size: float, fill: str, line: str) -> str:
    """Return an emblem of this size around a point; `line` is what shows through it."""
    drawing = MOTIFS[name].format(fill=fill, line=line)
    return (
        f'<g transform="translate({x:g} {y:g}) scale({size / 48:.3g})" fill="{fill}">{drawing}</g>'
    )
