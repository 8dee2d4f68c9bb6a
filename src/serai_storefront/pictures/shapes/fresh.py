"""Fresh from the counter: meat, fish, cheese, bread, cakes, meals."""

# ruff: noqa: E501 - the data of drawings reads no better in pieces

from serai_storefront.pictures.palette import Look
from serai_storefront.pictures.parts import box, label, shadow, solid, words

TRAY = "M40 186h240l-18 86c-2 10-8 14-16 14H74c-8 0-14-4-16-14z"


def _tray(look: Look, food: str) -> str:
    """A tray under film with a small label."""
    return (
        shadow(116)
        + solid(TRAY, "#2f3430", "f")
        + '<ellipse cx="160" cy="188" rx="120" ry="40" fill="#e9ebe8"/><ellipse cx="160" cy="190" rx="110" ry="34" fill="#f8f9f7"/>'
        + food
        + '<path d="M60 172c40-30 90-34 130-26" stroke="#fff" stroke-width="7" opacity=".7" fill="none" stroke-linecap="round"/>'
        + box(176, 218, 84, 50, look.paper, r=4, shade="")
        + f'<path d="M176 218h84v9h-84z" fill="{look.main}"/>'
        + words(look, 218, 249, 76, fill=look.ink, largest=16)
    )


def steak(look: Look) -> str:
    """A piece of meat."""
    tone = ("#b5342f", "#d9827a")[look.pick(2)]
    cut = "M66 178c0-40 46-62 98-58 54 4 92 30 88 60-4 26-40 38-82 36-20-1-26-10-44-8-34 4-60-4-60-30z"
    return _tray(
        look,
        solid(cut, "#f6e3da", "f")
        + f'<path d="{cut}" transform="translate(16 16.9) scale(.9)" fill="{tone}"/>'
        + '<path d="M104 150c22 8 30 24 26 44M150 138c22 8 44 20 54 46M206 150c10 4 18 10 22 18" stroke="#f6e3da" stroke-width="5" fill="none" stroke-linecap="round" opacity=".8"/>',
    )


def mince(look: Look) -> str:
    """Minced meat."""
    strands = "".join(
        f'<path d="M{72 + at * 18} {196 - (at % 3) * 10}c6-24 16-30 22-10s-4 22 6 26" stroke="{"#b9423a" if at % 2 else "#cf5a50"}" stroke-width="13" fill="none" stroke-linecap="round"/>'
        for at in range(10)
    )
    return _tray(look, f'<ellipse cx="160" cy="176" rx="96" ry="38" fill="#b9423a"/>{strands}')


def wings(look: Look) -> str:
    """Pieces of poultry."""
    one = "M0 0c30-30 76-24 86 6 8 26-14 46-44 42-10-1-16 6-26 14-12 10-30-2-24-16-10-14-6-32 8-46z"
    bone = '<path d="M-8 50l-18 20" stroke="#f5ead8" stroke-width="12" stroke-linecap="round"/>'
    return _tray(
        look,
        f'<g transform="translate(92 136)">{bone}{solid(one, "#e8b48e", "b")}</g><g transform="translate(164 146)">{bone}{solid(one, "#dca77f", "b")}</g>',
    )


def bacon(look: Look) -> str:
    """Strips of bacon."""
    strips = "".join(
        f'<path d="M58 {150 + at * 15}c34-16 68 14 102 0s68 14 102 0" stroke="{tone}" stroke-width="13" fill="none"/>'
        for at, tone in enumerate(("#b0332c", "#f3cfc0", "#c24a3f", "#f7ddd0", "#a92f29"))
    )
    return _tray(look, strips)


def sausages(look: Look) -> str:
    """Sausages."""
    tone = ("#a4492c", "#c9694a", "#8a3b2a")[look.pick(3)]
    return _tray(
        look,
        "".join(
            f'<rect x="62" y="{144 + at * 24}" width="196" height="22" rx="11" fill="{tone}"/><rect x="62" y="{144 + at * 24}" width="196" height="22" rx="11" fill="url(#f)"/>'
            for at in range(3)
        ),
    )


def slices(look: Look) -> str:
    """A packet of sliced meat."""
    return (
        shadow(88)
        + box(72, 62, 176, 226, look.main, r=10)
        + '<rect x="86" y="150" width="148" height="124" rx="12" fill="#f6efe4"/>'
        + "".join(
            f'<ellipse cx="{146 + at * 14}" cy="{218 - at * 4}" rx="50" ry="44" fill="{tone}"/>'
            for at, tone in enumerate(("#d98a83", "#e39d95", "#edb3aa"))
        )
        + '<rect x="86" y="150" width="148" height="124" rx="12" fill="url(#f)"/>'
        + label(look, 82, 74, 156, 70, r=8)
    )


