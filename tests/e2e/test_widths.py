"""Every public page of the demo, at every width and by keyboard: what `looking.py` looks at."""

from contextlib import closing

from tests.public_pages import visits

from .looking import NARROW, in_the_browser, look, look_at_menu, with_axe


class TestInEnglish:
    language, home = "en", "/"

    def test_public_pages_hold_at_every_width_and_by_keyboard(self, browser, demo):
        site, _cast = demo
        mine = [visit for visit in visits() if self.language in visit.languages]
        calm = {"locale": self.language, "reduced_motion": "reduce"}
        with closing(with_axe(browser.new_context(base_url=site.url, **calm))) as window:
            found = in_the_browser(
                window.new_page(),
                lambda page: [
                    each for one in mine for each in look(page, site.url, one, self.language)
                ],
            )
        assert found == [], "\n".join(found)

    def test_menu_of_a_small_screen_works_by_keyboard(self, browser, demo):
        site, _cast = demo
        size = {"width": NARROW, "height": 700}
        with closing(with_axe(browser.new_context(base_url=site.url, viewport=size))) as window:
            found = in_the_browser(window.new_page(), lambda page: look_at_menu(page, self.home))
        assert found == []


class TestInArabic(TestInEnglish):
    language, home = "ar", "/ar/"


class TestInFrench(TestInEnglish):
    """Few pages: those that are shown where a translation is missing."""

    language, home = "fr", "/fr/"
