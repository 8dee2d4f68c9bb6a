"""Vegetables and herbs: without packaging, in their own colours."""

# ruff: noqa: E501 - the data of drawings reads no better in pieces

from serai_storefront.pictures.palette import Look
from serai_storefront.pictures.parts import shadow, solid
from serai_storefront.pictures.shapes.grown import LEAF, sphere, tone_of


def pumpkin(look: Look) -> str:
    """A pumpkin or squash."""
    tone = tone_of(
        look, ("pumpkin", "#ea7f1e"), ("butternut yellow", "#d9a53a"), ("acorn", "#5c7a3a")
    )
    return (
        shadow(104)
        + "".join(
            f'<ellipse cx="{160 + dx}" cy="206" rx="{rx}" ry="80" fill="{tone}"/><ellipse cx="{160 + dx}" cy="206" rx="{rx}" ry="80" fill="url(#b)" opacity=".8"/>'
            for dx, rx in ((-62, 46), (62, 46), (-32, 48), (32, 48), (0, 46))
        )
        + '<path d="M150 132c-2-24-8-34-22-46l22-8c12 14 18 30 20 54z" fill="#5e7a34"/>'
    )


def tomato(look: Look) -> str:
    """Tomatoes."""
    tone = tone_of(
        look, ("green", "#8fae3f"), ("cherry grape", "#d93a2b"), ("roma vine", "#c92f35")
    )
    star = "M0-14l8-18 6 18 22-8-14 18 18 10-24 2-4 20-12-16-14 14 0-20-22-4 18-10-12-18z"
    return (
        shadow(108)
        + sphere(218, 216, 66, tone)
        + sphere(122, 204, 84, tone)
        + f'<path d="{star}" transform="translate(122 134)" fill="{LEAF}"/><path d="{star}" transform="translate(222 160) scale(.8)" fill="{LEAF}"/>'
    )


def pepper(look: Look) -> str:
    """A sweet pepper."""
    tone = tone_of(
        look,
        ("red", "#d5352e"),
        ("yellow", "#f0b429"),
        ("green jalap", "#4d9a3d"),
        ("orange habanero", "#ee7d25"),
    )
    body = "M160 112c24-30 92-18 92 52 0 54-26 124-56 124-14 0-22-10-36-10s-22 10-36 10c-30 0-56-70-56-124 0-70 68-82 92-52z"
    return (
        shadow(76)
        + solid(body, tone, "b")
        + '<path d="M160 116c-8 50-8 110 0 160" stroke="#000" stroke-opacity=".14" stroke-width="7" fill="none"/><path d="M122 116c14-20 62-20 76 0-12 12-28 4-38 12-10-8-26 0-38-12z" fill="#3f7f33"/><path d="M156 108c0-26-4-38-16-48l20-6c12 14 16 32 16 54z" fill="#4f9a3d"/>'
    )


def potato(look: Look) -> str:
    """Potatoes."""
    tone = tone_of(
        look,
        ("russet baking idaho", "#c79a5b"),
        ("red sweet yam", "#b5705a"),
        ("yukon gold white", "#d8b878"),
    )
    spots = '<g fill="#000" opacity=".2"><ellipse cx="-30" cy="-8" rx="5" ry="3"/><ellipse cx="16" cy="16" rx="5" ry="3"/><ellipse cx="36" cy="-18" rx="4" ry="2.5"/></g>'
    one = "M-66-6c4-40 52-52 84-40 40 14 56 40 44 68-12 30-60 38-92 28-28-8-40-28-36-56z"
    return "".join(
        (
            shadow(112),
            f'<g transform="translate(212 206) rotate(14)">{solid(one, tone, "b")}{spots}</g>',
            f'<g transform="translate(118 178) rotate(-18) scale(.95)">{solid(one, tone, "b")}{spots}</g>',
            f'<g transform="translate(150 240)">{solid(one, tone, "b")}{spots}</g>',
        )
    )


def onion(look: Look) -> str:
    """Onions."""
    tone = tone_of(
        look, ("yellow sweet vidalia", "#c98732"), ("red", "#8e3b66"), ("white", "#efe6d2")
    )
    one = "M0-66c6 20 66 30 66 80 0 40-30 58-66 58S-66 54-66 14c0-50 60-60 66-80z"
    skin = '<path d="M0-60c-30 40-34 90-8 130M0-60c30 40 34 90 8 130" stroke="#000" stroke-opacity=".16" stroke-width="4" fill="none"/><path d="M-6 72l-8 12M0 72v14M6 72l8 12" stroke="#a98b5d" stroke-width="3"/>'
    return (
        shadow(104)
        + f'<g transform="translate(212 212) scale(.9)">{solid(one, tone, "b")}{skin}</g>'
        + f'<g transform="translate(122 202) scale(1.1)">{solid(one, tone, "b")}{skin}</g>'
    )


def carrot(_: Look) -> str:
    """A bunch of carrots."""
    one = "M-20 0h40c6 0 8 6 6 14L6 152c-2 10-10 10-12 0L-26 14c-2-8 0-14 6-14z"
    lines = '<path d="M-20 30h18M4 60h14M-12 92h12" stroke="#b95a10" stroke-width="4" stroke-linecap="round"/>'
    leaves = "".join(
        f'<path d="M160 130c-10-30-8-60 0-90 10 30 10 60 0 90z" transform="rotate({angle} 160 130)" fill="{tone}"/>'
        for angle, tone in ((-40, "#3d7f33"), (40, "#3d7f33"), (-18, LEAF), (18, LEAF))
    )
    return (
        shadow(76)
        + leaves
        + f'<g transform="translate(112 126) rotate(12)">{solid(one, "#e8761d")}{lines}</g><g transform="translate(208 126) rotate(-12)">{solid(one, "#e8761d")}{lines}</g><g transform="translate(160 122) scale(1.06)">{solid(one, "#f2882c")}{lines}</g>'
    )


