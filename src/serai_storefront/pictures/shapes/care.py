"""For the body: pharmacy, hygiene, beauty."""

# ruff: noqa: E501 - the data of drawings reads no better in pieces

from serai_storefront.pictures.motifs import draw_motif
from serai_storefront.pictures.palette import Look
from serai_storefront.pictures.parts import box, label, shadow, solid, words


def pills(look: Look) -> str:
    """A bottle of tablets."""
    return (
        shadow(86)
        + box(92, 112, 136, 176, look.main, r=18, shade="r")
        + box(104, 62, 112, 54, "#f4f4f1", r=10, shade="r")
        + '<path d="M114 70v40M126 70v40M138 70v40M150 70v40M162 70v40M174 70v40M186 70v40M198 70v40M208 70v40" stroke="#000" stroke-opacity=".1" stroke-width="3"/>'
        + label(look, 92, 144, 136, 110, r=0)
        + f'<g transform="rotate(-24 236 270)"><rect x="210" y="258" width="52" height="24" rx="12" fill="{look.second}"/><path d="M236 258h14a12 12 0 0 1 0 24h-14z" fill="#fff"/></g>'
    )


def dropper(look: Look) -> str:
    """A small bottle with its box."""
    return (
        shadow(96)
        + box(142, 102, 108, 186, look.main, r=4)
        + label(look, 148, 128, 96, 120, r=6)
        + box(74, 176, 60, 112, "#eef3f5", r=12, shade="r")
        + '<path d="M96 112h16l6 44H90z" fill="#dfe6ea"/>'
        + box(84, 150, 40, 28, look.deep, r=6, shade="r")
        + f'<path d="M74 206h60v50H74z" fill="{look.second}"/>'
    )


def toothpaste(look: Look) -> str:
    """A tube and its brush."""
    return (
        shadow(118)
        + '<g transform="rotate(-10 160 220)">'
        + solid("M46 180h190v70H46c-6 0-8-4-8-10v-50c0-6 2-10 8-10z", look.paper, "f")
        + f'<path d="M38 208c60-30 130 30 198-6v30c-68 36-138-24-198 6z" fill="{look.main}"/>'
        + box(236, 192, 34, 46, look.second, r=5, shade="f")
        + words(look, 128, 194, 150, fill=look.ink, largest=22)
        + "</g>"
        + f'<g transform="rotate(-10 160 120)"><rect x="46" y="112" width="220" height="17" rx="8" fill="{look.main}"/><path d="M50 90h46v24H50z" fill="#fff"/><path d="M58 90v22M68 90v22M78 90v22M88 90v22" stroke="{look.second}" stroke-width="4"/></g>'
    )


def tube(look: Look) -> str:
    """A tube of cream standing on its cap."""
    return (
        shadow(50)
        + solid("M106 50h108l-16 186h-76z", look.main)
        + '<path d="M106 50h108l-1 12H107z" fill="#fff" opacity=".45"/>'
        + box(122, 236, 76, 52, look.second, r=7, shade="r")
        + label(look, 120, 84, 80, 122, r=6)
    )


def pump_bottle(look: Look) -> str:
    """A bottle with a pump, as of shampoo."""
    return (
        shadow(62)
        + '<path d="M150 62h20v40h-20z" fill="#dadada"/><path d="M116 44h66c8 0 12 4 12 12v12h-40v-8h-46c0-10 2-16 8-16z" fill="#f1f1ee"/>'
        + box(132, 92, 56, 24, look.deep, r=5, shade="r")
        + solid(
            "M124 114h72c16 4 22 16 22 32v122c0 14-6 20-18 20h-80c-12 0-18-6-18-20V146c0-16 6-28 22-32z",
            look.main,
        )
        + label(look, 110, 152, 100, 112, r=10)
    )


def sprayer_can(look: Look) -> str:
    """A spray can."""
    return (
        shadow(48)
        + box(112, 98, 96, 190, look.main, r=10, shade="")
        + label(look, 118, 126, 84, 132, r=6)
        + box(112, 98, 96, 190, "none", r=10, shade="r")
        + solid("M118 98c0-22 10-30 20-34V44h44v20c10 4 20 12 20 34z", look.second)
    )


def sprayer(look: Look) -> str:
    """A bottle with a trigger."""
    return (
        shadow(66)
        + solid(
            "M112 46h86c10 0 14 6 14 14v18h-56l-10 34c-2 6-12 4-10-4l6-30h-30z", look.second, "f"
        )
        + box(144, 78, 44, 38, "#eeeeea", r=4, shade="r")
        + solid(
            "M142 114h48c0 26 42 34 42 78v76c0 14-6 20-18 20h-94c-12 0-18-6-18-20v-76c0-44 40-52 40-78z",
            look.main,
        )
        + label(look, 114, 178, 106, 92, r=12)
    )


def stick(look: Look) -> str:
    """A deodorant stick."""
    return (
        shadow(52)
        + solid("M112 148c0-70 20-92 48-92s48 22 48 92z", look.paper, "b")
        + box(106, 138, 108, 150, look.main, r=12, shade="r")
        + label(look, 112, 156, 96, 110, r=8)
        + '<path d="M106 274h108" stroke="#000" stroke-opacity=".2" stroke-width="3"/>'
    )


