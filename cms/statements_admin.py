"""Statements in Wagtail's admin: written once, in every language, for all pages that show them."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList

from accounts.models import User
from mentoring.outcomes.models import Indicator
from programmes.models import Programme
from programmes.scopes import scope_filter
from programmes.viewsets import ScopedViewSet

from .models import Statement
from .rules import ANSWERERS
from .statements import NUMBER


class StatementForm(WagtailAdminModelForm):
    """Says in words what each kind of statement must have."""

    def clean(self) -> dict:
        cleaned = super().clean()
        checks = {"have": self._check_have, "will": self._check_will, "need": self._check_need}
        if check := checks.get(cleaned.get("kind", "")):
            check(cleaned)
        done = cleaned.get("done_on")
        if done and done > timezone.localdate():
            self.add_error("done_on", _("This day has not come yet."))
        return cleaned

    def _check_have(self, cleaned: dict) -> None:
        texts = [cleaned.get("text", ""), *(cleaned.get("text_words") or {}).values()]
        indicator = cleaned.get("indicator")
        if indicator is None and any(letter.isdecimal() for text in texts for letter in text):
            self.add_error(
                "text",
                _("Choose an indicator, and write {number} for the number: it stays true then."),
            )
        if indicator is None and any(NUMBER in text for text in texts):
            self.add_error("indicator", _("Choose the indicator whose number is shown."))
        if indicator and indicator.programme != cleaned.get("programme"):
            self.add_error("indicator", _("This indicator is of another programme."))
        self._refuse_others(cleaned, "due_on", "done_on", "inbox_name", "inbox_email")

    def _check_will(self, cleaned: dict) -> None:
        if not cleaned.get("due_on"):
            self.add_error("due_on", _("Say by when. A promise without a day is not one."))
        self._refuse_others(cleaned, "indicator", "inbox_name", "inbox_email")

    def _check_need(self, cleaned: dict) -> None:
        for name in ("inbox_name", "inbox_email"):
            if not cleaned.get(name):
                self.add_error(name, _("Say who reads the answers, and where they are sent."))
        self._refuse_others(cleaned, "indicator", "due_on")

    def _refuse_others(self, cleaned: dict, *names: str) -> None:
        for name in names:
            if cleaned.get(name):
                self.add_error(name, _("Leave this empty: it belongs to another kind."))


def programmes_of(user: User) -> QuerySet[Programme]:
    return Programme.objects.filter(scope_filter(user, ANSWERERS, programme="pk"))


def indicators_of(user: User) -> QuerySet[Indicator]:
    return Indicator.objects.filter(programme__in=programmes_of(user))


def statements_of(user: User) -> QuerySet[Statement]:
    return Statement.objects.filter(programme__in=programmes_of(user))


class StatementViewSet(ScopedViewSet):
    model = Statement
    icon = "list-ul"
    menu_label = gettext_lazy("Statements")
    menu_order = 305
    add_to_admin_menu = True
    list_display = ["text", "foundation", "kind", "due_on", "done_on"]
    list_filter = ["foundation", "kind"]
    choices = {"programme": programmes_of, "indicator": indicators_of}
    reach = staticmethod(statements_of)
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("programme"),
                    FieldRowPanel([FieldPanel("foundation"), FieldPanel("kind")]),
                    FieldPanel("text"),
                    FieldPanel("text_words"),
                    FieldPanel("position"),
                ],
                heading=gettext_lazy("What we say"),
            ),
            FieldPanel("indicator"),
            FieldRowPanel([FieldPanel("due_on"), FieldPanel("done_on")]),
            FieldRowPanel([FieldPanel("inbox_name"), FieldPanel("inbox_email")]),
            FieldPanel("inbox_name_words"),
        ],
        base_form_class=StatementForm,
    )
