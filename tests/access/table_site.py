"""Addresses of the house itself: health, first screen, style guide, files, public pages."""

import uuid

from django.core import signing

from files.storage import SALT

from .scene import ADMIN_STAFF, EVERYBODY, Scene
from .walk import FORBIDDEN, NOT_FOUND, OK, REDIRECT, SIGN_IN, WRONG_METHOD, Row


def a_link_that_names_no_file(scene: Scene) -> list[str]:
    return [signing.dumps(["no/such/file.pdf", {}], salt=SALT)]


def no_file(scene: Scene) -> list[str]:
    return [str(uuid.uuid4())]


ROWS = [
    Row("live", may=EVERYBODY, anonymous=OK),
    Row("ready", may=EVERYBODY, anonymous=OK),
    Row("sign_in", may=EVERYBODY, gets=SIGN_IN),
    Row("sign_up", may=EVERYBODY, gets=SIGN_IN),
    Row("sign_in_pages", may=EVERYBODY, gets=SIGN_IN),
    Row("my_page", may=EVERYBODY),
    Row("profile", may=EVERYBODY),
    Row("no_passkey", post={}, may=EVERYBODY, gets=REDIRECT),
    Row("choose_language", post={"to": "/ar/my/"}, may=EVERYBODY, gets=REDIRECT),
    Row("phone_shared", may=EVERYBODY),
    Row("phone_shared", may=EVERYBODY, gets=REDIRECT, post={"own": "1"}),
    Row("phone_locked", may=EVERYBODY, gets=REDIRECT),
    Row("phone_locked", may=EVERYBODY, gets=REDIRECT, post={"pin": "2580"}),
    Row("phone_leave", may=EVERYBODY, gets=REDIRECT, anonymous=REDIRECT),
    Row("phone_today", may=EVERYBODY, anonymous=OK),
    Row("kept", may=EVERYBODY, gets=REDIRECT),
    Row("styleguide", may=ADMIN_STAFF, others=FORBIDDEN),
    Row("seedbed_admin_css", may=ADMIN_STAFF, others=FORBIDDEN),
    Row("demo:index", anonymous=NOT_FOUND),
    Row("demo:inbox", anonymous=NOT_FOUND),
    Row("demo:message", args=lambda scene: ["1"], anonymous=NOT_FOUND),
    Row("demo:message_file", args=lambda scene: ["1", 0], anonymous=NOT_FOUND),
    Row("demo:message_html", args=lambda scene: ["1"], anonymous=NOT_FOUND),
    # For scripts: what each says to a page that only looks. Files are their sender's alone.
    Row("files:uploads", may=EVERYBODY, gets=WRONG_METHOD, anonymous=WRONG_METHOD),
    Row("files:upload", args=no_file, may=EVERYBODY, gets=WRONG_METHOD, anonymous=WRONG_METHOD),
    Row("files:own", args=no_file),
    Row("files:serve", args=a_link_that_names_no_file, anonymous=NOT_FOUND),
]
