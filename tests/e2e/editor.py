"""What an editor does in Wagtail's admin: writes, looks at the preview, publishes.

Wagtail's page editor needs scripts, so the editor's window has them.
"""

from datetime import timedelta

from django.utils import timezone

from .browser import Remote
from .running import Running
from .visitor import Visitor

PREVIEW = "#w-preview-iframe"
LONG = 60_000
"""Milliseconds: a preview is saved, made and loaded, and begins only when typing has paused."""
FIRST_LOOK = 3000
"""Milliseconds. Wagtail itself waits for two seconds."""


class Editor(Visitor):
    """An editor at Wagtail's admin. The preview, once opened, stays open from page to page."""

    def __init__(self, browser: Remote, site: Running) -> None:
        super().__init__(browser, site, scripts=True)
        self.sees_preview = False

    def begin(self, parent: int) -> None:
        """A new page below `parent`, which takes one kind of page only."""
        self.go(f"/admin/pages/{parent}/add_subpage/")
        self.page.locator("#id_title").wait_for()

    def write(self, **fields: str) -> None:
        """Plain fields and lists to choose from, by name."""
        for name, value in fields.items():
            field = self.page.locator(f"#id_{name}")
            if field.evaluate("each => each.tagName") == "SELECT":
                field.select_option(label=value)
            else:
                field.fill(value)

    def write_text(self, name: str, words: str) -> None:
        """A field with rich text, or the newest text block of the body. Its script hands the words
        to the form a moment after they are typed."""
        inside = f'[data-contentpath="{name}"] .public-DraftEditor-content'
        self.page.locator(inside).last.click()
        self.page.keyboard.type(words)
        typed = self.page.locator(f'input[type=hidden][value*="{words}"]')
        typed.first.wait_for(state="attached")

    def add_text_block(self, words: str) -> None:
        """A text block in the body."""
        self.page.get_by_role("button", name="Insert a block").first.click()
        self.page.get_by_role("option", name="Text").first.click()
        self.write_text("body", words)

    def add(self, name: str) -> None:
        """One more of what the page has several of."""
        self.page.locator(f"#id_{name}-ADD").click()

    def choose(self, name: str, words: str) -> None:
        """A record in Wagtail's chooser, by the words of its link."""
        self.page.locator(f"#id_{name}-chooser").get_by_role("button").first.click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_role("link", name=words).first.click()
        self.page.locator(f"#id_{name}-chooser").get_by_text(words).wait_for()

    def preview(self, words: str) -> str:
        """What the preview beside the form shows, as soon as it shows `words`."""
        if not self.sees_preview:
            self.page.get_by_role("button", name="Toggle preview").click()
            self.sees_preview = True
        shown = self.page.frame_locator(PREVIEW)
        shown.get_by_text(words).first.wait_for(timeout=LONG)
        return shown.locator("body").inner_text()

    def publish(self) -> None:
        """By the button in the menu beside “Save draft”."""
        self.page.get_by_role("button", name="More actions").last.click()
        self.page.get_by_role("button", name="Publish").click()
        self.page.locator(".messages .success", has_text="published").wait_for()

    def open(self, page: int) -> None:
        """A page that is there already. Wagtail takes what stands in the form after its first look,
        which is late, as what stood there at first."""
        self.go(f"/admin/pages/{page}/edit/")
        self.page.wait_for_timeout(FIRST_LOOK)

    def record_consent(self, *, name: str, shown_name: str, email: str) -> None:
        """What a person agreed to, for the website and for a year."""
        self.go("/admin/snippets/cms/consent/add/")
        self.page.locator("[name=uses][value=web]").check()
        self.write(name=name, email=email, shown_name=shown_name, given_how="Signed form")
        # Not typed: Wagtail's calendar opens a moment after, and lies over the button.
        until = (timezone.localdate() + timedelta(days=365)).isoformat()
        self.page.locator("[name=until]").evaluate("(field, day) => (field.value = day)", until)
        self.page.locator("main footer button[type=submit]").click()
        self.page.locator(".messages .success").wait_for()
