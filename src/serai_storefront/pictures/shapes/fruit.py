"""Fruit: without packaging, in its own colours."""

# ruff: noqa: E501 - the data of drawings reads no better in pieces

from serai_storefront.pictures.palette import Look
from serai_storefront.pictures.parts import shadow, solid
from serai_storefront.pictures.shapes.grown import LEAF, STEM, sphere, tone_of


def apple(look: Look) -> str:
    """Apples."""
    front, back = (
        tone_of(
            look,
            ("red gala fuji mcintosh", "#cf2f2a"),
            ("granny green", "#7fb23a"),
            ("gold yellow", "#e0b93f"),
        ),
        tone_of(
            look, ("granny green", "#93c24f"), ("red", "#b92d2c"), ("gala fuji gold", "#d9b13b")
        ),
    )
    one = "M0-52c14-16 66-14 66 40 0 46-34 76-66 64-32 12-66-18-66-64 0-54 52-56 66-40z"
    whole = (
        '<g transform="translate({x} {y}) scale({s})">{body}<path d="M0-52c0-16 4-28 14-36" stroke="'
        + STEM
        + '" stroke-width="8" fill="none" stroke-linecap="round"/><path d="M6-66c14-20 36-20 50-10-10 18-32 22-50 10z" fill="'
        + LEAF
        + '"/></g>'
    )
    return (
        shadow(104)
        + whole.format(x=210, y=206, s=0.92, body=solid(one, back, "b"))
        + whole.format(x=124, y=218, s=1.06, body=solid(one, front, "b"))
    )


def pear(look: Look) -> str:
    """Pears."""
    one = "M0-84c22 0 26 26 32 52 6 24 36 42 36 82 0 40-32 62-68 62s-68-22-68-62c0-40 30-58 36-82 6-26 10-52 32-52z"
    tone = tone_of(
        look, ("bartlett green", "#b9c63c"), ("bosc brown", "#c08f3f"), ("anjou", "#9fbf4a")
    )
    return (
        shadow(94)
        + f'<g transform="translate(206 178) scale(.86) rotate(8)">{solid(one, tone, "b")}</g>'
        + f'<g transform="translate(124 176)">{solid(one, tone, "b")}<path d="M0-82c0-12 2-20 8-28" stroke="{STEM}" stroke-width="8" fill="none" stroke-linecap="round"/></g>'
    )


def citrus(look: Look) -> str:
    """Oranges, lemons or limes, one cut open."""
    tone = tone_of(
        look,
        ("orange tangerin clementin mandarin", "#f29a1f"),
        ("lemon", "#f3cf3a"),
        ("lime", "#8fbe3f"),
        ("grapefruit", "#f07f4a"),
    )
    wedges = "".join(
        f'<path d="M0 0L-14-44A46 46 0 0 1 14-44z" transform="rotate({at * 45})" fill="{tone}"/>'
        for at in range(8)
    )
    return (
        shadow(106)
        + sphere(122, 206, 80, tone)
        + f'<ellipse cx="118" cy="134" rx="9" ry="5" fill="{LEAF}"/>'
        + f'<g transform="translate(216 226)"><circle r="62" fill="{tone}"/><circle r="56" fill="#fdf4dc"/>{wedges}<circle r="6" fill="#fdf4dc"/></g>'
    )


def berries(look: Look) -> str:
    """A punnet of berries."""
    tone = tone_of(
        look,
        ("blueberr", "#3f4f9e"),
        ("raspberr", "#c22f55"),
        ("blackberr", "#2d2b4f"),
        ("cranberr cherr", "#b3202f"),
    )
    spots = (
        (92, 178),
        (132, 166),
        (174, 162),
        (216, 172),
        (236, 196),
        (112, 204),
        (154, 194),
        (196, 202),
        (76, 204),
    )
    return (
        shadow(104)
        + "".join(sphere(x, y, 25, tone) for x, y in spots)
        + "".join(
            f'<path d="M{x - 7} {y - 20}l7 6 7-6-3 9h-8z" fill="{LEAF}"/>' for x, y in spots[::2]
        )
        + '<path d="M56 206h208l-16 68c-2 8-6 12-14 12H86c-8 0-12-4-14-12z" fill="#d9ecf2" opacity=".75"/>'
        + '<path d="M56 206h208l-16 68c-2 8-6 12-14 12H86c-8 0-12-4-14-12z" fill="url(#r)"/><path d="M50 200h220v12H50z" fill="#c7dfe7"/>'
    )


def strawberries(_: Look) -> str:
    """A punnet of strawberries."""
    body = "M0-30c30-10 44 6 38 28C32 26 12 44 0 48-12 44-32 26-38-2c-6-22 8-38 38-28z"
    seeds = '<g fill="#ffd9a0"><circle cx="-16" cy="-8" r="2.6"/><circle cx="4" cy="-10" r="2.6"/><circle cx="20" cy="-4" r="2.6"/><circle cx="-8" cy="10" r="2.6"/><circle cx="12" cy="12" r="2.6"/><circle cx="0" cy="28" r="2.6"/></g>'
    leaf = '<path d="M-26-30l14 2 2-16 10 12 10-12 2 16 14-2-12 14h-28z" fill="#4f9a3d"/>'
    spots = (
        (84, 158, -12),
        (132, 142, 8),
        (182, 142, -6),
        (232, 158, 12),
        (108, 186, 10),
        (160, 182, -4),
        (212, 186, 8),
    )
    fruit = "".join(
        f'<g transform="translate({x} {y}) rotate({turn})">{solid(body, "#d92f3c", "b")}{seeds}{leaf}</g>'
        for x, y, turn in spots
    )
    return (
        shadow(104)
        + fruit
        + '<path d="M48 206h224l-16 68c-2 8-6 12-14 12H78c-8 0-12-4-14-12z" fill="#cfe3d4" opacity=".8"/><path d="M48 206h224l-16 68c-2 8-6 12-14 12H78c-8 0-12-4-14-12z" fill="url(#r)"/><path d="M42 200h236v12H42z" fill="#b3d0bc"/>'
    )


