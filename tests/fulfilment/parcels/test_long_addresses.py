"""However long an address is, its label is one label, and nothing leaves it."""

import re
from uuid import UUID

import pytest

from serai.fulfilment.adapters.local_carrier.labels import label_pdf, label_zpl
from serai.fulfilment.ports import Box, Place, Shipment

KEY = UUID("0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e1")
TRACKING = "095212340000000013"
LONG = Place(
    "Herr Professor Doktor Maximilian Freiherr von und zu Guttenberg-Hohenzollern-Sigmaringen",
    "Donaudampfschifffahrtsgesellschaftskapitänsstraße 123456789 Hinterhaus",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
    "GB",
    line2="c/o Another Very Long Company Name GmbH & Co. KG, third floor on the left",
    postcode="LL61 5UJ",
)
SHIPMENT = Shipment(KEY, LONG, LONG, Box(1200, 300, 200, 100), "1007/1-1")


def _pages(pdf: bytes) -> int:
    [count] = re.findall(rb"/Type\s*/Pages\s*/Count (\d+)", pdf)
    return int(count)


def test_bars_stay_on_the_page_of_their_address():
    pages = _pages(label_pdf(SHIPMENT, tracking=TRACKING, service="standard"))

    assert pages == 1


def test_a_label_printer_writes_no_line_beyond_the_edge():
    zpl = label_zpl(SHIPMENT, tracking=TRACKING, service="standard")

    lines = re.findall(r"\^A0N,(\d+),\d+\^FH_\^FD(.*)\^FS", zpl)
    assert len(lines) > 10
    assert [text for size, text in lines if int(size) * len(text) * 3 > 732 * 5] == []


@pytest.mark.parametrize("place", [LONG, Place("א" * 200, "נ" * 200, "ת" * 200, "IL")])
def test_any_script_fits(place):
    shipment = Shipment(KEY, place, place, Box(1200, 300, 200, 100), "1007/1-1")

    assert _pages(label_pdf(shipment, tracking=TRACKING, service="standard")) == 1
