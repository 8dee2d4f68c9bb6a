"""Parts that many shapes share: shadow, shaded body, label, words. The floor is at y = 288 of 320."""

# ruff: noqa: E501 - the data of drawings reads no better in pieces

from html import escape

from serai_storefront.pictures.motifs import draw_motif
from serai_storefront.pictures.palette import Look

FLOOR = 288
FONT = "system-ui,'Segoe UI',Roboto,'DejaVu Sans',sans-serif"

DEFS = (
    '<defs><linearGradient id="r"><stop offset="0" stop-opacity=".24"/><stop offset=".16" stop-color="#fff" stop-opacity=".26"/>'
    '<stop offset=".34" stop-color="#fff" stop-opacity=".06"/><stop offset=".72" stop-opacity=".03"/><stop offset="1" stop-opacity=".28"/></linearGradient>'
    '<linearGradient id="f" x2=".7" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".24"/><stop offset=".5" stop-color="#fff" stop-opacity="0"/>'
    '<stop offset="1" stop-opacity=".16"/></linearGradient>'
    '<radialGradient id="b" cx=".35" cy=".3" r=".8"><stop offset="0" stop-color="#fff" stop-opacity=".5"/><stop offset=".45" stop-color="#fff" stop-opacity="0"/>'
    '<stop offset="1" stop-opacity=".26"/></radialGradient></defs>'
)  # fmt: skip


def shadow(rx: float = 84, cx: float = 160, cy: float = FLOOR + 1) -> str:
    """Return the shadow under a thing."""
    return f'<ellipse cx="{cx:g}" cy="{cy:g}" rx="{rx:g}" ry="9" opacity=".11"/>'


def solid(d: str, fill: str, shade: str = "r") -> str:
    """Return a filled path with light on it: `r` for round bodies, `f` for flat ones, `b` for balls."""
    return f'<path d="{d}" fill="{fill}"/><path d="{d}" fill="url(#{shade})"/>'


def box(  # noqa: PLR0913 - a rectangle is four numbers
    x: float, y: float, w: float, h: float, fill: str, *, r: float = 4, shade: str = "f"
) -> str:
    """Return a rectangle with light on it."""
    shape = f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}" rx="{r:g}"'
    return f'{shape} fill="{fill}"/>' + (f'{shape} fill="url(#{shade})"/>' if shade else "")


def text(line: str, x: float, y: float, *, size: float, fill: str, weight: int = 700) -> str:
    """Return one centred line of words."""
    return (
        f'<text x="{x:g}" y="{y:g}" font-family="{FONT}" font-size="{size:.3g}" font-weight="{weight}"'
        f' text-anchor="middle" fill="{fill}">{escape(line)}</text>'
    )


def words(look: Look, cx: float, cy: float, width: float, *, fill: str, largest: float = 25) -> str:
    """Return the product's words around a point, as large as the width allows."""
    lines = [line for line in look.words if line]
    sizes = [
        min(largest * (1 if at == 0 else 0.8), width / (0.64 * max(len(line), 3)))
        for at, line in enumerate(lines)
    ]
    height = sum(sizes) * 1.12
    drawn, y = [], cy - height / 2
    for line, size in zip(lines, sizes, strict=True):
        y += size * 1.12
        drawn.append(text(line, cx, y - size * 0.28, size=size, fill=fill))
    return "".join(drawn)


def label(look: Look, x: float, y: float, w: float, h: float, *, r: float = 6) -> str:
    """Return a label in one of several manners; the shop's own label has one manner of its own."""
    cx = x + w / 2
    if look.own_label:
        return (
            box(x, y, w, h, look.paper, r=r, shade="")
            + f'<rect x="{x:g}" y="{y + h - max(6, h * 0.09):g}" width="{w:g}" height="{max(6, h * 0.09):g}" fill="{look.main}"/>'
            + draw_motif(
                "arch", cx, y + h * 0.24, size=min(26, h * 0.28), fill=look.deep, line=look.paper
            )
            + words(look, cx, y + h * 0.62, w - 14, fill=look.ink, largest=min(22, h * 0.24))
        )
    return _MANNERS[look.pick(len(_MANNERS), 1)](look, x, y, w, h, r)


def _plain(look: Look, x: float, y: float, w: float, h: float, r: float) -> str:
    cx = x + w / 2
    return (
        box(x, y, w, h, look.paper, r=r, shade="")
        + f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h * 0.12:g}" rx="{min(r, 3):g}" fill="{look.second}"/>'
        + draw_motif(
            look.motif, cx, y + h * 0.35, size=min(38, h * 0.34), fill=look.main, line=look.paper
        )
        + words(look, cx, y + h * 0.75, w - 12, fill=look.ink, largest=min(24, h * 0.24))
    )


def _banner(look: Look, x: float, y: float, w: float, h: float, r: float) -> str:
    cx = x + w / 2
    return (
        draw_motif(
            look.motif, cx, y + h * 0.24, size=min(46, h * 0.42), fill=look.on_main, line=look.main
        )
        + f'<rect x="{x:g}" y="{y + h * 0.5:g}" width="{w:g}" height="{h * 0.44:g}" rx="{r:g}" fill="{look.paper}"/>'
        + words(look, cx, y + h * 0.72, w - 12, fill=look.ink, largest=min(25, h * 0.25))
    )


def _emblem(look: Look, x: float, y: float, w: float, h: float, r: float) -> str:
    cx, radius = x + w / 2, min(w, h) * 0.27
    return (
        f'<circle cx="{cx:g}" cy="{y + radius + 3:g}" r="{radius:g}" fill="{look.second}"/>'
        + draw_motif(
            look.motif,
            cx,
            y + radius + 3,
            size=radius * 1.25,
            fill=look.on_second,
            line=look.second,
        )
        + words(look, cx, y + h * 0.79, w - 8, fill=look.on_main, largest=min(24, h * 0.24))
    )


def _slant(look: Look, x: float, y: float, w: float, h: float, r: float) -> str:
    cx = x + w / 2
    return (
        f'<path d="M{x:g} {y + h * 0.34:g}L{x + w:g} {y + h * 0.12:g}V{y + h * 0.78:g}L{x:g} {y + h:g}z" fill="{look.second}"/>'
        + f'<path d="M{x:g} {y + h * 0.26:g}L{x + w:g} {y + h * 0.04:g}v5L{x:g} {y + h * 0.26 + 5:g}z" fill="{look.paper}"/>'
        + f'<g transform="rotate(-8 {cx:g} {y + h * 0.58:g})">{words(look, cx, y + h * 0.57, w - 10, fill=look.on_second, largest=min(26, h * 0.28))}</g>'
    )


_MANNERS = (_plain, _banner, _emblem, _slant)