def corn(_: Look) -> str:
    """Corn on the cob."""
    grains = "".join(
        f'<circle cx="{132 + col * 14}" cy="{66 + row * 17}" r="7.5" fill="{"#f6c93a" if (row + col) % 2 else "#efbb28"}"/>'
        for row in range(12)
        for col in range(5)
    )
    return (
        shadow(66)
        + '<rect x="122" y="44" width="76" height="220" rx="38" fill="#e3a81c"/>'
        + f'<clipPath id="c"><rect x="122" y="44" width="76" height="220" rx="38"/></clipPath><g clip-path="url(#c)">{grains}</g>'
        + solid("M160 288c-70-6-84-90-62-160 24 50 44 110 62 160z", "#6fae45", "f")
        + solid("M160 288c70-6 84-90 62-160-24 50-44 110-62 160z", "#5c9c3a", "f")
    )


def mushroom(_: Look) -> str:
    """Mushrooms."""
    one = solid("M-18 0h36l6 58c0 12-48 12-48 0z", "#efe4d0") + solid(
        "M-70 6c0-60 36-84 70-84s70 24 70 84c0 10-140 10-140 0z", "#d9c2a0", "b"
    )
    return (
        shadow(104)
        + f'<g transform="translate(214 222) scale(.85)">{one}</g><g transform="translate(124 216) scale(1.12)">{one}</g>'
    )


def broccoli(look: Look) -> str:
    """Broccoli or cauliflower."""
    tone = tone_of(look, ("broccoli", "#3f8a3c"), ("cauliflower", "#efe9d6"))
    heads = (
        (100, 152, 44),
        (220, 152, 44),
        (132, 110, 46),
        (188, 110, 46),
        (160, 150, 54),
        (90, 186, 30),
        (230, 186, 30),
    )
    return (
        shadow(64)
        + solid("M132 190h56l8 84c0 18-72 18-72 0z", "#9cc46a")
        + '<path d="M140 200L104 170M180 200l36-30" stroke="#9cc46a" stroke-width="20" stroke-linecap="round"/>'
        + "".join(sphere(x, y, r, tone) for x, y, r in heads)
    )


def greens(look: Look) -> str:
    """A head of salad."""
    tones = (("#5aa043", "#7fbf55", "#a6d672"), ("#3b7d35", "#57a046", "#83c25c"))[look.pick(2)]
    leaf = "M0 70C-80 60-92-20-60-70c10 10 16-6 30-14 8 8 20-10 30-12 10 2 22 20 30 12 14 8 20 24 30 14C92-20 80 60 0 70z"
    vein = '<path d="M0 60C-4 10-4-30 0-70M0 20l-34-40M0 20l34-40" stroke="#fff" stroke-opacity=".5" stroke-width="5" fill="none" stroke-linecap="round"/>'
    return "".join(
        (
            shadow(84),
            f'<g transform="translate(98 196) rotate(-24)">{solid(leaf, tones[0], "b")}</g>',
            f'<g transform="translate(222 196) rotate(24)">{solid(leaf, tones[0], "b")}</g>',
            f'<g transform="translate(160 174) scale(1.08)">{solid(leaf, tones[1], "b")}</g>',
            f'<g transform="translate(160 218) scale(.98)">{solid(leaf, tones[2], "b")}{vein}</g>',
        )
    )


def cucumber(_: Look) -> str:
    """Cucumbers with slices."""
    return (
        shadow(112)
        + '<g transform="rotate(-20 160 190)"><rect x="40" y="140" width="230" height="60" rx="30" fill="#3c7a35"/><rect x="40" y="140" width="230" height="60" rx="30" fill="url(#f)"/><path d="M66 158h170M66 180h170" stroke="#6fae57" stroke-width="4" stroke-dasharray="26 12"/></g>'
        + "".join(
            f'<circle cx="{x}" cy="252" r="33" fill="#3c7a35"/><circle cx="{x}" cy="252" r="28" fill="#d5ecb4"/><circle cx="{x}" cy="252" r="15" fill="#e8f5d2"/>'
            for x in (128, 186, 240)
        )
    )


def herbs(_: Look) -> str:
    """A bunch of herbs."""
    sprigs = "".join(
        f'<g transform="rotate({angle} 160 280)"><path d="M160 270V90" stroke="#3d7f33" stroke-width="5"/>'
        + "".join(
            f'<ellipse cx="{160 + side * 20}" cy="{y}" rx="20" ry="11" transform="rotate({side * -30} {160 + side * 20} {y})" fill="{tone}"/>'
            for y, tone in ((104, "#74b957"), (132, "#5aa043"), (160, "#4b9238"), (188, "#3d8233"))
            for side in (-1, 1)
        )
        + '<ellipse cx="160" cy="82" rx="12" ry="20" fill="#8cc96a"/></g>'
        for angle in (-24, 24, 0)
    )
    return shadow(50) + sprigs + '<path d="M140 232h40l-4 14h-32z" fill="#d84b3a"/>'


VEGETABLES = {
    "pumpkin": pumpkin,
    "tomato": tomato,
    "pepper": pepper,
    "potato": potato,
    "onion": onion,
    "carrot": carrot,
    "corn": corn,
    "mushroom": mushroom,
    "broccoli": broccoli,
    "greens": greens,
    "cucumber": cucumber,
    "herbs": herbs,
}
