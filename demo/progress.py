"""A bar that shows how far a long command is."""

import time
from typing import TextIO

WIDTH = 30


class Bar:
    """Draws on one line of a terminal; in a log file, one line for every tenth of the way."""

    def __init__(self, out: TextIO, total: int, unit: str) -> None:
        self.out, self.total, self.unit = out, total, unit
        self.start = time.monotonic()
        self.shown = -1

    def show(self, done: int) -> None:
        tenth = 10 * done // self.total
        if not self.out.isatty() and tenth == self.shown:
            return
        self.shown = tenth
        seconds = time.monotonic() - self.start
        left = seconds / done * (self.total - done) if done else 0
        filled = "#" * (WIDTH * done // self.total)
        line = f"[{filled:<{WIDTH}}] {done:,} of {self.total:,} {self.unit}, {left:.0f} s to go"
        self.out.write(f"\r{line}" if self.out.isatty() else f"{line}\n")
        self.out.flush()

    def end(self) -> None:
        if self.out.isatty():
            self.out.write("\n")
