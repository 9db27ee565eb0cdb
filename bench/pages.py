"""The first page: bytes, requests, browser time and heap, without and with the interactive map.

Goals: at any size, first page ≤ 100 KB in ≤ 12 requests; with the interactive map ≤ 500 KB; data
≤ 40 KB a view; server memory ≤ 250 MB at 35,000 places.
"""

from __future__ import annotations

import argparse
import time
from typing import Any

from playwright.sync_api import Page, sync_playwright
from table import percentile, print_table
from territory import resident_megabytes, served

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]


class Traffic:
    """Counts what crosses the network, compressed as it is, headers left out."""

    def __init__(self, page: Page) -> None:
        self.sizes: dict[str, int] = {}
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        self._addresses: dict[str, str] = {}
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.loadingFinished", self._finished)

    def _sent(self, event: dict[str, Any]) -> None:
        self._addresses[event["requestId"]] = event["request"]["url"]

    def _finished(self, event: dict[str, Any]) -> None:
        address = self._addresses.get(event["requestId"], "")
        if address.startswith("http"):
            key = f"{event['requestId']} {address}"
            self.sizes[key] = int(event["encodedDataLength"])

    def kilobytes(self, containing: str = "") -> float:
        return sum(size for name, size in self.sizes.items() if containing in name) / 1024


def visit(browser: Any, address: str, *, script: bool) -> dict[str, float]:
    context = browser.new_context(
        java_script_enabled=script, viewport={"width": 390, "height": 800}
    )
    page = context.new_page()
    traffic = Traffic(page)
    started = time.perf_counter()
    page.goto(address, wait_until="networkidle")
    figures = {
        "kilobytes": traffic.kilobytes(),
        "requests": float(len(traffic.sizes)),
        "seconds": time.perf_counter() - started,
    }
    if script:
        page.locator("[data-open-map]").first.click()
        page.wait_for_selector(".maplibregl-canvas", timeout=20_000)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(1_500)
        metrics = page.context.new_cdp_session(page)
        metrics.send("Performance.enable")
        found = {m["name"]: m["value"] for m in metrics.send("Performance.getMetrics")["metrics"]}
        figures |= {
            "map_kilobytes": traffic.kilobytes(),
            "tile_kilobytes": traffic.kilobytes("/tiles/"),
            "cpu_seconds": found["TaskDuration"],
            "heap_megabytes": found["JSHeapUsedSize"] / 1024**2,
        }
    context.close()
    return figures


def measure(count: int, repeats: int) -> list[object]:
    with served(count) as (address, server), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        plain = [visit(browser, address + "/", script=False) for _ in range(repeats)]
        mapped = [visit(browser, address + "/", script=True) for _ in range(repeats)]
        browser.close()
        memory = resident_megabytes(server.pid)
    return [
        count,
        percentile([v["kilobytes"] for v in plain], 0.5),
        int(plain[0]["requests"]),
        percentile([v["seconds"] for v in plain], 0.5),
        percentile([v["map_kilobytes"] for v in mapped], 0.5),
        percentile([v["tile_kilobytes"] for v in mapped], 0.5),
        percentile([v["cpu_seconds"] for v in mapped], 0.5),
        percentile([v["heap_megabytes"] for v in mapped], 0.5),
        memory,
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[500, 4_000, 35_000])
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    headers = [
        "places", "page KB", "requests", "page s",
        "with map KB", "tiles KB", "CPU s", "heap MB", "server MB",
    ]  # fmt: skip
    rows = [measure(size, options.repeats) for size in options.sizes]
    print_table("First page and interactive map (medians)", headers, rows)


if __name__ == "__main__":
    main()
