"""Bottles, cans, jars and jugs."""

# ruff: noqa: E501 - the data of drawings reads no better in pieces

from serai_storefront.pictures.palette import Look
from serai_storefront.pictures.parts import box, label, shadow, solid, words

GLASS = "#dfe9ec"


def bottle(look: Look) -> str:
    """A plastic bottle of a soft drink."""
    drink = (
        "M128 104c-14 20-20 30-20 52v112c0 14 6 20 18 20h68c12 0 18-6 18-20V156c0-22-6-32-20-52z"
    )
    body = "M142 62v18c0 16-34 34-34 76v112c0 14 6 20 18 20h68c12 0 18-6 18-20V156c0-42-34-60-34-76V62z"
    return (
        shadow(60)
        + f'<path d="{body}" fill="{GLASS}" opacity=".8"/>'
        + solid(drink, look.deep)
        + box(138, 40, 44, 24, look.second, r=5, shade="r")
        + box(107, 162, 106, 84, look.main, r=0, shade="")
        + label(look, 110, 166, 100, 76, r=0)
        + f'<path d="{body}" fill="url(#r)"/>'
    )


def bottle_clear(look: Look) -> str:
    """A bottle of water."""
    body = "M142 62v16c0 14-32 28-32 66v20l6 8-6 8v88c0 14 6 20 18 20h64c12 0 18-6 18-20v-88l-6-8 6-8v-20c0-38-32-52-32-66V62z"
    return (
        shadow(58)
        + solid(body, "#bfe1ee")
        + box(139, 40, 42, 24, look.main, r=5, shade="r")
        + box(110, 184, 100, 64, look.main, r=0, shade="")
        + label(look, 112, 186, 96, 60, r=0)
        + '<path d="M124 150v120" stroke="#fff" stroke-width="6" opacity=".5" stroke-linecap="round"/>'
    )


def bottle_juice(look: Look) -> str:
    """A wide bottle of juice."""
    body = "M132 70c0 26-30 30-30 64v134c0 14 8 20 20 20h76c12 0 20-6 20-20V134c0-34-30-38-30-64z"
    return (
        shadow(64)
        + solid(body, look.second)
        + box(126, 42, 68, 30, look.deep, r=6, shade="r")
        + box(101, 152, 118, 96, look.main, r=0, shade="")
        + label(look, 105, 156, 110, 88, r=4)
    )


def sports_bottle(look: Look) -> str:
    """A bottle of a sports drink."""
    body = "M128 84c0 18-20 26-20 56 0 18 8 24 8 38s-8 20-8 38v52c0 14 6 20 18 20h68c12 0 18-6 18-20v-52c0-18-8-24-8-38s8-20 8-38c0-30-20-38-20-56z"
    return (
        shadow(58)
        + solid(body, look.main)
        + box(122, 60, 76, 26, look.deep, r=6, shade="r")
        + box(144, 36, 32, 26, look.second, r=8, shade="r")
        + label(look, 114, 160, 92, 84, r=8)
    )


def drink_can(look: Look) -> str:
    """A can of a drink."""
    body = "M112 76l10-18h76l10 18v192l-10 18h-76l-10-18z"
    return (
        shadow(56)
        + solid(body, look.main)
        + box(120, 52, 80, 10, "#c9ced2", r=5, shade="r")
        + label(look, 114, 108, 92, 130, r=0)
        + '<path d="M112 76h96M112 268h96" stroke="#fff" stroke-width="3" opacity=".35"/>'
        + box(120, 282, 80, 7, "#b4babf", r=3, shade="r")
    )


def can(look: Look) -> str:
    """A tin."""
    return (
        shadow(76)
        + box(84, 74, 152, 214, "#c3c8cc", r=12, shade="r")
        + box(84, 98, 152, 166, look.main, r=0, shade="")
        + label(look, 92, 106, 136, 150, r=4)
        + box(84, 98, 152, 166, "none", r=0, shade="r")
        + '<ellipse cx="160" cy="80" rx="76" ry="13" fill="#dde1e4"/><ellipse cx="160" cy="80" rx="64" ry="9" fill="#b9bfc4"/>'
        + '<path d="M84 272h152M84 92h152" stroke="#000" stroke-opacity=".14" stroke-width="2"/>'
    )


def jar(look: Look) -> str:
    """A glass jar with a lid."""
    glass = "M98 92c-10 6-14 14-14 28v144c0 16 8 24 22 24h108c14 0 22-8 22-24V120c0-14-4-22-14-28z"
    return (
        shadow(74)
        + solid(glass, look.second)
        + box(92, 52, 136, 38, look.deep, r=7, shade="r")
        + '<path d="M92 64h136M92 74h136" stroke="#fff" stroke-opacity=".25" stroke-width="2"/>'
        + box(84, 138, 152, 110, look.main, r=0, shade="")
        + label(look, 92, 142, 136, 102, r=6)
        + f'<path d="{glass}" fill="url(#r)"/>'
    )


def jug(look: Look) -> str:
    """A gallon of milk with its handle."""
    body = "M124 66v16L92 128c-8 10-10 18-10 30v108c0 14 8 22 22 22h112c14 0 22-8 22-22V158c0-12-2-20-10-30l-32-46V66z"
    return (
        shadow(82)
        + solid(body, "#fbfaf6")
        + '<path d="M196 128c22 10 28 22 28 40v28c0 10-14 10-14 0v-24c0-14-6-22-18-28z" fill="#000" opacity=".13"/>'
        + box(120, 42, 76, 26, look.main, r=6, shade="r")
        + box(82, 186, 156, 78, look.main, r=0, shade="")
        + label(look, 90, 190, 118, 70, r=4)
        + f'<path d="{body}" fill="url(#r)" opacity=".5"/>'
    )


