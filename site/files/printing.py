"""Makes a PDF from our own HTML: tagged (PDF/UA-1), fonts inside, nothing fetched from anywhere.

WeasyPrint draws with Pango, a library of the system: `scripts/set-up` names its packages. It is
imported where it is used, since loading it takes a second.
"""

from threading import Lock
from typing import cast

_fonts: list = []
"""One for the process: made anew for each document, Pango keeps it, half a megabyte each time."""
_one_at_a_time = Lock()
"""Pango's fonts are not for two threads at once."""


class CannotPrint(Exception):
    """The libraries of the system that draw letters are missing."""


def as_pdf(html: str) -> bytes:
    """The document as a PDF. Its `lang`, `dir`, `title` and headings become the PDF's own.

    Raises CannotPrint without Pango, ValueError when the document asks for a file or an address.
    """
    try:
        from weasyprint import HTML
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse
    except OSError as missing:
        raise CannotPrint(str(missing)) from missing

    class Nothing(URLFetcher):
        def fetch(self, url: str, headers: dict | None = None) -> URLFetcherResponse:
            raise FatalURLFetchingError(f"this document asks for {url}")

    document = HTML(string=html, url_fetcher=Nothing())
    try:
        with _one_at_a_time:
            if not _fonts:
                _fonts.append(FontConfiguration())
            written = document.write_pdf(pdf_variant="pdf/ua-1", font_config=_fonts[0])
    except FatalURLFetchingError as asked:
        raise ValueError(str(asked)) from asked
    return cast(bytes, written)
