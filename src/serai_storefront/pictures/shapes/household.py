"""For the house: paper, cleaning, kitchen, tools."""

# ruff: noqa: E501 - the data of drawings reads no better in pieces

from serai_storefront.pictures.palette import Look
from serai_storefront.pictures.parts import box, label, shadow, solid, words


def _roll(cx: float, cy: float, r: float, h: float) -> str:
    return (
        f'<path d="M{cx - r:g} {cy:g}v{h:g}c0 {r * 0.5:g} {2 * r:g} {r * 0.5:g} {2 * r:g} 0v-{h:g}z" fill="#f7f6f2"/><path d="M{cx - r:g} {cy:g}v{h:g}c0 {r * 0.5:g} {2 * r:g} {r * 0.5:g} {2 * r:g} 0v-{h:g}z" fill="url(#r)" opacity=".6"/>'
        f'<ellipse cx="{cx:g}" cy="{cy:g}" rx="{r:g}" ry="{r * 0.38:g}" fill="#fff"/><ellipse cx="{cx:g}" cy="{cy:g}" rx="{r * 0.32:g}" ry="{r * 0.13:g}" fill="#c9b08a"/>'
    )


def rolls(look: Look) -> str:
    """A pack of paper rolls."""
    return (
        shadow(112)
        + _roll(104, 110, 46, 76)
        + _roll(216, 110, 46, 76)
        + _roll(104, 200, 46, 72)
        + _roll(216, 200, 46, 72)
        + f'<rect x="50" y="84" width="220" height="206" rx="16" fill="{look.pale}" opacity=".35"/>'
        + box(72, 160, 176, 86, look.main, r=12)
        + label(look, 78, 163, 164, 80, r=10)
    )


def towel(look: Look) -> str:
    """A roll of kitchen paper."""
    return (
        shadow(80)
        + _roll(160, 72, 72, 200)
        + box(88, 126, 144, 110, look.main, r=0, shade="")
        + label(look, 96, 130, 128, 102, r=6)
        + box(88, 126, 144, 110, "none", r=0, shade="r")
    )


def tissue_box(look: Look) -> str:
    """A box of tissues."""
    return (
        shadow(112)
        + '<path d="M112 148c6-40 28-30 36-70 16 26 36 6 52 30 8 14 4 28 8 40z" fill="#fff"/><path d="M148 78c-4 30 0 50 10 70M200 108c-12 10-16 24-14 40" stroke="#d6dde0" stroke-width="4" fill="none"/>'
        + solid("M50 150l26-22h196l-18 22z", look.pale, "f")
        + '<ellipse cx="160" cy="140" rx="54" ry="8" fill="#000" opacity=".2"/>'
        + solid("M254 150l18-22v132l-18 26z", look.deep, "f")
        + box(50, 150, 206, 136, look.main, r=4)
        + label(look, 70, 164, 166, 108, r=10)
    )


def plates(look: Look) -> str:
    """A stack of plates."""
    stack = "".join(
        f'<ellipse cx="160" cy="{246 - at * 11}" rx="118" ry="34" fill="{look.deep if at % 2 else look.pale}"/>'
        for at in range(6)
    )
    return (
        shadow(116, cy=282)
        + stack
        + f'<ellipse cx="160" cy="176" rx="118" ry="40" fill="{look.paper}"/><ellipse cx="160" cy="176" rx="118" ry="40" fill="none" stroke="{look.main}" stroke-width="8"/><ellipse cx="160" cy="178" rx="78" ry="24" fill="#000" opacity=".05"/>'
    )


def broom(look: Look) -> str:
    """A broom."""
    return (
        shadow(84)
        + '<g transform="rotate(14 160 170)"><rect x="153" y="20" width="14" height="180" rx="6" fill="#b98a4e"/>'
        + box(116, 190, 88, 32, look.main, r=8)
        + f'<path d="M110 222h100l14 62c1 4-2 6-6 6H102c-4 0-7-2-6-6z" fill="{look.second}"/><path d="M120 224l-8 62M138 224l-4 62M160 224v62M182 224l4 62M200 224l8 62" stroke="#000" stroke-opacity=".22" stroke-width="4"/></g>'
    )


