"""A person at a browser: goes to pages, fills in what they read, presses what they see."""

import re

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt

from accounts.models import User
from demo.accounts import code_now

from .browser import PATIENCE, Remote, click_through
from .running import Running


class Visitor:
    """One person's browser window; scripts are off unless asked for."""

    def __init__(self, browser: Remote, site: Running, *, scripts: bool = False) -> None:
        self.site = site
        self.window = browser.new_context(
            java_script_enabled=scripts, base_url=site.url, locale="en-GB"
        )
        self.page = self.window.new_page()
        self.page.set_default_timeout(PATIENCE)

    def sign_in(self, email: str) -> "Visitor":
        """By the code in the e-mail, and the second step when the role asks for one."""
        self.go("/sign-in/login/")
        self.page.locator("#id_code_email").fill(email)
        self.press("Send me a code")
        self.site.work()
        self.page.locator("input[name=code]").fill(self.site.sign_in_code(email))
        self.click("button[type=submit]")
        if "/2fa/" in self.page.url:
            secret = Authenticator.objects.get(
                user=User.objects.get(email=email), type=Authenticator.Type.TOTP
            ).data["secret"]
            self.page.locator("input[name=code]").first.fill(code_now(decrypt(secret)))
            self.press("Sign in")
        assert "/sign-in/" not in self.page.url, self.text
        return self

    def go(self, address: str) -> None:
        answer = self.page.goto(address)
        assert answer.status == 200, f"{address} answered {answer.status}"

    def press(self, name: str) -> None:
        """A button or a link with these words, in the main part of the page."""
        main = self.page.locator("main")
        self.click(main.get_by_role("button", name=name).or_(main.get_by_role("link", name=name)))

    def follow(self, name: str) -> None:
        """A link of the site's menu."""
        menu = self.page.get_by_role("navigation", name="Main", exact=True)
        self.click(menu.get_by_role("link", name=name, exact=True))

    def click(self, what: Remote | str) -> None:
        """The first match of a locator, or of a selector within the main part of the page."""
        found = self.page.locator(f"main {what}") if isinstance(what, str) else what
        assert found.count(), f"not on {self.page.url}: {what}\n{self.text}"
        click_through(self.page, found)

    def fill(self, **fields: str) -> None:
        """By field name; a value for radio buttons and boxes chooses that one."""
        for name, value in fields.items():
            self.put(name, value)

    def put(self, name: str, value: str) -> None:
        field = self.page.locator(f'main [name="{name}"]')
        assert field.count(), f"no {name} on {self.page.url}: {self.text}"
        if field.first.get_attribute("type") in ("radio", "checkbox"):
            self.page.locator(f'main [name="{name}"][value="{value}"]').check()
        elif self.page.locator(f'main select[name="{name}"]').count():
            field.first.select_option(value)
        else:
            field.first.fill(value)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", self.page.locator("body").inner_text())

    def leave(self) -> None:
        self.window.close()
