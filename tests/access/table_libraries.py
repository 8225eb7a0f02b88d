"""One rule for each namespace of Wagtail and allauth, tried at every address they have."""

from .scene import EVERYBODY, Scene
from .walk import NOT_FOUND, SIGN_IN, Pattern, Row

ADMIN_SPACES = frozenset(
    {
        "wagtail_localize",
        "wagtailadmin_api",
        "wagtailadmin_collections",
        "wagtailadmin_editing_sessions",
        "wagtailadmin_pages",
        "wagtailadmin_reports",
        "wagtailadmin_workflows",
        "wagtaildocs",
        "wagtaildocs_chooser",
        "wagtailembeds",
        "wagtailimages",
        "wagtailimages_chooser",
        "wagtaillocales",
        "wagtailredirects",
        "wagtailsearchpromotions",
        "wagtailsettings",
        "wagtailsites",
        "wagtailsnippets",
        "wagtailstyleguide",
        "wagtailusers_groups",
        "wagtailusers_users",
    }
)
OPEN_IN_ADMIN = frozenset(
    {
        "sign_in_admin",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_login",
        "wagtailadmin_password_reset",
        "wagtailadmin_password_reset_complete",
        "wagtailadmin_password_reset_confirm",
        "wagtailadmin_password_reset_done",
        "wagtailadmin_sprite",
    }
)
"""Pages of the admin that hold nothing: words and pictures for scripts, and the closed way in."""

ENTRANCE = frozenset(
    {
        "account_confirm_login_code",
        "account_email_verification_sent",
        "account_inactive",
        "account_login",
        "account_logout",
        "account_request_login_code",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "account_signup",
        "mfa_authenticate",
        "mfa_login_webauthn",
    }
)
"""allauth's pages for people who are not signed in; every other one asks them to sign in."""


def covers(pattern: Pattern) -> bool:
    """Whether a library's rule (test_libraries.py) speaks for the address."""
    return in_wagtail_admin(pattern) or of_allauth(pattern)


def in_wagtail_admin(pattern: Pattern) -> bool:
    return pattern.route.startswith("admin/") and (
        pattern.namespace in ADMIN_SPACES
        or pattern.name.startswith(("wagtailadmin_", "wagtail_bulk_action"))
        or pattern.name == pattern.route
    )


def of_allauth(pattern: Pattern) -> bool:
    return pattern.name.startswith(("account_", "mfa_"))


def a_page_of_no_site(scene: Scene) -> list:
    return [999_999, "no-such-file.pdf"]


ROWS = [
    Row("sign_in_admin", may=EVERYBODY, gets=SIGN_IN),
    Row("wagtaildocs_serve", args=a_page_of_no_site, anonymous=NOT_FOUND),
    Row(
        "wagtaildocs_authenticate_with_password",
        args=lambda scene: [999_999],
        anonymous=NOT_FOUND,
    ),
    Row(
        "wagtailcore_authenticate_with_password",
        args=lambda scene: [999_999, 999_999],
        anonymous=NOT_FOUND,
    ),
    Row("wagtailcore_login", may=EVERYBODY, gets=SIGN_IN),
    Row("wagtail_serve", args=lambda scene: ["no-such-page/"], anonymous=NOT_FOUND),
]
