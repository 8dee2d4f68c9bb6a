"""Boxes, cartons, tubs and bags."""

# ruff: noqa: E501 - the data of drawings reads no better in pieces

from serai_storefront.pictures.motifs import draw_motif
from serai_storefront.pictures.palette import Look
from serai_storefront.pictures.parts import box, label, shadow, solid, words


def plain_box(look: Look) -> str:
    """An upright box, as of cereal."""
    return (
        shadow(84)
        + solid("M222 58l26 14v202l-26 14z", look.deep, "f")
        + box(78, 58, 146, 230, look.main, r=3)
        + f'<path d="M78 58h146l26 14H104z" fill="{look.pale}" opacity=".55"/>'
        + label(look, 88, 84, 126, 136, r=8)
        + _bowl(look, 151, 250)
    )


def box_small(look: Look) -> str:
    """A small box lying wide, as of plasters or tablets."""
    return (
        shadow(104)
        + solid("M250 130l22 12v134l-22 12z", look.deep, "f")
        + box(54, 130, 198, 158, look.paper, r=3)
        + f'<path d="M54 130h198l20 12H76z" fill="{look.pale}"/>'
        + f'<path d="M54 130h62v158H54z" fill="{look.main}"/><path d="M116 130h10v158h-10z" fill="{look.second}"/>'
        + draw_motif(look.motif, 85, 209, size=48, fill=look.on_main, line=look.main)
        + words(look, 188, 206, 112, fill=look.ink, largest=26)
    )


def flat_box(look: Look) -> str:
    """A flat box standing up, as of a frozen pizza."""
    return (
        shadow(112)
        + solid("M262 66l14 10v200l-14 12z", look.deep, "f")
        + box(48, 66, 216, 222, look.main, r=4)
        + f'<circle cx="156" cy="206" r="70" fill="{look.pale}"/>'
        + _dish(look, 156, 206)
        + f'<path d="M48 66h216v58l-216 22z" fill="{look.paper if look.own_label else look.second}"/>'
        + words(
            look, 156, 101, 196, fill=look.ink if look.own_label else look.on_second, largest=30
        )
    )


def carton(look: Look) -> str:
    """A carton with a gable, as of milk or juice."""
    return (
        shadow(68)
        + f'<path d="M104 52h96v22h-96z" fill="{look.pale}"/><path d="M104 52h96v22h-96z" fill="url(#f)"/>'
        + solid("M200 74l28 44v170h-28z", look.deep, "f")
        + solid("M104 74h96v44H92z", look.second, "f")
        + '<path d="M200 74l28 44h-28z" fill="#000" opacity=".2"/>'
        + box(92, 118, 110, 170, look.main, r=0)
        + f'<circle cx="150" cy="97" r="13" fill="#fff"/><circle cx="150" cy="97" r="9" fill="{look.deep}"/>'
        + label(look, 98, 132, 98, 142, r=8)
    )


def tub(look: Look) -> str:
    """A cup with a foil lid, as of yoghurt."""
    return (
        shadow(72)
        + solid("M86 116h148l-18 160c-1 8-6 12-14 12h-84c-8 0-13-4-14-12z", look.main)
        + f'<ellipse cx="160" cy="112" rx="82" ry="15" fill="{look.pale}"/><ellipse cx="160" cy="109" rx="82" ry="14" fill="#f2f3f2"/><ellipse cx="160" cy="109" rx="70" ry="10" fill="{look.second}" opacity=".5"/>'
        + label(look, 106, 142, 108, 122, r=12)
    )


def tub_tall(look: Look) -> str:
    """A tub of ice cream."""
    return (
        shadow(88)
        + solid("M70 122h180l-14 152c-1 9-6 14-15 14H99c-9 0-14-5-15-14z", look.main)
        + box(60, 84, 200, 40, look.second, r=9, shade="r")
        + label(look, 94, 144, 132, 122, r=10)
    )


