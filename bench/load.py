"""Requests a second over a few connections: by wrk where it is installed, else from Python.

wrk (Debian package `wrk`) takes less of the processor away from the server that it measures.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple

from table import percentile

SCRIPT = """
local addresses, n = {}, 0
for line in io.lines("%s") do addresses[#addresses + 1] = line end
request = function()
  n = n + 1
  local address = addresses[n %% #addresses + 1]
  return wrk.format("GET", address%s)
end
"""
ANEW = ' .. "&n=" .. n'
LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


class Load(NamedTuple):
    requests_per_second: float
    p99_ms: float
    errors: int


def load(
    port: int, addresses: Sequence[str], *, anew: bool, seconds: float, connections: int
) -> Load:
    """Asks for `addresses` in turn; `anew` adds a number to each, so that none comes twice."""
    if shutil.which("wrk"):
        return by_wrk(port, addresses, anew, seconds, connections)
    return asyncio.run(by_python(port, addresses, anew, seconds, connections))


def by_wrk(
    port: int, addresses: Sequence[str], anew: bool, seconds: float, connections: int
) -> Load:
    with tempfile.TemporaryDirectory() as name:
        listed, script = Path(name) / "addresses", Path(name) / "script.lua"
        listed.write_text("\n".join(addresses))
        script.write_text(SCRIPT % (listed, ANEW if anew else ""))
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds:.0f}s", "--latency"]
        command += ["-s", str(script), f"http://127.0.0.1:{port}"]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", said).groups()
    errors = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    scale = {"us": 0.001, "ms": 1.0, "s": 1000.0}[unit]
    return Load(rate, float(number) * scale, int(errors[1]) if errors else 0)


async def by_python(
    port: int, addresses: Sequence[str], anew: bool, seconds: float, connections: int
) -> Load:
    numbers, times, errors = count(1), list[float](), list[bytes]()
    end = time.perf_counter() + seconds

    async def ask_in_turn() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while time.perf_counter() < end:
            number = next(numbers)
            address = addresses[number % len(addresses)] + (f"&n={number}" if anew else "")
            began = time.perf_counter()
            writer.write(f"GET {address} HTTP/1.1\r\nHost: bench\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(int(LENGTH.search(head)[1]))
            times.append((time.perf_counter() - began) * 1000)
            if not head.startswith(b"HTTP/1.1 200"):
                errors.append(head)
        writer.close()

    await asyncio.gather(*(ask_in_turn() for _ in range(connections)))
    return Load(len(times) / seconds, percentile(times, 0.99), len(errors))
