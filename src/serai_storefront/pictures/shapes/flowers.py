"""Cut flowers and plants."""

# ruff: noqa: E501 - the data of drawings reads no better in pieces

from serai_storefront.pictures.palette import Look
from serai_storefront.pictures.parts import shadow, solid
from serai_storefront.pictures.shapes.grown import LEAF, sphere


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
        sphere(x, y, 13, look.main)
        for x, y in ((94, 128), (226, 128), (126, 92), (194, 92), (160, 72))
    )
    return (
        shadow(66)
        + leaves
        + (blooms if look.pick(2) else "")
        + solid("M104 206h112l-14 74c-1 6-4 8-10 8h-64c-6 0-9-2-10-8z", "#c66b43")
        + solid("M96 196h128v22H96z", "#d87c52")
    )


FLOWERS = {
    "bouquet": bouquet,
    "plant": plant,
}