def candle(look: Look) -> str:
    """A candle in a glass."""
    return (
        shadow(72)
        + '<path d="M160 56c12 18 18 26 18 38a18 18 0 0 1-36 0c0-12 6-20 18-38z" fill="#f6b73c"/><path d="M160 80c5 8 8 12 8 18a8 8 0 0 1-16 0c0-6 3-10 8-18z" fill="#fff3c4"/><path d="M160 110v24" stroke="#3a2a22" stroke-width="5"/>'
        + f'<ellipse cx="160" cy="138" rx="70" ry="15" fill="{look.pale}"/>'
        + solid("M88 138c20 18 124 18 144 0v132c0 12-6 18-18 18H106c-12 0-18-6-18-18z", look.main)
        + label(look, 108, 178, 104, 86, r=8)
    )


def battery(look: Look) -> str:
    """Batteries."""
    one = (
        box(-28, 20, 56, 196, look.deep, r=6, shade="r")
        + box(-28, 140, 56, 76, look.second, r=6, shade="r")
        + box(-11, 4, 22, 18, "#cdd2d6", r=4, shade="r")
        + '<path d="M4 46l-16 34h12l-6 32 20-42H2z" fill="#fff"/>'
    )
    return shadow(96) + "".join(
        f'<g transform="translate({x} 72)">{one}</g>' for x in (88, 160, 232)
    )


def bulb(look: Look) -> str:
    """A light bulb."""
    return (
        shadow(48)
        + '<path d="M160 44c54 0 90 38 90 86 0 44-36 60-42 100h-96c-6-40-42-56-42-100 0-48 36-86 90-86z" fill="#ffe9a6"/><path d="M160 44c54 0 90 38 90 86 0 44-36 60-42 100h-96c-6-40-42-56-42-100 0-48 36-86 90-86z" fill="url(#b)" opacity=".7"/>'
        + f'<path d="M138 230l-12-70 20 18 14-22 14 22 20-18-12 70" stroke="{look.main}" stroke-width="5" fill="none" stroke-linejoin="round"/>'
        + box(118, 230, 84, 44, "#aeb5ba", r=6, shade="r")
        + '<path d="M118 244h84M118 258h84" stroke="#000" stroke-opacity=".2" stroke-width="4"/><path d="M140 274h40l-8 14h-24z" fill="#4d5357"/>'
    )


def tools(look: Look) -> str:
    """A hammer and a spanner."""
    return (
        shadow(92)
        + '<g transform="rotate(-30 160 170)"><rect x="148" y="96" width="24" height="184" rx="8" fill="#b5793a"/><path d="M92 66h118c18 0 28 12 30 30h-40v10h-80V96H92z" fill="#5b636a"/></g>'
        + f'<g transform="rotate(34 160 170)"><rect x="149" y="106" width="22" height="164" rx="10" fill="{look.main}"/><path d="M160 52c-26 0-40 18-40 36 0 20 16 36 40 36s40-16 40-36c0-18-14-36-40-36zm-14-6v34l14 10 14-10V46z" fill="#9aa3aa" fill-rule="evenodd"/></g>'
    )


def pan(look: Look) -> str:
    """A pan."""
    return (
        shadow(106, cx=140, cy=262)
        + box(222, 172, 86, 22, look.deep, r=11)
        + '<ellipse cx="134" cy="190" rx="112" ry="46" fill="#2f3336"/>'
        + solid("M22 190c0 40 40 70 112 70s112-30 112-70z", "#3e4448", "f")
        + '<ellipse cx="134" cy="188" rx="98" ry="36" fill="#565d62"/><ellipse cx="118" cy="186" rx="46" ry="17" fill="#fff"/><circle cx="122" cy="182" r="13" fill="#f6b73c"/>'
    )