def jug_clear(look: Look) -> str:
    """A jug of juice."""
    return jug(look).replace("#fbfaf6", look.second)


def jug_handle(look: Look) -> str:
    """A bottle of detergent with a handle."""
    body = (
        "M112 84h60c40 0 66 26 66 70v112c0 14-8 22-22 22H106c-14 0-22-8-22-22V132c0-24 8-40 28-48z"
    )
    return (
        shadow(82)
        + solid(body, look.main)
        + '<path d="M186 116c20 4 28 18 28 38v18c0 12-16 12-16 0v-14c0-12-4-18-14-22-10-5-8-22 2-20z" fill="#000" opacity=".28"/>'
        + box(108, 44, 66, 42, look.second, r=8, shade="r")
        + label(look, 94, 178, 132, 92, r=10)
    )


def wine(look: Look) -> str:
    """A bottle of wine."""
    body = "M142 36h36v62c0 20 30 28 30 66v104c0 14-6 20-18 20h-60c-12 0-18-6-18-20V164c0-38 30-46 30-66z"
    return (
        shadow(54)
        + solid(body, "#26382c" if look.pick(2) else "#3a2226")
        + box(139, 30, 42, 52, look.main, r=5, shade="r")
        + box(113, 176, 94, 84, look.paper, r=3, shade="")
        + f'<rect x="113" y="182" width="94" height="3" fill="{look.main}"/><rect x="113" y="251" width="94" height="3" fill="{look.main}"/>'
        + words(look, 160, 218, 84, fill="#2b2118", largest=21)
        + '<path d="M124 170v104" stroke="#fff" stroke-width="5" opacity=".2" stroke-linecap="round"/>'
    )


def beer(look: Look) -> str:
    """A bottle of beer."""
    body = "M144 44h32v58c0 22 28 32 28 66v100c0 14-6 20-16 20h-56c-10 0-16-6-16-20V168c0-34 28-44 28-66z"
    return (
        shadow(50)
        + solid(body, "#7a4317" if look.pick(3) else "#2f5d38")
        + box(141, 36, 38, 16, look.second, r=4, shade="r")
        + f'<path d="M142 78h36v28h-36z" fill="{look.main}"/>'
        + box(116, 172, 88, 84, look.main, r=4, shade="")
        + label(look, 118, 176, 84, 76, r=4)
        + f'<path d="{body}" fill="url(#r)" opacity=".6"/>'
    )


def flask(look: Look) -> str:
    """A bottle of spirits."""
    body = "M140 62v34c0 12-38 14-38 44v128c0 14 8 20 20 20h76c12 0 20-6 20-20V140c0-30-38-32-38-44V62z"
    return (
        shadow(60)
        + solid(body, "#c98a3a" if look.pick(2) else "#dfe9ea")
        + box(136, 34, 48, 30, "#2b2118", r=4, shade="r")
        + box(106, 158, 108, 96, look.paper, r=3, shade="")
        + f'<rect x="112" y="164" width="96" height="84" fill="none" stroke="{look.main}" stroke-width="2.5"/>'
        + words(look, 160, 206, 90, fill=look.ink, largest=22)
    )


def sauce_bottle(look: Look) -> str:
    """A squeeze bottle of sauce or syrup."""
    body = "M136 84c-2 20-28 26-28 60v124c0 14 8 20 18 20h68c10 0 18-6 18-20V144c0-34-26-40-28-60z"
    return (
        shadow(58)
        + solid(body, look.main)
        + '<path d="M146 36h28l4 22h-36z" fill="#fff"/>'
        + box(130, 56, 60, 30, look.second, r=6, shade="r")
        + label(look, 114, 152, 92, 110, r=14)
    )


def oil(look: Look) -> str:
    """A bottle of oil."""
    body = "M140 66v20c0 18-34 24-34 58v124c0 14 6 20 18 20h72c12 0 18-6 18-20V144c0-34-34-40-34-58V66z"
    return (
        shadow(58)
        + solid(body, "#e7b93c")
        + box(136, 40, 48, 28, look.main, r=5, shade="r")
        + box(106, 160, 108, 96, look.main, r=0, shade="")
        + label(look, 110, 164, 100, 88, r=4)
        + f'<path d="{body}" fill="url(#r)" opacity=".7"/>'
    )


def shaker(look: Look) -> str:
    """A jar of spice."""
    return (
        shadow(46)
        + box(114, 108, 92, 180, "#e9e2d2", r=12, shade="r")
        + box(114, 206, 92, 76, look.second, r=8, shade="r")
        + box(110, 66, 100, 46, look.deep, r=9, shade="r")
        + '<g fill="#fff" opacity=".5"><circle cx="140" cy="76" r="3"/><circle cx="160" cy="74" r="3"/><circle cx="180" cy="76" r="3"/></g>'
        + box(114, 134, 92, 96, look.main, r=0, shade="")
        + label(look, 118, 138, 84, 88, r=4)
    )


BOTTLES = {
    "bottle": bottle,
    "bottle_clear": bottle_clear,
    "bottle_juice": bottle_juice,
    "sports_bottle": sports_bottle,
    "drink_can": drink_can,
    "can": can,
    "jar": jar,
    "jug": jug,
    "jug_clear": jug_clear,
    "jug_handle": jug_handle,
    "wine": wine,
    "beer": beer,
    "flask": flask,
    "sauce_bottle": sauce_bottle,
    "oil": oil,
    "shaker": shaker,
}