def bag(look: Look) -> str:
    """A bag full of air, as of crisps."""
    body = "M84 56h152c-4 40 8 60 8 116s-12 78-8 116H84c4-38-8-60-8-116s12-76 8-116z"
    return (
        shadow(82)
        + solid(body, look.main)
        + '<path d="M84 56h152l-1 14H85zM84 288h152l1-14H83z" fill="#fff" opacity=".35"/>'
        + '<path d="M92 56v13M106 56v13M120 56v13M134 56v13M148 56v13M162 56v13M176 56v13M190 56v13M204 56v13M218 56v13M230 56v13" stroke="#000" stroke-opacity=".15" stroke-width="2"/>'
        + label(look, 92, 96, 136, 150, r=20)
    )


def bag_clear(look: Look) -> str:
    """A clear bag of rice or beans."""
    body = "M92 62h136c-2 30 14 56 14 116s-6 86-14 110H92c-8-24-14-50-14-110s16-86 14-116z"
    grains = "".join(
        f'<circle cx="{84 + (at * 37) % 152}" cy="{236 + (at * 23) % 46}" r="4.5" fill="{look.second if at % 3 else look.pale}"/>'
        for at in range(40)
    )
    return (
        shadow(80)
        + f'<path d="{body}" fill="{look.pale}"/><clipPath id="c"><path d="{body}"/></clipPath><g clip-path="url(#c)"><rect x="70" y="222" width="180" height="70" fill="{look.second}" opacity=".5"/>{grains}</g>'
        + f'<path d="{body}" fill="url(#r)"/>'
        + box(84, 104, 152, 108, look.main, r=0, shade="")
        + label(look, 92, 108, 136, 100, r=6)
    )


def pouch(look: Look) -> str:
    """A pouch that stands up."""
    return (
        shadow(74)
        + solid("M88 54h144l8 208c0 18-20 26-80 26s-80-8-80-26z", look.main)
        + '<path d="M88 54h144v20H87z" fill="#fff" opacity=".3"/><path d="M94 84h132" stroke="#000" stroke-opacity=".2" stroke-width="2"/>'
        + '<path d="M82 250c30 14 126 14 156 0v10c0 18-20 28-78 28s-78-10-78-28z" fill="#000" opacity=".14"/>'
        + label(look, 94, 104, 132, 136, r=10)
    )


def sack(look: Look) -> str:
    """A large paper sack, as of pet food."""
    return (
        shadow(90)
        + solid("M78 44h164l8 26v190l-8 28H78l-8-28V70z", look.main, "f")
        + '<path d="M78 44h164l4 14H74z" fill="#000" opacity=".18"/><path d="M80 51h160" stroke="#fff" stroke-width="2" stroke-dasharray="6 5" opacity=".7"/>'
        + label(look, 88, 88, 144, 150, r=10)
        + f'<path d="M70 254h180l-2 18H72z" fill="{look.second}"/>'
    )


def litter(look: Look) -> str:
    """A bucket of litter."""
    return (
        shadow(86)
        + '<path d="M84 96c10-50 142-50 152 0" fill="none" stroke="#7d8488" stroke-width="7"/>'
        + solid("M72 104h176l-12 170c-1 9-6 14-15 14H99c-9 0-14-5-15-14z", look.main)
        + box(64, 88, 192, 24, look.deep, r=7, shade="r")
        + label(look, 96, 132, 128, 130, r=10)
    )


def flour(look: Look) -> str:
    """A paper bag of flour or sugar."""
    return (
        shadow(70)
        + solid("M94 70h132v218H94z", look.paper, "f")
        + solid("M94 70l14-24h104l14 24z", "#e9e3d5", "f")
        + '<path d="M108 46l52 24 52-24" fill="none" stroke="#000" stroke-opacity=".12" stroke-width="2"/>'
        + box(94, 112, 132, 128, look.main, r=0, shade="")
        + label(look, 100, 116, 120, 120, r=8)
        + '<path d="M94 70h132v218H94z" fill="url(#f)"/>'
    )


def coffee_can(look: Look) -> str:
    """A can with a plastic lid, as of coffee."""
    return (
        shadow(74)
        + box(88, 86, 144, 202, look.main, r=10, shade="")
        + label(look, 96, 118, 128, 146, r=8)
        + box(88, 86, 144, 202, "none", r=10, shade="r")
        + box(82, 66, 156, 34, look.second, r=8, shade="r")
    )


