"""Makes a PDF from our own HTML: tagged (PDF/UA-1), fonts inside, nothing fetched from anywhere.

WeasyPrint draws with Pango, a library of the system: `scripts/set-up` names its packages. It is
imported where it is used, since loading it takes a second.
"""

from typing import cast


class CannotPrint(Exception):
    """The libraries of the system that draw letters are missing."""


def as_pdf(html: str) -> bytes:
    """The document as a PDF. Its `lang`, `dir`, `title` and headings become the PDF's own.

    Raises CannotPrint without Pango, ValueError when the document asks for a file or an address.
    """
    try:
        from weasyprint import HTML
        from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse
    except OSError as missing:
        raise CannotPrint(str(missing)) from missing

    class Nothing(URLFetcher):
        def fetch(self, url: str, headers: dict | None = None) -> URLFetcherResponse:
            raise FatalURLFetchingError(f"this document asks for {url}")

    try:
        written = HTML(string=html, url_fetcher=Nothing()).write_pdf(pdf_variant="pdf/ua-1")
    except FatalURLFetchingError as asked:
        raise ValueError(str(asked)) from asked
    return cast(bytes, written)