def fish(look: Look) -> str:
    """A fish, or a fillet."""
    tone = ("#8fb3c2", "#ef9a76", "#b9c4c9")[look.pick(3)]
    body = "M34 178c40-70 130-84 196-24l50-44c-10 34-10 64 0 96l-50-40c-60 66-156 74-196 12z"
    return (
        shadow(112, cy=264)
        + '<ellipse cx="160" cy="236" rx="130" ry="26" fill="#e3eef2"/>'
        + solid(body, tone, "f")
        + '<path d="M34 178c60 20 140 20 196-18-40 70-150 90-196 18z" fill="#fff" opacity=".4"/><circle cx="72" cy="164" r="9" fill="#fff"/><circle cx="72" cy="164" r="5" fill="#1d2a30"/><path d="M104 142c14 20 14 46 0 66" stroke="#000" stroke-opacity=".2" stroke-width="5" fill="none"/>'
        + '<path d="M130 154c8 8 8 18 0 28M156 150c8 10 8 24 0 36M182 152c8 10 8 20 0 30" stroke="#000" stroke-opacity=".13" stroke-width="5" fill="none" stroke-linecap="round"/>'
    )


def shrimp(_: Look) -> str:
    """Shrimps on ice."""
    one = '<path d="M40-30C-6-60-60-30-56 24c2 30 30 40 46 24-22-6-24-36 0-50 20-12 44-8 58 8z" fill="#f2906d"/><path d="M-52 4l24 6M-44-24l22 18M-18-42l8 26" stroke="#d96a48" stroke-width="5"/><circle cx="34" cy="-18" r="5" fill="#2b2118"/>'
    return (
        shadow(112)
        + solid("M44 208h232l-24 66c-2 8-8 12-16 12H84c-8 0-14-4-16-12z", "#cfe6ee", "f")
        + f'<g transform="translate(112 176)">{one}</g><g transform="translate(210 186) scale(-.95 .95)">{one}</g><g transform="translate(166 212) scale(.9)">{one}</g>'
    )


def lobster(_: Look) -> str:
    """A crab."""
    return (
        shadow(112)
        + '<g stroke="#c5371f" stroke-width="12" fill="none" stroke-linecap="round"><path d="M96 214c-30 4-44 20-50 40M102 236c-20 8-28 22-30 38M224 214c30 4 44 20 50 40M218 236c20 8 28 22 30 38M100 180c-30-10-40-40-36-70M220 180c30-10 40-40 36-70"/></g>'
        + '<path d="M64 118c-26-20-20-54 4-60-4 18 6 26 16 26 12 0 18-8 18-22 20 16 8 54-38 56zM256 118c26-20 20-54-4-60 4 18-6 26-16 26-12 0-18-8-18-22-20 16-8 54 38 56z" fill="#d94a2b"/>'
        + solid("M160 144c60 0 88 34 88 66s-36 60-88 60-88-28-88-60 28-66 88-66z", "#e25a35", "b")
        + '<circle cx="136" cy="172" r="7" fill="#2b1410"/><circle cx="184" cy="172" r="7" fill="#2b1410"/>'
    )


def cheese_bag(look: Look) -> str:
    """A packet of cheese with a window."""
    return (
        shadow(86)
        + box(76, 60, 168, 228, look.main, r=8)
        + '<path d="M76 60h168v16H76z" fill="#fff" opacity=".35"/><path d="M92 196h136v76H92z" fill="#f6c945"/>'
        + '<g fill="#e3ae2c"><circle cx="116" cy="222" r="9"/><circle cx="160" cy="250" r="12"/><circle cx="204" cy="218" r="8"/></g><path d="M92 196h136v76H92z" fill="url(#f)"/>'
        + label(look, 86, 86, 148, 102, r=8)
    )


def wedge(look: Look) -> str:
    """A piece of cheese."""
    tone, side = (("#f7cf52", "#eab938"), ("#f6e7bd", "#e8d49c"), ("#f29d38", "#dd8424"))[
        look.pick(3)
    ]
    return (
        shadow(112)
        + f'<path d="M44 190L226 96c36 12 50 46 50 78v16z" fill="{tone}"/>'
        + f'<path d="M44 190h232v88c0 6-4 10-10 10H54c-6 0-10-4-10-10z" fill="{side}"/><path d="M44 190h232v88c0 6-4 10-10 10H54c-6 0-10-4-10-10z" fill="url(#f)"/>'
        + '<g fill="#000" opacity=".16"><ellipse cx="100" cy="236" rx="20" ry="17"/><ellipse cx="186" cy="256" rx="15" ry="12"/><ellipse cx="232" cy="218" rx="12" ry="10"/><ellipse cx="196" cy="142" rx="16" ry="7"/><ellipse cx="142" cy="164" rx="12" ry="5"/></g>'
    )