def nut_can(look: Look) -> str:
    """A short can of nuts."""
    return (
        shadow(80)
        + box(82, 134, 156, 154, look.main, r=10, shade="")
        + label(look, 90, 158, 140, 118, r=8)
        + box(82, 134, 156, 154, "none", r=10, shade="r")
        + box(76, 112, 168, 32, "#e3d9bf", r=8, shade="r")
    )


def pasta(look: Look) -> str:
    """A packet of pasta with a window."""
    strands = "".join(
        f'<path d="M{106 + at * 9} 66v150" stroke="#e6b84f" stroke-width="6"/>' for at in range(13)
    )
    return (
        shadow(72)
        + box(92, 52, 136, 236, look.main, r=8)
        + f'<rect x="102" y="66" width="116" height="126" rx="58" fill="#f6dc9a"/><clipPath id="c"><rect x="102" y="66" width="116" height="126" rx="58"/></clipPath><g clip-path="url(#c)">{strands}</g>'
        + label(look, 98, 176, 124, 100, r=8)
    )


def wrap_box(look: Look) -> str:
    """A long box of foil or bags."""
    return (
        shadow(120)
        + solid("M40 160l20-24h220l-20 24z", look.pale, "f")
        + solid("M260 160l20-24v96l-20 28z", look.deep, "f")
        + box(40, 160, 222, 100, look.main, r=2)
        + f'<path d="M40 236h222" stroke="{look.second}" stroke-width="8"/>'
        + draw_motif(look.motif, 82, 202, size=52, fill=look.on_main, line=look.main)
        + words(look, 182, 200, 136, fill=look.on_main, largest=28)
    )


def stick_box(look: Look) -> str:
    """A packet of butter with a piece of it."""
    return (
        shadow(108)
        + solid("M196 196h72v72c0 4-2 6-6 6h-66z", "#f8de83", "f")
        + '<path d="M196 196l18-14h72l-18 14z" fill="#fdf0b8"/><path d="M268 196l18-14v70l-18 16z" fill="#e2bf55"/>'
        + box(46, 152, 150, 124, look.main, r=4)
        + f'<path d="M46 152l18-16h150l-18 16z" fill="{look.pale}"/>'
        + label(look, 54, 162, 134, 104, r=6)
    )


def bar(look: Look) -> str:
    """A bar of chocolate or sweets in its wrapper."""
    body = "M36 132l12 8-12 10 12 10-12 10 12 10-12 10 12 10-12 8h248l-12-8 12-10-12-10 12-10-12-10 12-10-12-10 12-8z"
    return (
        shadow(112, cy=236)
        + '<g transform="rotate(-14 160 172)">'
        + solid(body, look.main, "f")
        + '<path d="M48 140h224v12H48z" fill="#fff" opacity=".28"/><path d="M58 136v68M262 136v68" stroke="#000" stroke-opacity=".16" stroke-width="3"/>'
        + f'<path d="M66 190l188-44v14L66 204z" fill="{look.second}"/>'
        + words(look, 160, 168, 176, fill=look.on_main, largest=34)
        + "</g>"
    )


def eggs(look: Look) -> str:
    """A box of eggs, open."""
    row = "".join(
        f'<ellipse cx="{82 + at * 39}" cy="158" rx="19" ry="25" fill="{tone}"/><ellipse cx="{82 + at * 39}" cy="158" rx="19" ry="25" fill="url(#b)"/>'
        for at, tone in enumerate(("#f3e1c8", "#e8c9a4", "#f6ead8", "#e5c199", "#f3e1c8"))
    )
    return (
        shadow(118)
        + solid("M54 104h212l8 56H46z", look.pale, "f")
        + row
        + solid("M42 164h236l-12 92c-1 8-6 12-14 12H68c-8 0-13-4-14-12z", look.main, "f")
        + '<path d="M42 164c12 20 34 20 46 0 12 20 34 20 46 0 12 20 40 20 52 0 12 20 34 20 46 0 12 20 34 20 46 0" fill="#000" opacity=".1"/>'
        + words(look, 160, 226, 170, fill=look.on_main, largest=27)
    )


