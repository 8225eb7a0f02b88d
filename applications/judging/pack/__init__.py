"""The decision pack: everything a decision came from, and a script that makes it again."""

from .files import files_of
from .zipped import as_zip

__all__ = ["as_zip", "files_of"]
