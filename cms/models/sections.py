"""The five foundations: a page each, and what the programme has, will do and needs for it."""

from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel

from cms import statements
from freshness import depends, until_tomorrow
from mentoring.outcomes.models import Indicator
from programmes.models import Programme
from programmes.words import WordsField, worded

from .base import SitePage


class Foundation(models.TextChoices):
    """What a programme for newcomers and their neighbours stands on."""

    JOBS = "jobs", _("Jobs")
    SKILLS = "skills", _("Skills")
    VOICES = "voices", _("Citizens and voices")
    STARTUPS = "startups", _("Start-ups and ideas")
    FUTURES = "futures", _("Futures")


class StatementQuerySet(models.QuerySet):
    def needs(self) -> "StatementQuerySet":
        return self.filter(kind=Statement.Kind.NEED)


class Statement(models.Model):
    """One sentence that the programme stands by, shown in every language from one record.

    A *have* may carry an indicator, whose latest figure is shown with its date and source. A *will*
    has a day, and says by itself when it is late. A *need* has an inbox that reads the answers.
    """

    class Kind(models.TextChoices):
        HAVE = "have", _("We have")
        WILL = "will", _("We will")
        NEED = "need", _("We need")

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="statements", verbose_name=_("programme")
    )
    foundation = models.CharField(_("section"), max_length=10, choices=Foundation)
    kind = models.CharField(_("kind"), max_length=4, choices=Kind)
    text = models.CharField(
        _("words"),
        max_length=240,
        help_text=_(
            "One short sentence. Write {number} where the figure of the indicator goes; "
            "never type a number that the records know."
        ),
    )
    text_words = WordsField()
    indicator = models.ForeignKey(
        Indicator,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name=_("indicator"),
        help_text=_("For “We have”: its latest figure is shown with its date and source."),
    )
    due_on = models.DateField(
        _("by when"), null=True, blank=True, help_text=_("For “We will”: the day of the promise.")
    )
    done_on = models.DateField(
        _("done on"),
        null=True,
        blank=True,
        help_text=_("The day a promise was kept or a need was met. Empty while it is open."),
    )
    inbox_name = models.CharField(
        _("who reads the answers"),
        max_length=80,
        blank=True,
        help_text=_("For “We need”: a person or a team. Readers see this name."),
    )
    inbox_name_words = WordsField()
    inbox_email = models.EmailField(
        _("their e-mail"), blank=True, help_text=_("Answers are sent there. Readers never see it.")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["foundation", "kind", "position", "pk"]
        indexes = [models.Index(fields=["programme", "foundation"], name="statement_of_a_section")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="have") | Q(indicator=None), name="only_a_have_has_a_figure"
            ),
            models.CheckConstraint(
                condition=Q(kind="will", due_on__isnull=False) | (~Q(kind="will") & Q(due_on=None)),
                name="a_promise_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(kind="have") | Q(done_on=None), name="a_have_is_not_done"
            ),
            models.CheckConstraint(
                condition=(Q(kind="need") & ~Q(inbox_name="") & ~Q(inbox_email=""))
                | (~Q(kind="need") & Q(inbox_name="", inbox_email="")),
                name="a_need_has_an_inbox",
            ),
        ]

    def __str__(self) -> str:
        return worded(self, "text")

    @property
    def inbox(self) -> str:
        """Who reads the answers, in the reader's language."""
        return worded(self, "inbox_name")

    @property
    def takes_answers(self) -> bool:
        """A need that is not met, of a programme that goes on."""
        return self.kind == self.Kind.NEED and not self.done_on and not self.programme.is_over


class NeedResponse(models.Model):
    """What somebody answered to a need. It is deleted a year after it came."""

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        ANSWERED = "answered", _("Answered")
        CLOSED = "closed", _("Closed")

    need = models.ForeignKey(
        Statement, models.CASCADE, related_name="responses", verbose_name=_("need")
    )
    name = models.CharField(_("name"), max_length=80)
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language"), max_length=10)
    message = models.TextField(_("message"))
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.OPEN)
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    answer = models.TextField(_("our answer"), blank=True)
    settled_at = models.DateTimeField(_("answered or closed"), null=True, blank=True)
    settled_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("answer to a need")
        verbose_name_plural = _("answers to needs")
        ordering = ["-received_at", "-pk"]
        indexes = [
            models.Index(fields=["received_at"], name="need_response_by_age"),
            models.Index(fields=["status", "-received_at"], name="need_response_by_status"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="open", settled_at=None, settled_by=None, answer="")
                | (~Q(status="open") & Q(settled_at__isnull=False, settled_by__isnull=False)),
                name="need_response_says_who_settled_it",
            ),
            models.CheckConstraint(
                condition=~Q(status="answered") | ~Q(answer=""), name="need_response_has_its_answer"
            ),
        ]

    def __str__(self) -> str:
        return self.audit_label

    @property
    def audit_label(self) -> str:
        return f"Answer {self.pk}"


class SectionPage(SitePage):
    """One foundation: our own words, and the statements of the programme about it."""

    shown_with = ("programme",)

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="section_pages", verbose_name=_("programme")
    )
    foundation = models.CharField(_("section"), max_length=10, choices=Foundation)

    content_panels = [
        *SitePage.content_panels[:1],
        HelpPanel(
            _("“We have, we will, we need” is written under Statements, once for all languages."),
            heading=_("Good to know"),
        ),
        FieldPanel("programme"),
        FieldPanel("foundation"),
        *SitePage.content_panels[1:],
    ]
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    template = "cms/section_page.html"

    class Meta:
        verbose_name = _("section page")
        verbose_name_plural = _("section pages")

    @property
    def shown_programme_id(self) -> int | None:
        return self.programme_id

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        of = (self.programme_id, self.foundation)
        return super().get_context(request) | {
            "said": self.drawn("cms/parts/section_said.html", request, self._said, *of)
        }

    def _said(self, request: HttpRequest) -> dict:
        depends("statements", "figures", "programmes")
        until_tomorrow()
        said = statements.of_section(self.programme, self.foundation)
        return {
            "said": said,
            "nothing_said": not any(said.values()),
            "takes_answers": not self.programme.is_over,
        }