def soap(look: Look) -> str:
    """A bar of soap and its packet."""
    return (
        shadow(112)
        + box(46, 112, 178, 96, look.main, r=8)
        + label(look, 54, 118, 162, 84, r=8)
        + '<ellipse cx="198" cy="246" rx="88" ry="40" fill="#fff"/>'
        + f'<ellipse cx="198" cy="240" rx="88" ry="40" fill="{look.pale}"/><ellipse cx="198" cy="240" rx="88" ry="40" fill="url(#b)" opacity=".6"/><ellipse cx="198" cy="236" rx="58" ry="22" fill="none" stroke="#fff" stroke-width="4" opacity=".8"/>'
        + '<g fill="#fff" stroke="#cfe0e6" stroke-width="2"><circle cx="268" cy="190" r="12"/><circle cx="246" cy="172" r="8"/><circle cx="278" cy="162" r="6"/></g>'
    )


def razor(look: Look) -> str:
    """A razor."""
    return (
        shadow(72)
        + '<g transform="rotate(24 160 170)">'
        + box(146, 104, 28, 176, look.main, r=14, shade="r")
        + '<path d="M152 160h16M152 176h16M152 192h16M152 208h16" stroke="#fff" stroke-width="4" opacity=".6"/>'
        + box(96, 62, 128, 48, look.deep, r=10)
        + '<path d="M104 74h112M104 86h112M104 98h112" stroke="#d9dee2" stroke-width="5"/></g>'
    )


def brush(look: Look) -> str:
    """A hair brush."""
    return (
        shadow(60)
        + '<g transform="rotate(20 160 170)">'
        + box(146, 170, 28, 118, look.deep, r=12, shade="r")
        + f'<ellipse cx="160" cy="112" rx="56" ry="76" fill="{look.main}"/><ellipse cx="160" cy="112" rx="56" ry="76" fill="url(#b)"/><ellipse cx="160" cy="112" rx="38" ry="56" fill="{look.pale}"/>'
        + "".join(
            f'<circle cx="{138 + at % 3 * 22}" cy="{72 + at // 3 * 20}" r="4" fill="{look.deep}"/>'
            for at in range(15)
        )
        + "</g>"
    )


def lipstick(look: Look) -> str:
    """A lipstick."""
    return (
        shadow(84)
        + box(96, 188, 62, 100, "#2c2a30", r=6, shade="r")
        + box(102, 156, 50, 36, "#d5b46a", r=3, shade="r")
        + solid("M106 158V96c0-14 26-26 42-30v92z", look.main)
        + box(178, 132, 60, 156, "#2c2a30", r=8, shade="r")
        + '<path d="M178 232h60v12h-60z" fill="#d5b46a"/>'
        + draw_motif("sparkle", 208, 186, size=34, fill="#d5b46a", line="#2c2a30")
    )


def compact(look: Look) -> str:
    """A powder compact."""
    return (
        shadow(92)
        + '<circle cx="160" cy="124" r="76" fill="#2c2a30"/><circle cx="160" cy="124" r="62" fill="#cfe3ee"/><path d="M120 150c10-40 40-66 74-68" stroke="#fff" stroke-width="10" opacity=".7" fill="none" stroke-linecap="round"/>'
        + f'<ellipse cx="160" cy="240" rx="92" ry="46" fill="#3a373f"/><ellipse cx="160" cy="234" rx="92" ry="44" fill="#4a464f"/><ellipse cx="160" cy="232" rx="72" ry="31" fill="{look.main}"/><ellipse cx="160" cy="232" rx="72" ry="31" fill="url(#b)"/>'
    )


def perfume(look: Look) -> str:
    """A bottle of perfume."""
    return (
        shadow(72)
        + box(136, 54, 48, 54, "#d5b46a", r=6, shade="r")
        + box(146, 104, 28, 22, "#c9ced2", r=2, shade="r")
        + box(90, 122, 140, 166, look.pale, r=18)
        + f'<path d="M98 196h124v66c0 12-6 18-16 18h-92c-10 0-16-6-16-18z" fill="{look.main}" opacity=".65"/>'
        + box(112, 168, 96, 66, look.paper, r=4, shade="")
        + words(look, 160, 201, 86, fill=look.ink, largest=19)
    )


def glasses(look: Look) -> str:
    """Spectacles."""
    return (
        shadow(112, cy=236)
        + f'<g fill="none" stroke="{look.main}" stroke-width="12"><circle cx="98" cy="182" r="46"/><circle cx="222" cy="182" r="46"/><path d="M144 176c8-12 24-12 32 0M52 172l-14-34M268 172l14-34" stroke-linecap="round"/></g>'
        + '<g fill="#cfe3ee" opacity=".55"><circle cx="98" cy="182" r="40"/><circle cx="222" cy="182" r="40"/></g><path d="M78 196c4-20 14-32 30-38M202 196c4-20 14-32 30-38" stroke="#fff" stroke-width="6" stroke-linecap="round" fill="none"/>'
    )


CARE = {
    "pills": pills,
    "dropper": dropper,
    "toothpaste": toothpaste,
    "tube": tube,
    "pump_bottle": pump_bottle,
    "sprayer_can": sprayer_can,
    "sprayer": sprayer,
    "stick": stick,
    "soap": soap,
    "razor": razor,
    "brush": brush,
    "lipstick": lipstick,
    "compact": compact,
    "perfume": perfume,
    "glasses": glasses,
}