def grapes(look: Look) -> str:
    """Grapes."""
    tone = tone_of(
        look, ("black purple concord", "#5c2a62"), ("white green", "#8db63c"), ("red", "#a5304a")
    )
    rows = [(5, 132), (6, 160), (5, 188), (4, 214), (3, 240), (2, 264)]
    balls = "".join(
        sphere(160 + (at - (count - 1) / 2) * 34, y, 21, tone)
        for count, y in rows
        for at in range(count)
    )
    return (
        shadow(50)
        + f'<path d="M160 120V72" stroke="{STEM}" stroke-width="9" stroke-linecap="round"/><path d="M160 104c-8-38-48-50-76-34 8 30 42 46 76 34zM164 98c6-34 40-46 66-30-8 26-38 40-66 30z" fill="{LEAF}"/>'
        + balls
    )


def peach(look: Look) -> str:
    """Peaches or plums."""
    tone = tone_of(look, ("peach apricot", "#f2a05a"), ("plum", "#7b3b6f"), ("nectarin", "#ef7f5d"))
    return (
        shadow(100)
        + sphere(206, 212, 70, tone)
        + sphere(122, 206, 82, tone)
        + '<path d="M124 126c-26 30-30 110 2 160" stroke="#000" stroke-opacity=".14" stroke-width="6" fill="none"/>'
        + f'<path d="M126 128c20-34 54-34 72-20-16 26-48 34-72 20z" fill="{LEAF}"/>'
    )


def banana(_: Look) -> str:
    """Bananas."""
    one = "M0 0c40 0 96-20 118-92l16 4c4 84-50 134-122 134C-8 46-16 0 0 0z"
    return (
        shadow(94)
        + f'<g transform="translate(84 196) rotate(-8)">{solid(one, "#e6b81f", "f")}</g>'
        + f'<g transform="translate(96 214)">{solid(one, "#f5cd34", "f")}</g>'
        + f'<g transform="translate(106 236) rotate(7)">{solid(one, "#fbd84c", "f")}<path d="M118-92l16 4 2-14-12-4z" fill="{STEM}"/></g>'
    )


def pineapple(_: Look) -> str:
    """A pineapple."""
    lines = "".join(
        f'<path d="M96 {150 + at * 26}L224 {214 + at * 26}M224 {150 + at * 26}L96 {214 + at * 26}" stroke="#a66a12" stroke-width="3" opacity=".6"/>'
        for at in range(-3, 5)
    )
    leaves = "".join(
        f'<path d="M160 128c-10-40-6-70 0-96 6 26 10 56 0 96z" transform="rotate({angle} 160 128)" fill="{tone}"/>'
        for angle, tone in (
            (-52, "#3d7f33"),
            (52, "#3d7f33"),
            (-28, "#4f9a3d"),
            (28, "#4f9a3d"),
            (0, "#62ab4b"),
        )
    )
    return (
        shadow(64)
        + leaves
        + '<clipPath id="c"><ellipse cx="160" cy="206" rx="64" ry="82"/></clipPath>'
        + '<ellipse cx="160" cy="206" rx="64" ry="82" fill="#e8a92c"/>'
        + f'<g clip-path="url(#c)">{lines}</g>'
        + '<ellipse cx="160" cy="206" rx="64" ry="82" fill="url(#b)"/>'
    )


def avocado(_: Look) -> str:
    """Avocados, one cut open."""
    one = "M0-92c30 0 36 34 48 64 12 28 24 48 24 72 0 36-32 58-72 58s-72-22-72-58c0-24 12-44 24-72 12-30 18-64 48-64z"
    return (
        shadow(98)
        + f'<g transform="translate(204 186) rotate(10) scale(.94)">{solid(one, "#34502a", "b")}</g>'
        + f'<g transform="translate(122 186)">{solid(one, "#3f5f2e", "b")}<path d="{one}" transform="scale(.86)" fill="#dbe38a"/><circle cy="38" r="36" fill="#7c4a24"/><circle cy="38" r="36" fill="url(#b)"/></g>'
    )


def melon(look: Look) -> str:
    """A melon with a slice."""
    tone = tone_of(
        look, ("watermelon", "#3e8a45"), ("cantaloupe", "#d9c48a"), ("honeydew", "#b8cf86")
    )
    flesh = {"#3e8a45": "#e8505b", "#d9c48a": "#f3a45e"}.get(tone, "#cfe3a0")
    stripes = "".join(
        f'<path d="M{130 + at * 24} 84c{at * 14} 60 {at * 14} 140 0 200" stroke="#000" stroke-opacity=".14" stroke-width="9" fill="none"/>'
        for at in (-2, -1, 0, 1, 2)
    )
    return (
        shadow(112)
        + sphere(132, 186, 100, tone)
        + stripes
        + f'<path d="M150 230c40 40 100 30 132-12l-20 56c-20 22-70 20-88-2z" fill="{tone}"/><path d="M150 224c40 36 100 26 134-12-10 56-100 76-134 12z" fill="{flesh}"/><path d="M186 244h2M214 250h2M242 240h2M262 226h2" stroke="#2b2118" stroke-width="6" stroke-linecap="round"/>'
    )


FRUIT = {
    "apple": apple,
    "pear": pear,
    "citrus": citrus,
    "berries": berries,
    "strawberries": strawberries,
    "grapes": grapes,
    "peach": peach,
    "banana": banana,
    "pineapple": pineapple,
    "avocado": avocado,
    "melon": melon,
}
