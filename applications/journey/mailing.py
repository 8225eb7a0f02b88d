"""Letters to many applicants at once, in a few queries."""

from notifications.actions import own_words, prepared, send_all
from notifications.letters import Letter
from notifications.models import Message
from programmes.thanks import in_letters

from .emails import of_every_letter, recipient, status_path
from .models import Application


class Mailing:
    """Letters to many applicants at once: what they share is read once, and none is queued before
    `send`, in the transaction of what they tell of."""

    def __init__(self) -> None:
        self._own = own_words()
        self._thanks: dict[tuple[int, str], str] = {}
        self._letters: list[Message] = []

    def write(
        self, letter: Letter, application: Application, *, path: str = "", **values: str
    ) -> None:
        """As `emails.write`, about the application."""
        if application.is_test:
            return
        message = prepared(
            letter,
            to=recipient(application.applicant),
            about=application,
            path=path or status_path(application),
            acknowledgement=self._thanks_in_letters(application),
            own=self._own,
            **of_every_letter(application),
            **values,
        )
        if message:
            self._letters.append(message)

    def _thanks_in_letters(self, application: Application) -> str:
        programme, language = application.call.programme, application.applicant.language
        key = programme.pk, language
        if key not in self._thanks:
            self._thanks[key] = in_letters(programme, language)
        return self._thanks[key]

    def send(self) -> None:
        """Queue what is written."""
        send_all(self._letters)
        self._letters = []
