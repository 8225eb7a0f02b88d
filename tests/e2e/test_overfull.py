"""Pages with more in them than anybody would write."""

from . import overfull
from .looking import HEIGHT, NARROW, in_the_browser, misfits


def test_overfull_pages_fit_the_narrowest_window(browser, demo):
    site, _cast = demo
    overfull.fill()
    window = browser.new_context(base_url=site.url, viewport={"width": NARROW, "height": HEIGHT})
    addresses = [each for path in overfull.ADDRESSES for each in (path, f"/ar{path}")]
    found = in_the_browser(window.new_page(), lambda page: misfits(page, addresses))
    window.close()
    assert found == [], "\n".join(found)
