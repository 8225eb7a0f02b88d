"""Answers kept in a web process's memory, and forgotten the moment what they show changes.

While an answer is made, it collects what it `depends` on (tags such as `call:7`) and until when it
is true. Every change announces its tags through PostgreSQL when it commits, and every process
forgets what carries them. See docs/adr/0008-cache-of-public-pages.md.
"""

from .changes import announce, watch
from .collecting import depends, may_be_kept, until, until_tomorrow
from .memory import Part, ahead, remember
from .prepared import Prepared
from .together import counted, together

__all__ = [
    "Part", "Prepared", "ahead", "announce", "counted", "depends", "may_be_kept", "remember",
    "together", "until", "until_tomorrow", "watch",
]  # fmt: skip
