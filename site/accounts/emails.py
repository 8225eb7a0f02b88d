"""Messages about signing in. allauth names the occasion, these are our words for it.

Codes and reset links are `passing`: they go out first, and their text is wiped once it is sent.
"""

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from notifications.letters import Letter

CODE = Letter(
    kind="accounts.sign_in_code",
    subject=_("Your code is {code}"),
    body=_(
        "Hello {name},\n\nType this code on the page where you asked for it:\n\n{code}\n\n"
        "It works for 15 minutes. Did you not ask for it? Then do nothing: "
        "nobody can sign in without the code. Never tell it to anyone."
    ),
    passing=True,
)
RESET = Letter(
    kind="accounts.reset_password",
    subject=_("Choose a new password"),
    body=_(
        "Hello {name},\n\nSomebody asked for a new password for you. Was it you? "
        "Then use the button.\n\nIf not, do nothing: your password stays as it is."
    ),
    action_label=_("Choose a new password"),
    passing=True,
)
UNKNOWN = Letter(
    kind="accounts.unknown_address",
    subject=_("You cannot sign in with this address"),
    body=_(
        "Hello,\n\nSomebody tried to sign in with this e-mail address. "
        "It has no open account with us, so nothing happened.\n\n"
        "If it was you, try your other e-mail addresses, or answer this message."
    ),
)


def _notice(event: str, happened: str | Promise) -> Letter:
    return Letter(
        kind=f"accounts.{event}",
        subject=_("A change to how you sign in"),
        body=format_lazy(
            "{}\n\n{}\n\n{}",
            _("Hello {name},"),
            happened,
            _("Was it not you? Then answer this message at once."),
        ),
    )


LETTERS = {
    "account/email/login_code": CODE,
    "account/email/email_confirmation": CODE,
    "account/email/email_confirmation_signup": CODE,
    "account/email/password_reset_key": RESET,
    "account/email/unknown_account": UNKNOWN,
    "account/email/account_already_exists": UNKNOWN,
    "account/email/password_changed": _notice("password_changed", _("Your password was changed.")),
    "account/email/password_set": _notice("password_set", _("You now have a password.")),
    "account/email/password_reset": _notice("password_reset", _("Your password was changed.")),
    "account/email/email_changed": _notice("email_changed", _("Your e-mail address was changed.")),
    "account/email/email_confirm": _notice(
        "email_confirmed", _("Your e-mail address was confirmed.")
    ),
    "account/email/email_deleted": _notice(
        "email_removed", _("An e-mail address was taken off your account.")
    ),
    "mfa/email/totp_activated": _notice("app_added", _("A code app was added.")),
    "mfa/email/totp_deactivated": _notice("app_removed", _("Your code app was taken off.")),
    "mfa/email/webauthn_added": _notice("passkey_added", _("A passkey was added.")),
    "mfa/email/webauthn_removed": _notice("passkey_removed", _("A passkey was taken off.")),
    "mfa/email/recovery_codes_generated": _notice(
        "recovery_codes_made", _("New recovery codes were made. The old ones no longer work.")
    ),
}