def loaf(look: Look) -> str:
    """A loaf of bread, sliced, in its wrapper."""
    bread = "M52 150c-20-30 6-58 40-54h140c36-4 60 26 38 56v108c0 8-4 12-12 12H64c-8 0-12-4-12-12z"
    return (
        shadow(112, cy=275)
        + solid(bread, "#d79b52", "f")
        + '<path d="M52 150c-20-30 6-58 40-54h20c-34-4-58 24-38 54v122H64c-8 0-12-4-12-12z" fill="#f6e3bd"/>'
        + '<path d="M130 98v172M172 98v172M214 98v172" stroke="#a86d2b" stroke-opacity=".5" stroke-width="3"/>'
        + box(98, 164, 162, 86, look.main, r=6, shade="")
        + label(look, 102, 167, 154, 80, r=6)
    )


def croissant(_: Look) -> str:
    """A croissant."""
    return (
        shadow(112, cy=262)
        + solid(
            "M30 218c4-70 60-122 130-122s126 52 130 122c1 18-16 24-30 14-22-16-28-40-50-48-30-10-70-10-100 0-22 8-28 32-50 48-14 10-31 4-30-14z",
            "#d4923f",
            "b",
        )
        + '<path d="M78 150c14 12 26 26 30 44M124 112c6 22 6 48 2 70M196 112c-6 22-6 48-2 70M242 150c-14 12-26 26-30 44" stroke="#9c5f1c" stroke-width="7" fill="none" stroke-linecap="round" opacity=".75"/><path d="M106 122c18-10 40-14 60-12" stroke="#f3cf8d" stroke-width="8" stroke-linecap="round" fill="none" opacity=".8"/>'
    )


def doughnut(look: Look) -> str:
    """A doughnut with icing."""
    sprinkles = "".join(
        f'<rect x="-3" y="-9" width="6" height="18" rx="3" fill="{tone}" transform="translate({x} {y}) rotate({turn})"/>'
        for x, y, turn, tone in (
            (96, 160, 30, "#fff"),
            (120, 128, 80, "#f6c93a"),
            (160, 116, 10, "#fff"),
            (204, 132, -40, "#62b6e0"),
            (226, 166, 70, "#f6c93a"),
            (86, 196, -20, "#62b6e0"),
            (232, 202, 20, "#fff"),
            (140, 138, -60, "#7ec46a"),
            (182, 138, 40, "#f6c93a"),
        )
    )
    return (
        shadow(106, cy=268)
        + '<path d="M160 96c62 0 112 38 112 86s-50 84-112 84-112-36-112-84 50-86 112-86zm0 62c-22 0-38 10-38 22s16 22 38 22 38-10 38-22-16-22-38-22z" fill="#c98b46" fill-rule="evenodd"/>'
        + f'<path d="M160 96c62 0 108 36 108 76 0 22-20 30-34 22-14 20-40 14-46 6-14 16-40 18-56 2-14 14-40 12-50-8-14 8-30-4-30-22 0-40 46-76 108-76zm0 62c-22 0-38 10-38 22s16 16 38 16 38-4 38-16-16-22-38-22z" fill="{look.main}" fill-rule="evenodd"/>'
        + sprinkles
    )


def muffin(look: Look) -> str:
    """A muffin."""
    return (
        shadow(72)
        + solid("M92 180h136l-16 98c-2 8-6 10-12 10h-80c-6 0-10-2-12-10z", look.pale)
        + '<path d="M112 184l10 102M140 184l6 104M180 184l-6 104M208 184l-10 102" stroke="#000" stroke-opacity=".14" stroke-width="4"/>'
        + solid(
            "M74 182c-10-34 18-44 24-52 10-30 38-42 62-42s52 12 62 42c6 8 34 18 24 52-6 16-166 16-172 0z",
            "#b87335",
            "b",
        )
        + '<g fill="#4a2a14"><circle cx="124" cy="140" r="8"/><circle cx="176" cy="118" r="7"/><circle cx="206" cy="156" r="8"/><circle cx="152" cy="166" r="6"/></g>'
    )


