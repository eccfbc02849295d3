"""The hostile inputs of ``measure_fuzz.py`` again, chosen by a coverage-guided fuzzer (atheris).

A part draws its input with a source of choices; here the choices are read from the fuzzer's bytes, so that a byte
changed is another choice, and the fuzzer keeps the bytes that reach code which none reached before.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROGRESS = re.compile(r"#(\d+)\s+(INITED|DONE|NEW|REDUCE|pulse|RELOAD)\s+cov: (\d+)")
LONGEST_INPUT = 2048
"""Bytes of choices for an input."""


class ChoicesFromBytes(random.Random):
    """A source of choices that takes them from bytes, and the first of each where they end."""

    def __init__(self, data: bytes) -> None:
        super().__init__(0)
        self._rest = memoryview(data)

    def getrandbits(self, k: int, /) -> int:
        """The next ``k`` bits, in whole bytes."""
        size = (k + 7) // 8
        piece, self._rest = bytes(self._rest[:size]), self._rest[size:]
        return int.from_bytes(piece.ljust(size, b"\0"), "little") >> (size * 8 - k)

    def random(self) -> float:
        """The next 53 bits as a number below one."""
        return self.getrandbits(53) / (1 << 53)


def print_guided(parts: list[str], *, seconds: float) -> int:
    """A table of inputs, branches reached and failures by part, each in a process of its own; returns the failures."""
    print("| part | inputs | branches at first | at the end | failures |\n|---|---|---|---|---|")
    return sum(_print_part(name, seconds) for name in parts)


def _print_part(name: str, seconds: float) -> int:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, __file__, name, f"-max_total_time={seconds:.0f}", f"-max_len={LONGEST_INPUT}"]
        command += ["-rss_limit_mb=0", "-print_final_stats=1", f"-artifact_prefix={folder}/", "-seed=1"]
        ran = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    seen = PROGRESS.findall(ran.stderr)
    if not seen:
        print(ran.stderr, file=sys.stderr)
        return 1
    failed = ran.returncode != 0
    print(f"| {name} | {int(seen[-1][0]):,} | {seen[0][2]} | {seen[-1][2]} | {int(failed)} |", flush=True)
    if failed:
        print(ran.stderr[-6000:], file=sys.stderr)
    return int(failed)


def _fuzz(name: str, arguments: list[str]) -> None:
    """Let the fuzzer try one part until its time is over; it ends the process."""
    import atheris

    with atheris.instrument_imports(include=["openai_turnover"]):
        import measure_fuzz

    part = measure_fuzz.PARTS[name]
    for number in range(20):
        part(random.Random(number))  # models and patterns are loaded before time counts

    def try_input(data: bytes) -> None:
        start = time.perf_counter()
        size = part(ChoicesFromBytes(data))
        took = time.perf_counter() - start
        assert took <= max(2 * measure_fuzz.LEAST_SECONDS, size * measure_fuzz.SECONDS_PER_CHARACTER), took

    atheris.Setup([sys.argv[0], *arguments], try_input)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    _fuzz(sys.argv[1], sys.argv[2:])
