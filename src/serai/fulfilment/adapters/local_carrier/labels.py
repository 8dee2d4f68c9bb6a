"""How the labels of the carrier inside the house look: on paper, and for label printers."""

from typing import Any

from serai.fulfilment.domain.parcels.code128 import bars
from serai.fulfilment.ports import Shipment
from serai.plumbing.typesetting import Template, typeset

_ESCAPED = str.maketrans({"^": "_5E", "~": "_7E", "_": "_5F", "\\": "_5C", "\n": " "})
_WIDTH, _LONGEST = 732, 60
"""Dots between the margins, and signs of a line; a sign of the printer's font is ⅗ as wide as it is high."""


def label_pdf(shipment: Shipment, *, tracking: str, service: str) -> bytes:
    """
    Return a label of 4 × 6 inches.

    Raises:
        TypesettingFailed: try again later.
    """
    return typeset(Template.PARCEL, _facts(shipment, tracking, service))


def label_zpl(shipment: Shipment, *, tracking: str, service: str) -> str:
    """Return the same for a printer that speaks ZPL II, at 203 dots an inch."""
    weight = f"{shipment.box.weight_g / 1000:.2f} kg"
    return "\n".join(
        (
            "^XA^CI28^PW812^LL1218^LH0,0",
            *_block(40, 40, 26, shipment.sender.lines()),
            "^FO40,230^GB732,3,3^FS",
            *_block(40, 260, 44, shipment.receiver.lines()),
            "^FO40,620^GB732,3,3^FS",
            f"^FO40,640^A0N,60,60^FH_^FD{_said(service.upper())}^FS",
            f"^FO40,720^A0N,30,30^FH_^FD{_said(shipment.reference)}  {weight}^FS",
            f"^FO60,790^BY3^BCN,280,N,N,N,D^FD(00){tracking}^FS",
            f"^FO60,1100^A0N,40,40^FD(00) {tracking}^FS",
            "^XZ",
            "",
        )
    )


def _block(left: int, top: int, size: int, lines: list[str]) -> list[str]:
    """Return lines one below the other; a long one in letters as small as it takes to stay on the label."""
    return [
        f"^FO{left},{top + row * (size + 8)}^A0N,{fit},{fit}^FH_^FD{_said(line)}^FS"
        for row, line in enumerate(lines)
        for fit in [min(size, _WIDTH * 5 // (3 * max(1, len(line[:_LONGEST]))))]
    ]


def _said(text: str) -> str:
    """Return text as a field may hold it: signs that command the printer are written as numbers."""
    return text[:_LONGEST].translate(_ESCAPED)


def _facts(shipment: Shipment, tracking: str, service: str) -> dict[str, Any]:
    return {
        "title": f"{service} {tracking}",
        "from": shipment.sender.lines(),
        "to": shipment.receiver.lines(),
        "service": service.upper(),
        "comes_back": shipment.comes_back,
        "reference": shipment.reference,
        "weight": f"{shipment.box.weight_g / 1000:.2f} kg",
        "bars": bars(f"00{tracking}", gs1=True),
        "number": f"(00) {tracking[0]} {tracking[1:8]} {tracking[8:17]} {tracking[17]}",
    }
