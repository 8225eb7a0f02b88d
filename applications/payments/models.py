"""Payee, disbursement, ledger, Stripe's webhooks. All amounts are minor units."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.roles import FINANCE, Role
from applications.awards.models import Award, Tranche
from programmes.models import Programme
from programmes.scopes import Place, scope_filter


class Payee(models.Model):
    """Where an award's money goes. Stripe holds the bank details; we hold its account's id."""

    class Route(models.TextChoices):
        OWN_ACCOUNT = "own_account", _("The grantee's own account")
        HOLD = "hold", _("On hold")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    award = models.OneToOneField(Award, models.PROTECT, related_name="payee")
    person = models.ForeignKey(Person, models.PROTECT, related_name="payee_of")
    route = models.CharField(_("route"), max_length=15, choices=Route, default=Route.OWN_ACCOUNT)
    stripe_account = models.CharField(max_length=60, blank=True, db_index=True)
    can_be_paid = models.BooleanField(_("Stripe can pay this account"), default=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("payee")
        verbose_name_plural = _("payees")

    def __str__(self) -> str:
        return str(self.award)


class DisbursementQuerySet(models.QuerySet):
    def with_case(self) -> "DisbursementQuerySet":
        """Everything a list row shows, in the same number of queries however many rows."""
        return self.select_related(
            "tranche__award__programme",
            "tranche__award__payee__person",
            "tranche__award__application__call__programme",
            "approved_by__person",
            "released_by__person",
        )

    def visible_to(self, user) -> "DisbursementQuerySet":
        return self.filter(
            scope_filter(
                user,
                (*FINANCE, Role.ADMINISTRATOR),
                programme="tranche__award__programme",
                city="tranche__award__application__city",
            )
        )


class Disbursement(models.Model):
    """The payment of one tranche, once.

    The idempotency key is committed before Stripe is called, so whatever fails half-way is tried
    again with the same key; a refusal is an end, and another `attempt` has a key of its own.
    A trigger allows only the moves of NEXT and keeps tranche, amount and currency as they were.
    """

    class State(models.TextChoices):
        DUE = "due", _("Due")
        APPROVED = "approved", _("Approved")
        RELEASED = "released", _("Released, on its way to Stripe")
        SENT = "sent", _("Sent")
        ARRIVED = "arrived", _("Arrived")
        FAILED = "failed", _("Failed, needs repair")
        STOPPED = "stopped", _("Stopped, will not be paid")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    tranche = models.OneToOneField(Tranche, models.PROTECT, related_name="disbursement")
    payee_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    amount_minor = models.BigIntegerField(_("amount (minor units)"))
    currency = models.CharField(_("currency"), max_length=3)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DUE)
    idempotency_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    attempt = models.PositiveSmallIntegerField(_("attempt"), default=1, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    released_at = models.DateTimeField(null=True, blank=True)
    stripe_transfer = models.CharField(max_length=60, null=True, blank=True, unique=True)
    stripe_payment = models.CharField(max_length=60, blank=True, db_index=True)
    stripe_payout = models.CharField(max_length=60, blank=True)
    first_tried_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    failure = models.TextField(_("what went wrong"), blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = DisbursementQuerySet.as_manager()

    class Meta:
        verbose_name = _("disbursement")
        verbose_name_plural = _("disbursements")
        indexes = [models.Index(fields=["state", "created_at"], name="disbursement_queue")]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_minor__gt=0), name="disbursement_is_not_nothing"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None)
                | Q(released_by=None)
                | ~Q(approved_by=F("released_by")),
                name="approver_is_not_releaser",
            ),
            models.CheckConstraint(
                condition=Q(payee_user=None)
                | (
                    (Q(approved_by=None) | ~Q(approved_by=F("payee_user")))
                    & (Q(released_by=None) | ~Q(released_by=F("payee_user")))
                ),
                name="payee_neither_approves_nor_releases",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["due", "stopped"])
                | (Q(approved_by__isnull=False) & Q(approved_at__isnull=False)),
                name="approved_disbursement_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["due", "approved", "stopped"])
                | (Q(released_by__isnull=False) & Q(released_at__isnull=False)),
                name="released_disbursement_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["sent", "arrived"]) | Q(stripe_transfer__isnull=False),
                name="sent_disbursement_has_a_transfer",
            ),
        ]

    def __str__(self) -> str:
        return str(self.tranche)

    @property
    def award(self) -> Award:
        return self.tranche.award

    @property
    def place(self) -> Place:
        return self.award.place


NEXT = {
    "due": ["approved", "stopped"],
    "approved": ["released", "stopped"],
    "released": ["sent", "failed"],
    "sent": ["arrived", "failed"],
    "arrived": ["failed"],
    "failed": ["released", "arrived", "failed", "stopped"],
}
"""The moves of a disbursement. A migration repeats them for the database."""


class LedgerAccount(models.Model):
    """An account of the double-entry ledger, per programme and currency."""

    class Kind(models.TextChoices):
        BUDGET = "budget", _("Grant budget")
        COMMITTED = "committed", _("Committed to grantees")
        IN_TRANSIT = "in_transit", _("On its way at Stripe")
        PAID = "paid", _("Paid to grantees")

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="ledger_accounts")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    currency = models.CharField(_("currency"), max_length=3)

    class Meta:
        verbose_name = _("ledger account")
        verbose_name_plural = _("ledger accounts")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "kind", "currency"], name="ledger_account_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.programme}: {self.get_kind_display()}"


class LedgerTransaction(models.Model):
    """A movement of money. Append-only; its entries sum to zero at commit (held by triggers)."""

    what = models.CharField(_("what happened"), max_length=40)
    award = models.ForeignKey(
        Award, models.PROTECT, null=True, blank=True, related_name="ledger_transactions"
    )
    disbursement = models.ForeignKey(
        Disbursement, models.PROTECT, null=True, blank=True, related_name="ledger_transactions"
    )
    once_key = models.CharField(max_length=80, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("ledger transaction")
        verbose_name_plural = _("ledger transactions")

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d}"


class LedgerEntry(models.Model):
    """One side of a movement: positive is debit, negative is credit. Append-only."""

    transaction = models.ForeignKey(LedgerTransaction, models.PROTECT, related_name="entries")
    account = models.ForeignKey(LedgerAccount, models.PROTECT, related_name="entries")
    amount_minor = models.BigIntegerField(_("amount (minor units)"))

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        constraints = [
            models.CheckConstraint(
                condition=~Q(amount_minor=0), name="ledger_entry_moves_something"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.amount_minor}"


class WebhookEvent(models.Model):
    """An event that Stripe told us, verified, stored once, applied once.

    Only the ids are kept: the worker asks Stripe how things stand now, so neither order nor delay
    matters, and no bank detail of an event is ever stored.
    """

    stripe_id = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=60)
    stripe_account = models.CharField(max_length=60, blank=True)
    subject = models.CharField(_("object it is about"), max_length=80)
    received_at = models.DateTimeField(default=timezone.now)
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("webhook event")
        verbose_name_plural = _("webhook events")
        indexes = [
            models.Index(
                fields=["received_at"], condition=Q(applied_at=None), name="webhook_event_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.stripe_id}"


class Reconciliation(models.Model):
    """One day's ledger compared with what Stripe says. Amounts are minor units."""

    day = models.DateField(_("day"))
    transfers = models.PositiveIntegerField(_("transfers at Stripe"))
    stripe_minor = models.BigIntegerField(_("sent according to Stripe (minor units)"))
    ledger_minor = models.BigIntegerField(_("sent according to the ledger (minor units)"))
    differences = models.JSONField(_("differences"), default=list)
    checked_at = models.DateTimeField(_("checked"), default=timezone.now)

    class Meta:
        verbose_name = _("reconciliation")
        verbose_name_plural = _("reconciliations")
        ordering = ["-checked_at"]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"