def tube_can(look: Look) -> str:
    """A cardboard tube of dough."""
    return (
        shadow(108)
        + '<g transform="rotate(-12 160 210)">'
        + box(48, 158, 224, 92, look.main, r=10)
        + '<ellipse cx="48" cy="204" rx="14" ry="46" fill="#c7ccd0"/><ellipse cx="272" cy="204" rx="14" ry="46" fill="#dfe3e6"/>'
        + f'<path d="M70 158l26 92M112 158l26 92" stroke="{look.second}" stroke-width="12" opacity=".8"/>'
        + words(look, 194, 206, 120, fill=look.on_main, largest=26)
        + "</g>"
    )


def grocery_bag(look: Look) -> str:
    """A paper bag with groceries looking out."""
    return (
        shadow(84)
        + '<path d="M118 120c-10-46 4-74 28-84 10 30 4 62-8 88z" fill="#5cae4c"/><path d="M140 122c0-40 18-70 44-76 4 34-10 62-26 80z" fill="#3f9440"/>'
        + '<g transform="rotate(14 206 90)"><rect x="192" y="34" width="32" height="110" rx="15" fill="#d9a15c"/><path d="M196 62l24-8M196 88l24-8" stroke="#b07736" stroke-width="5"/></g>'
        + '<circle cx="112" cy="126" r="26" fill="#d8392f"/><circle cx="112" cy="126" r="26" fill="url(#b)"/>'
        + solid("M78 130h164l-8 158H86z", "#d7ac74", "f")
        + '<path d="M78 130l12 10 13-10 13 10 13-10 13 10 13-10 13 10 13-10 13 10 13-10 13 10 13-10 12 8" fill="#c4955a"/>'
        + draw_motif("arch", 160, 214, size=60, fill="#8a5a26", line="#d7ac74")
    )


def _bowl(look: Look, cx: float, cy: float) -> str:
    return (
        f'<path d="M{cx - 44} {cy - 12}h88c0 26-16 38-44 38s-44-12-44-38z" fill="{look.paper}"/>'
        f'<ellipse cx="{cx}" cy="{cy - 12}" rx="44" ry="10" fill="{look.second}"/>'
        f'<path d="M{cx - 30} {cy - 14}c8-8 14-2 20-6s14-4 20 2 12-2 20 4" stroke="{look.paper}" stroke-width="5" fill="none" stroke-linecap="round"/>'
    )


def _dish(look: Look, cx: float, cy: float) -> str:
    bits = "".join(
        f'<circle cx="{cx + dx}" cy="{cy + dy}" r="{r}" fill="{tone}"/>'
        for dx, dy, r, tone in (
            (-24, -14, 11, "#b3321f"),
            (18, -26, 9, "#b3321f"),
            (26, 14, 11, "#b3321f"),
            (-10, 26, 10, "#b3321f"),
            (-2, -4, 7, "#5d8a37"),
            (-32, 14, 6, "#5d8a37"),
            (6, 14, 6, "#fff2c9"),
        )
    )
    return (
        f'<circle cx="{cx}" cy="{cy}" r="60" fill="#fff"/><circle cx="{cx}" cy="{cy}" r="53" fill="#d69a4c"/>'
        f'<circle cx="{cx}" cy="{cy}" r="46" fill="#f1c763"/>{bits}'
    )


BOXES = {
    "box": plain_box,
    "box_small": box_small,
    "flat_box": flat_box,
    "carton": carton,
    "tub": tub,
    "tub_tall": tub_tall,
    "bag": bag,
    "bag_clear": bag_clear,
    "pouch": pouch,
    "sack": sack,
    "litter": litter,
    "flour": flour,
    "coffee_can": coffee_can,
    "nut_can": nut_can,
    "pasta": pasta,
    "wrap_box": wrap_box,
    "stick_box": stick_box,
    "bar": bar,
    "eggs": eggs,
    "tube_can": tube_can,
    "grocery_bag": grocery_bag,
}