def cake(look: Look) -> str:
    """A cake with a slice missing."""
    return (
        shadow(112)
        + '<ellipse cx="160" cy="270" rx="124" ry="17" fill="#e6e3dc"/>'
        + solid("M60 160h200v96c0 16-200 16-200 0z", "#f2d9a8")
        + f'<path d="M60 196h200v20H60z" fill="{look.main}"/>'
        + f'<path d="M56 158c0-20 46-34 104-34s104 14 104 34v24c-10 16-24 6-26 18-4 14-22 12-26-2-6-12-20-8-24 6-6 16-26 14-30-2-4-12-20-10-24 2-6 14-26 10-28-4-4-12-22-6-26-16-8 8-24 2-24-8z" fill="{look.pale}"/>'
        + '<ellipse cx="160" cy="150" rx="96" ry="24" fill="#fff" opacity=".5"/>'
        + "".join(
            f'<circle cx="{x}" cy="{y}" r="12" fill="#c9283a"/><circle cx="{x}" cy="{y}" r="12" fill="url(#b)"/>'
            for x, y in ((96, 140), (130, 128), (170, 126), (208, 132), (228, 148))
        )
    )


def pie(look: Look) -> str:
    """A pie with a lattice."""
    bars = "".join(
        f'<path d="M{84 + at * 38} 130v80M56 {146 + at * 16}h208" stroke="#d99c4d" stroke-width="11"/>'
        for at in range(5)
    )
    return (
        shadow(112)
        + solid("M40 186h240l-34 78c-4 8-8 10-16 10H90c-8 0-12-2-16-10z", "#b9bfc3", "f")
        + f'<ellipse cx="160" cy="178" rx="120" ry="52" fill="#c98b3e"/><ellipse cx="160" cy="174" rx="100" ry="40" fill="{look.main}"/><clipPath id="c"><ellipse cx="160" cy="174" rx="100" ry="40"/></clipPath><g clip-path="url(#c)">{bars}</g><ellipse cx="160" cy="178" rx="120" ry="52" fill="url(#b)" opacity=".6"/>'
    )


def cookies(look: Look) -> str:
    """A packet of cookies with one beside it."""
    return (
        shadow(112)
        + box(54, 70, 160, 216, look.main, r=10)
        + '<path d="M54 70h160v14H54z" fill="#fff" opacity=".3"/>'
        + label(look, 62, 94, 144, 128, r=10)
        + '<circle cx="214" cy="234" r="54" fill="#c98b46"/><circle cx="214" cy="234" r="54" fill="url(#b)"/><g fill="#4a2a14"><circle cx="196" cy="214" r="9"/><circle cx="230" cy="208" r="8"/><circle cx="238" cy="242" r="9"/><circle cx="204" cy="250" r="8"/><circle cx="216" cy="230" r="6"/></g>'
    )


def sandwich(_: Look) -> str:
    """A sandwich."""
    return (
        shadow(112)
        + solid(
            "M52 236h216c6 0 10 4 10 10v22c0 10-8 18-18 18H60c-10 0-18-8-18-18v-22c0-6 4-10 10-10z",
            "#d79b52",
            "f",
        )
        + '<path d="M40 222h240v16H40z" fill="#c95a4d"/><path d="M38 206h244l-20 20-20-12-22 14-22-14-24 14-24-14-24 14-22-14-22 12z" fill="#f6c945"/><path d="M36 200c14-12 24 10 40 0s26 10 42 0 26 10 42 0 26 10 42 0 26 10 42 0 26 8 40 0v12H36z" fill="#6fb24f"/>'
        + solid(
            "M44 194c0-60 52-92 116-92s116 32 116 92c0 6-4 8-8 8H52c-4 0-8-2-8-8z", "#dca35a", "b"
        )
        + '<g fill="#f7e6c4"><ellipse cx="118" cy="138" rx="8" ry="4"/><ellipse cx="164" cy="122" rx="8" ry="4"/><ellipse cx="206" cy="142" rx="8" ry="4"/><ellipse cx="146" cy="158" rx="8" ry="4"/><ellipse cx="232" cy="172" rx="7" ry="4"/></g>'
    )


def bowl(_: Look) -> str:
    """A bowl of salad."""
    leaves = "".join(
        f'<path d="M0 0c-30-20-30-60 0-80 30 20 30 60 0 80z" transform="translate({x} {y}) rotate({turn})" fill="{tone}"/>'
        for x, y, turn, tone in (
            (90, 196, -50, "#5aa043"),
            (230, 196, 50, "#5aa043"),
            (120, 190, -20, "#7fbf55"),
            (200, 190, 22, "#74b957"),
            (160, 190, 0, "#93cf66"),
        )
    )
    return (
        shadow(96)
        + leaves
        + '<circle cx="120" cy="166" r="22" fill="#d93a2b"/><circle cx="120" cy="166" r="22" fill="url(#b)"/><circle cx="204" cy="162" r="20" fill="#d93a2b"/><circle cx="204" cy="162" r="20" fill="url(#b)"/><circle cx="164" cy="158" r="24" fill="#fff6dd"/><circle cx="164" cy="158" r="12" fill="#f4bf35"/>'
        + solid("M46 186h228c0 62-42 100-84 102h-60c-42-2-84-40-84-102z", "#e8ecea", "f")
        + '<path d="M40 180h240v14H40z" fill="#cfd6d3"/>'
    )


