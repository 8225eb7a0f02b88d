"""A mail server that delivers to nobody: every message lands in a maildir for `/demo/inbox/`."""

import mailbox
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Catcher:
    """aiosmtpd's handler. Refuses a message with more than one recipient: Seedbed sends none."""

    def __init__(self, folder: Path) -> None:
        self.maildir = mailbox.Maildir(folder, create=True)

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if envelope.rcpt_tos:
            return "452 one recipient per message"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        message = mailbox.MaildirMessage(envelope.content)
        message["X-Envelope-To"] = envelope.rcpt_tos[0]
        self.maildir.add(message)
        return "250 kept"


def controller(folder: Path, *, host: str, port: int) -> Controller:
    """A mail server on `host`:`port`, in a thread of its own; `start()` and `stop()` it."""
    return Controller(Catcher(folder), hostname=host, port=port)
