"""How long a phone waits for the pages of the shop."""

import os
import re
import shutil
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from benchmarks._servers import bare, platform
from serai.config.measurement import Measurement

PHONE = {"width": 390, "height": 844}
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
SLOWER_PROCESSOR = 4
LOADS = 5
BARE = b"""<!doctype html><html lang="en"><meta name="viewport" content="width=device-width">
<title>Bare</title><h1>Bare</h1></html>"""
_SEEN = """() => new Promise(done => {
  let largest = 0, moved = 0;
  const watch = (type, act) => new PerformanceObserver(list => list.getEntries().forEach(act))
    .observe({type, buffered: true});
  watch("largest-contentful-paint", each => { largest = each.startTime; });
  watch("layout-shift", each => { moved += each.hadRecentInput ? 0 : each.value; });
  const sizes = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  const bytes = sizes.reduce((sum, each) => sum + each.transferSize, 0);
  setTimeout(() => done([largest, moved, bytes]), 300);
})"""


@dataclass(frozen=True, slots=True)
class Load:
    """One load: milliseconds to the largest paint, how much moved, and bytes over the wire."""

    largest: float
    moved: float
    size: float


def measure() -> Iterator[Measurement]:
    """Yield for each page the median time to the largest paint, beside that of a page with a headline alone."""
    program = (
        os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    )
    if program is None:
        sys.stderr.write("pages: no Chromium; install it, or say where it is with CHROMIUM=…\n")
        return
    with (
        bare({"bare.html": BARE}) as bare_port,
        platform(without=("live",)) as port,
        sync_playwright() as playwright,
    ):
        shop = f"http://127.0.0.1:{port + 1}"
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        floor = median(
            load.largest for load in _loads(browser, f"http://127.0.0.1:{bare_port}/bare.html")
        )
        for name, address in _pages(shop):
            loads = _loads(browser, address)
            yield Measurement(
                name=f"{name}, largest paint on a phone",
                value=median(load.largest for load in loads) / 1000,
                unit="s",
                reference=floor / 1000,
                bar=2.5,
                at_most=True,
                bar_on_value=True,
                note=f"{median(load.size for load in loads) / 1024:.0f} KiB;"
                f" at most {max(load.moved for load in loads):.3f} of it moves",
            )
        browser.close()


def _pages(shop: str) -> list[tuple[str, str]]:
    """Return the home page, the first category of its menu, a search, and the first product that it finds."""
    home = _text(shop)
    category = re.search(r'href="(/c/[^"?#]+)"', home)
    found = _text(f"{shop}/search?q=milk")
    product = re.search(r'href="(/p/[^"?#]+)"', found)
    if category is None or product is None:
        raise RuntimeError("The shop front has no category or finds no milk.")
    return [
        ("home", shop),
        ("category", shop + category[1]),
        ("search", f"{shop}/search?q=milk"),
        ("product", shop + product[1]),
    ]


def _loads(browser: Browser, address: str) -> list[Load]:
    return [_load(browser, address) for _ in range(LOADS)]


def _load(browser: Browser, address: str) -> Load:
    """Load a page for the first time, over slow 4G and with a slower processor."""
    visitor = browser.new_context(viewport=PHONE, device_scale_factor=2, is_mobile=True)
    page = visitor.new_page()
    session = visitor.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_PROCESSOR})
    page.goto(address, wait_until="load")
    largest, moved, size = page.evaluate(_SEEN)
    visitor.close()
    return Load(largest, moved, size)


def _text(address: str) -> str:
    with urllib.request.urlopen(address) as answer:
        return str(answer.read().decode())