def platter(_: Look) -> str:
    """A tray for a party."""
    return (
        shadow(124)
        + '<ellipse cx="160" cy="220" rx="136" ry="56" fill="#2f3430"/><ellipse cx="160" cy="212" rx="130" ry="50" fill="#454b47"/>'
        + "".join(
            f'<circle cx="{x}" cy="{y}" r="20" fill="{tone}"/><circle cx="{x}" cy="{y}" r="20" fill="url(#b)"/>'
            for x, y, tone in (
                (70, 204, "#d93a2b"),
                (104, 184, "#e9a23b"),
                (104, 224, "#7fbf55"),
                (216, 184, "#f6e7bd"),
                (216, 224, "#d98a83"),
                (250, 204, "#5aa043"),
                (144, 176, "#f6c945"),
                (178, 176, "#c9694a"),
                (144, 236, "#c9694a"),
                (178, 236, "#f6c945"),
            )
        )
        + '<ellipse cx="160" cy="206" rx="34" ry="20" fill="#fff"/><ellipse cx="160" cy="204" rx="26" ry="14" fill="#e9dcb8"/>'
    )


def sushi(_: Look) -> str:
    """Sushi."""
    roll = '<ellipse cy="24" rx="38" ry="16" fill="#1f2a24"/><path d="M-38-14h76v38h-76z" fill="#1f2a24"/><ellipse cy="-14" rx="38" ry="16" fill="#1f2a24"/><ellipse cy="-14" rx="32" ry="12.5" fill="#fbf8f0"/><ellipse cy="-14" rx="13" ry="6" fill="{tone}"/>'
    return (
        shadow(124)
        + solid("M30 236h260v26c0 8-4 12-12 12H42c-8 0-12-4-12-12z", "#3a2a1f", "f")
        + "".join(
            f'<g transform="translate({x} {y})">{roll.replace("{tone}", tone)}</g>'
            for x, y, tone in (
                (84, 204, "#f2906d"),
                (160, 204, "#7fbf55"),
                (236, 204, "#f6c945"),
                (122, 146, "#e2532f"),
                (198, 146, "#f2906d"),
            )
        )
    )


def cup(look: Look) -> str:
    """A paper cup of coffee."""
    return (
        shadow(60)
        + solid("M98 104h124l-16 174c-1 7-5 10-12 10h-68c-7 0-11-3-12-10z", "#fbf8f2")
        + solid("M92 82h136l6 26H86z", "#3a2a22")
        + box(104, 62, 112, 22, "#4a362b", r=6, shade="r")
        + solid("M103 156h114l-7 78H110z", look.main)
        + words(look, 160, 196, 92, fill=look.on_main, largest=22)
    )


def ice_bag(look: Look) -> str:
    """A bag of ice."""
    cubes = "".join(
        f'<rect x="{96 + at % 4 * 34}" y="{196 + at // 4 * 30}" width="28" height="28" rx="6" fill="#fff" opacity=".75" transform="rotate({at * 23 % 40 - 20} {110 + at % 4 * 34} {210 + at // 4 * 30})"/>'
        for at in range(12)
    )
    return (
        shadow(84)
        + solid(
            "M128 56h64l-8 24c52 8 66 50 66 116 0 60-20 92-90 92s-90-32-90-92c0-66 14-108 66-116z",
            "#b9dff0",
        )
        + cubes
        + box(126, 68, 68, 16, look.main, r=6)
        + label(look, 92, 106, 136, 84, r=10)
    )


FRESH = {
    "steak": steak,
    "mince": mince,
    "wings": wings,
    "bacon": bacon,
    "sausages": sausages,
    "slices": slices,
    "fish": fish,
    "shrimp": shrimp,
    "lobster": lobster,
    "cheese_bag": cheese_bag,
    "wedge": wedge,
    "loaf": loaf,
    "croissant": croissant,
    "doughnut": doughnut,
    "muffin": muffin,
    "cake": cake,
    "pie": pie,
    "cookies": cookies,
    "sandwich": sandwich,
    "bowl": bowl,
    "platter": platter,
    "sushi": sushi,
    "cup": cup,
    "ice_bag": ice_bag,
}
