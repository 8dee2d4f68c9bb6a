"""Reading, writing, playing, wearing, giving."""

# ruff: noqa: E501 - the data of drawings reads no better in pieces

from serai_storefront.pictures.motifs import draw_motif
from serai_storefront.pictures.palette import Look
from serai_storefront.pictures.parts import box, label, shadow, solid, words


def magazine(look: Look) -> str:
    """A magazine or book."""
    return (
        shadow(86)
        + '<path d="M226 62l14 8v218l-14-4z" fill="#e7e2d8"/>'
        + box(80, 50, 150, 238, look.main, r=3)
        + f'<path d="M80 50h150v52H80z" fill="{look.paper}"/>'
        + words(look, 155, 77, 134, fill=look.ink, largest=27)
        + f'<circle cx="155" cy="188" r="56" fill="{look.second}"/>'
        + draw_motif(look.motif, 155, 188, size=78, fill=look.on_second, line=look.second)
        + f'<path d="M96 262h90M96 274h60" stroke="{look.on_main}" stroke-width="5" opacity=".8"/>'
    )


def card(look: Look) -> str:
    """A greeting card with its envelope."""
    return (
        shadow(112)
        + solid("M96 168h184v118H96z", look.pale, "f")
        + '<path d="M96 168l92 66 92-66" fill="none" stroke="#000" stroke-opacity=".16" stroke-width="3"/>'
        + '<g transform="rotate(-7 130 160)">'
        + box(60, 52, 140, 196, look.paper, r=4)
        + draw_motif(
            look.motif if look.motif != "star" else "heart",
            130,
            128,
            size=84,
            fill=look.main,
            line=look.paper,
        )
        + words(look, 130, 212, 122, fill=look.ink, largest=20)
        + "</g>"
    )


def pencils(_: Look) -> str:
    """Coloured pencils."""
    tones = ("#d8392f", "#f6b73c", "#4f9a3d", "#2f7fc1", "#8b4fa3")
    return shadow(86) + "".join(
        f'<g transform="rotate({(at - 2) * 9} 160 300)"><path d="M{146 + (at - 2) * 6} 112h28v176h-28z" fill="{tone}"/><path d="M{146 + (at - 2) * 6} 112l14-44 14 44z" fill="#e9cfa2"/><path d="M{155 + (at - 2) * 6} 84l5-16 5 16z" fill="{tone}"/><path d="M{155 + (at - 2) * 6} 112v176M{165 + (at - 2) * 6} 112v176" stroke="#000" stroke-opacity=".14" stroke-width="2"/></g>'
        for at, tone in enumerate(tones)
    )


def notebook(look: Look) -> str:
    """A notebook."""
    return (
        shadow(84)
        + box(82, 50, 164, 238, look.main, r=10)
        + f'<path d="M110 50h16v238h-16z" fill="{look.deep}"/>'
        + "".join(
            f'<circle cx="92" cy="{76 + at * 28}" r="6" fill="#fff"/><path d="M72 {76 + at * 28}h20" stroke="#9aa3aa" stroke-width="5" stroke-linecap="round"/>'
            for at in range(8)
        )
        + box(138, 96, 92, 72, look.paper, r=4, shade="")
        + words(look, 184, 132, 82, fill=look.ink, largest=20)
    )


def teddy(look: Look) -> str:
    """A teddy bear."""
    fur = ("#b9824a", "#d2a56b", "#8d6a4f")[look.pick(3)]
    return (
        shadow(84)
        + f'<g fill="{fur}"><circle cx="108" cy="72" r="28"/><circle cx="212" cy="72" r="28"/><ellipse cx="84" cy="204" rx="26" ry="46" transform="rotate(28 84 204)"/><ellipse cx="236" cy="204" rx="26" ry="46" transform="rotate(-28 236 204)"/><ellipse cx="110" cy="268" rx="34" ry="24"/><ellipse cx="210" cy="268" rx="34" ry="24"/></g>'
        + f'<ellipse cx="160" cy="216" rx="70" ry="72" fill="{fur}"/><ellipse cx="160" cy="216" rx="70" ry="72" fill="url(#b)"/><ellipse cx="160" cy="224" rx="42" ry="46" fill="#f3dfbd"/>'
        + f'<circle cx="160" cy="112" r="68" fill="{fur}"/><circle cx="160" cy="112" r="68" fill="url(#b)"/><ellipse cx="160" cy="132" rx="32" ry="26" fill="#f3dfbd"/><circle cx="134" cy="100" r="8" fill="#2b1d14"/><circle cx="186" cy="100" r="8" fill="#2b1d14"/><ellipse cx="160" cy="122" rx="11" ry="8" fill="#2b1d14"/><path d="M160 130v8M148 142c6 6 18 6 24 0" stroke="#2b1d14" stroke-width="4" fill="none" stroke-linecap="round"/>'
        + f'<path d="M130 176l30 12 30-12-6 26-24-8-24 8z" fill="{look.main}"/>'
    )


def blocks(look: Look) -> str:
    """Toy blocks."""
    return (
        shadow(104)
        + box(56, 186, 100, 102, look.main, r=10)
        + box(164, 186, 100, 102, look.second, r=10)
        + box(110, 80, 100, 102, "#f6b73c", r=10)
        + draw_motif("star", 106, 237, size=62, fill=look.on_main, line=look.main)
        + draw_motif("heart", 214, 237, size=62, fill=look.on_second, line=look.second)
        + draw_motif("flower", 160, 131, size=62, fill="#ffffff", line="#f6b73c")
    )


