"""Fruit, vegetables, flowers: things without packaging, in their own colours."""

# ruff: noqa: E501 - the data of drawings reads no better in pieces

from serai_storefront.pictures.palette import Look
from serai_storefront.pictures.parts import shadow, solid
from serai_storefront.pictures.words import has

LEAF, STEM = "#4f9a3d", "#6b4a25"


def _ball(cx: float, cy: float, r: float, fill: str) -> str:
    circle = f'<circle cx="{cx:g}" cy="{cy:g}" r="{r:g}"'
    return f'{circle} fill="{fill}"/>{circle} fill="url(#b)"/>'


def _tone(look: Look, *tones: tuple[str, str]) -> str:
    """Return the colour whose words the product has, or one of them all."""
    named = next((colour for words, colour in tones if has(words, look.product)), None)
    return named or tones[look.pick(len(tones))][1]


def apple(look: Look) -> str:
    """Apples."""
    front, back = (
        _tone(
            look,
            ("red gala fuji mcintosh", "#cf2f2a"),
            ("granny green", "#7fb23a"),
            ("gold yellow", "#e0b93f"),
        ),
        _tone(look, ("granny green", "#93c24f"), ("red", "#b92d2c"), ("gala fuji gold", "#d9b13b")),
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
    tone = _tone(
        look, ("bartlett green", "#b9c63c"), ("bosc brown", "#c08f3f"), ("anjou", "#9fbf4a")
    )
    return (
        shadow(94)
        + f'<g transform="translate(206 178) scale(.86) rotate(8)">{solid(one, tone, "b")}</g>'
        + f'<g transform="translate(124 176)">{solid(one, tone, "b")}<path d="M0-82c0-12 2-20 8-28" stroke="{STEM}" stroke-width="8" fill="none" stroke-linecap="round"/></g>'
    )


def citrus(look: Look) -> str:
    """Oranges, lemons or limes, one cut open."""
    tone = _tone(
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
        + _ball(122, 206, 80, tone)
        + f'<ellipse cx="118" cy="134" rx="9" ry="5" fill="{LEAF}"/>'
        + f'<g transform="translate(216 226)"><circle r="62" fill="{tone}"/><circle r="56" fill="#fdf4dc"/>{wedges}<circle r="6" fill="#fdf4dc"/></g>'
    )


def berries(look: Look) -> str:
    """A punnet of berries."""
    tone = _tone(
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
        + "".join(_ball(x, y, 25, tone) for x, y in spots)
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
    tone = _tone(
        look, ("black purple concord", "#5c2a62"), ("white green", "#8db63c"), ("red", "#a5304a")
    )
    rows = [(5, 132), (6, 160), (5, 188), (4, 214), (3, 240), (2, 264)]
    balls = "".join(
        _ball(160 + (at - (count - 1) / 2) * 34, y, 21, tone)
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
    tone = _tone(look, ("peach apricot", "#f2a05a"), ("plum", "#7b3b6f"), ("nectarin", "#ef7f5d"))
    return (
        shadow(100)
        + _ball(206, 212, 70, tone)
        + _ball(122, 206, 82, tone)
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
    tone = _tone(
        look, ("watermelon", "#3e8a45"), ("cantaloupe", "#d9c48a"), ("honeydew", "#b8cf86")
    )
    flesh = {"#3e8a45": "#e8505b", "#d9c48a": "#f3a45e"}.get(tone, "#cfe3a0")
    stripes = "".join(
        f'<path d="M{130 + at * 24} 84c{at * 14} 60 {at * 14} 140 0 200" stroke="#000" stroke-opacity=".14" stroke-width="9" fill="none"/>'
        for at in (-2, -1, 0, 1, 2)
    )
    return (
        shadow(112)
        + _ball(132, 186, 100, tone)
        + stripes
        + f'<path d="M150 230c40 40 100 30 132-12l-20 56c-20 22-70 20-88-2z" fill="{tone}"/><path d="M150 224c40 36 100 26 134-12-10 56-100 76-134 12z" fill="{flesh}"/><path d="M186 244h2M214 250h2M242 240h2M262 226h2" stroke="#2b2118" stroke-width="6" stroke-linecap="round"/>'
    )


def pumpkin(look: Look) -> str:
    """A pumpkin or squash."""
    tone = _tone(
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
    tone = _tone(look, ("green", "#8fae3f"), ("cherry grape", "#d93a2b"), ("roma vine", "#c92f35"))
    star = "M0-14l8-18 6 18 22-8-14 18 18 10-24 2-4 20-12-16-14 14 0-20-22-4 18-10-12-18z"
    return (
        shadow(108)
        + _ball(218, 216, 66, tone)
        + _ball(122, 204, 84, tone)
        + f'<path d="{star}" transform="translate(122 134)" fill="{LEAF}"/><path d="{star}" transform="translate(222 160) scale(.8)" fill="{LEAF}"/>'
    )


def pepper(look: Look) -> str:
    """A sweet pepper."""
    tone = _tone(
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
    tone = _tone(
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
    tone = _tone(
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
    tone = _tone(look, ("broccoli", "#3f8a3c"), ("cauliflower", "#efe9d6"))
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
        + "".join(_ball(x, y, r, tone) for x, y, r in heads)
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


def bouquet(look: Look) -> str:
    """A bunch of flowers in paper."""
    tones = (look.main, look.second, "#ffffff", look.pale)
    spots = ((112, 112), (160, 86), (208, 112), (134, 142), (186, 142), (160, 118))
    flowers = "".join(
        "".join(
            f'<circle cx="{x}" cy="{y - 16}" r="13" transform="rotate({turn} {x} {y})" fill="{tones[at % 4]}"/>'
            for turn in range(0, 360, 60)
        )
        + f'<circle cx="{x}" cy="{y}" r="10" fill="#f3c23c"/>'
        for at, (x, y) in enumerate(spots)
    )
    return (
        shadow(52)
        + '<path d="M84 128c-14-30-2-50 10-60 10 20 10 40 0 60zM236 128c14-30 2-50-10-60-10 20-10 40 0 60zM150 60c-4-20 2-34 10-40 8 8 12 22 8 40z" fill="#4f9a3d"/>'
        + flowers
        + solid("M92 152c30 24 106 24 136 0l-46 132c-4 6-40 6-44 0z", look.pale, "f")
        + f'<path d="M124 228c20 10 52 10 72 0l-6 18c-16 6-44 6-60 0z" fill="{look.main}"/>'
    )


def plant(look: Look) -> str:
    """A plant in its pot."""
    leaves = "".join(
        f'<path d="M160 210c-26-30-30-80 0-130 30 50 26 100 0 130z" transform="rotate({angle} 160 210)" fill="{tone}"/>'
        for angle, tone in (
            (-62, "#3d7f33"),
            (62, "#3d7f33"),
            (-32, LEAF),
            (32, LEAF),
            (0, "#67ae4d"),
        )
    )
    blooms = "".join(
        _ball(x, y, 13, look.main)
        for x, y in ((94, 128), (226, 128), (126, 92), (194, 92), (160, 72))
    )
    return (
        shadow(66)
        + leaves
        + (blooms if look.pick(2) else "")
        + solid("M104 206h112l-14 74c-1 6-4 8-10 8h-64c-6 0-9-2-10-8z", "#c66b43")
        + solid("M96 196h128v22H96z", "#d87c52")
    )


PRODUCE = {
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
    "bouquet": bouquet,
    "plant": plant,
}