def storage_box(look: Look) -> str:
    """A plastic box."""
    return (
        shadow(112)
        + solid("M52 142h216l-18 134c-1 7-5 10-12 10H82c-7 0-11-3-12-10z", look.pale, "f")
        + box(40, 112, 240, 34, look.main, r=9)
        + box(128, 134, 64, 24, look.deep, r=6)
        + words(look, 160, 214, 150, fill=look.ink, largest=28)
    )


def pump(look: Look) -> str:
    """A fuel pump."""
    return (
        shadow(78)
        + '<path d="M206 150h20c10 0 14 6 14 14v66c0 20 28 20 28 0v-96l-26-28" stroke="#4d5357" stroke-width="10" fill="none" stroke-linejoin="round"/>'
        + box(84, 56, 124, 232, look.main, r=12)
        + box(102, 78, 88, 62, "#e9f0f2", r=6)
        + words(look, 146, 196, 104, fill=look.on_main, largest=22)
    )


def appliance(look: Look) -> str:
    """A small appliance."""
    return (
        shadow(92)
        + solid("M112 60h96l14 150H98z", "#dbe6ea", "f")
        + box(118, 44, 84, 20, look.deep, r=6)
        + box(88, 206, 144, 82, look.main, r=14)
        + f'<circle cx="160" cy="248" r="20" fill="{look.paper}"/><path d="M160 248v-14" stroke="{look.ink}" stroke-width="5" stroke-linecap="round"/><path d="M206 84h30c12 0 16 6 16 18v54c0 12-6 18-18 18h-24" stroke="{look.deep}" stroke-width="12" fill="none"/>'
    )


def bone(look: Look) -> str:
    """A toy bone on a card."""
    return (
        shadow(84)
        + box(76, 50, 168, 238, look.main, r=14)
        + '<rect x="138" y="62" width="44" height="14" rx="7" fill="#fff" opacity=".85"/><g transform="rotate(-24 160 168)"><path d="M104 152c-24-22 8-44 22-20 2 8 4 16 10 16h48c6 0 8-8 10-16 14-24 46-2 22 20 24 22-8 44-22 20-2-8-4-10-10-10h-48c-6 0-8 2-10 10-14 24-46 2-22-20z" fill="#fbf3e2"/></g>'
        + words(look, 160, 250, 140, fill=look.on_main, largest=26)
    )


def pack(look: Look) -> str:
    """A soft pack, as of nappies."""
    return (
        shadow(104)
        + solid("M62 92c-8 20-8 176 0 196h196c8-20 8-176 0-196z", look.main, "f")
        + f'<path d="M62 92c30-24 166-24 196 0-20 14-176 14-196 0z" fill="{look.pale}"/>'
        + '<path d="M128 78c10-20 54-20 64 0" stroke="#fff" stroke-width="8" fill="none" stroke-linecap="round"/>'
        + label(look, 80, 122, 160, 138, r=18)
    )


def pack_small(look: Look) -> str:
    """A small plain pack."""
    return (
        shadow(62)
        + solid("M216 104l16 10v168l-16 6z", look.deep, "f")
        + box(102, 104, 116, 184, look.paper, r=4)
        + f'<path d="M102 104h116v52l-58 22-58-22z" fill="{look.main}"/>'
        + words(look, 160, 226, 100, fill=look.ink, largest=22)
    )


HOUSEHOLD = {
    "rolls": rolls,
    "towel": towel,
    "tissue_box": tissue_box,
    "plates": plates,
    "broom": broom,
    "candle": candle,
    "battery": battery,
    "bulb": bulb,
    "tools": tools,
    "pan": pan,
    "storage_box": storage_box,
    "pump": pump,
    "appliance": appliance,
    "bone": bone,
    "pack": pack,
    "pack_small": pack_small,
}