def ball(look: Look) -> str:
    """A ball."""
    return (
        shadow(84)
        + f'<circle cx="160" cy="184" r="102" fill="{look.main}"/><path d="M68 140c60 40 130 40 184 0M68 228c60-40 130-40 184 0M160 82v204" stroke="{look.paper}" stroke-width="8" fill="none"/><circle cx="160" cy="184" r="102" fill="url(#b)"/>'
    )


def disc(look: Look) -> str:
    """A disc in its case."""
    return (
        shadow(108)
        + '<circle cx="206" cy="186" r="84" fill="#d6dbe0"/><path d="M206 186l60-60a84 84 0 0 1 24 60z" fill="#fff" opacity=".7"/><circle cx="206" cy="186" r="22" fill="#f6f6f4"/><circle cx="206" cy="186" r="9" fill="#b9bfc4"/>'
        + box(44, 84, 156, 204, look.main, r=5)
        + '<path d="M44 84h14v204H44z" fill="#000" opacity=".2"/>'
        + label(look, 66, 108, 126, 150, r=6)
    )


def socks(look: Look) -> str:
    """A pair of socks."""
    one = "M0 0h58v108c0 12 4 16 14 22l34 20c22 14 14 46-14 46H44C12 196 0 180 0 152z"
    sock = (
        solid(one, look.main, "f")
        + f'<path d="M0 0h58v22H0z" fill="{look.second}"/><path d="M0 44h58M0 60h58" stroke="{look.paper}" stroke-width="7"/>'
    )
    return (
        shadow(104)
        + f'<g transform="translate(150 74) rotate(6)">{sock}</g><g transform="translate(78 88) rotate(-4)">{sock}</g>'
    )


def shirt(look: Look) -> str:
    """A shirt."""
    body = (
        "M112 64l-68 36 24 60 30-14v138h124V146l30 14 24-60-68-36c-8 22-28 32-48 32s-40-10-48-32z"
    )
    return (
        shadow(74)
        + solid(body, look.main, "f")
        + '<path d="M112 64c8 22 28 32 48 32s40-10 48-32" fill="none" stroke="#000" stroke-opacity=".2" stroke-width="5"/><path d="M98 146v138M222 146v138" stroke="#000" stroke-opacity=".12" stroke-width="4"/>'
        + draw_motif(look.motif, 160, 176, size=64, fill=look.on_main, line=look.main)
    )


def watch(look: Look) -> str:
    """A watch."""
    return (
        shadow(50)
        + box(126, 30, 68, 258, look.deep, r=16, shade="r")
        + f'<circle cx="160" cy="160" r="72" fill="#c9ced2"/><circle cx="160" cy="160" r="60" fill="{look.paper}"/><path d="M160 118v42l28 18" stroke="{look.ink}" stroke-width="7" fill="none" stroke-linecap="round"/><circle cx="160" cy="160" r="72" fill="url(#b)" opacity=".5"/>'
    )


def gift(look: Look) -> str:
    """A present."""
    return (
        shadow(96)
        + box(66, 156, 188, 132, look.main, r=6)
        + box(54, 118, 212, 44, look.deep, r=6)
        + f'<path d="M144 118h32v170h-32z" fill="{look.second}"/><path d="M160 116c-14-44-62-56-72-30-6 20 30 32 72 30zM160 116c14-44 62-56 72-30 6 20-30 32-72 30z" fill="none" stroke="{look.second}" stroke-width="15"/>'
    )


def balloon(look: Look) -> str:
    """A balloon."""
    return (
        shadow(40)
        + '<path d="M160 208c-10 30 12 46 0 78" stroke="#8a857a" stroke-width="4" fill="none"/>'
        + solid(
            "M160 36c50 0 82 36 82 80 0 50-44 92-82 92s-82-42-82-92c0-44 32-80 82-80z",
            look.main,
            "b",
        )
        + f'<path d="M150 204h20l8 16h-36z" fill="{look.deep}"/>'
        + words(look, 160, 124, 124, fill=look.on_main, largest=28)
    )


def voucher(look: Look) -> str:
    """A voucher."""
    return (
        shadow(118, cy=254)
        + f'<path d="M36 92h248v46a22 22 0 0 0 0 44v46H36v-46a22 22 0 0 0 0-44z" fill="{look.main}"/><path d="M36 92h248v46a22 22 0 0 0 0 44v46H36v-46a22 22 0 0 0 0-44z" fill="url(#f)"/><path d="M96 100v122" stroke="#fff" stroke-width="4" stroke-dasharray="8 8"/>'
        + words(look, 186, 160, 160, fill=look.on_main, largest=32)
    )


LEISURE = {
    "magazine": magazine,
    "card": card,
    "pencils": pencils,
    "notebook": notebook,
    "teddy": teddy,
    "blocks": blocks,
    "ball": ball,
    "disc": disc,
    "socks": socks,
    "shirt": shirt,
    "watch": watch,
    "gift": gift,
    "balloon": balloon,
    "voucher": voucher,
}
