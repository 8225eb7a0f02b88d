"""Pages with more in them than anybody would write."""

from contextlib import closing

from . import overfull
from .looking import HEIGHT, NARROW, in_the_browser, misfits


def test_overfull_pages_fit_the_narrowest_window(browser, demo):
    site, _cast = demo
    overfull.fill()
    addresses = [each for path in overfull.ADDRESSES for each in (path, f"/ar{path}")]
    size = {"width": NARROW, "height": HEIGHT}
    with closing(browser.new_context(base_url=site.url, viewport=size)) as window:
        found = in_the_browser(window.new_page(), lambda page: misfits(page, addresses))
    assert found == [], "\n".join(found)
