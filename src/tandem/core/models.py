"""Rows every context stands on: identity, the audit trail and the outbox."""

import uuid

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from tandem.core.enums import TryKind, TryOutcome


class Plain(models.Func):
    """Text as people sort and search it: without accents or capitals."""

    function = "tandem_plain"
    arity = 1


class BaseModel(models.Model):
    """A row with a random key, so that no address tells how many there are."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class AuditEvent(models.Model):
    """Who did what to which row, and when.

    Without foreign keys, so that the trail never stands in the way of the live rows; the database refuses
    the app's role to change or remove one. Its digest, which needs the salt, is a link of its organisation's chain.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    action = models.CharField(max_length=80)
    by_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    target_type = models.CharField(max_length=80)
    target_id = models.UUIDField()
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    salt = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(fields=["target_id", "-at"], name="audit_by_target"),
            models.Index(fields=["organisation_id", "-at"], name="audit_by_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.target_type} {self.target_id}"


class AuditLink(models.Model):
    """One link of an organisation's chain: it stays when its event is erased. Only the database writes it."""

    id = models.BigAutoField(primary_key=True)
    chain = models.UUIDField()
    number = models.BigIntegerField()
    event_id = models.BigIntegerField(unique=True)
    digest = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint("chain", "number", name="audit_number_once_per_chain")]

    def __str__(self) -> str:
        return f"{self.chain} {self.number}"


class OutboxMessage(BaseModel):
    """Something that must happen once, outside the database, because a change was committed."""

    kind = models.CharField(max_length=80)
    key = models.CharField(max_length=200, unique=True)
    payload = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="outbox_waiting", condition=Q(sent_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class SignInTry(models.Model):
    """One try to sign in, or one code asked for: enough to slow a guesser down, gone after a day.

    Who, from where and with which device stand here as keyed hashes only.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=10, choices=TryKind.choices)
    address = models.CharField(max_length=32)
    account = models.CharField(max_length=32)
    device = models.CharField(max_length=32, blank=True)
    known = models.BooleanField(default=False)  # this account got in with this device before
    outcome = models.CharField(max_length=10, choices=TryOutcome.choices, default=TryOutcome.UNDER_WAY)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["address", "at"], name="try_by_address"),
            models.Index(fields=["account", "at"], name="try_by_account"),
            models.Index(fields=["at"], name="try_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.outcome} {self.at:%Y-%m-%d %H:%M}"


class KnownDevice(models.Model):
    """That an account once got in with a device: both as keyed hashes."""

    id = models.BigAutoField(primary_key=True)
    account = models.CharField(max_length=32)
    device = models.CharField(max_length=32)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("account", "device", name="device_known_once_per_account")]

    def __str__(self) -> str:
        return f"{self.first_at:%Y-%m-%d}"


class WorkStatus(models.TextChoices):
    WAITING = "waiting", "waiting"
    BUSY = "busy", "busy"
    DONE = "done", "done"
    REFUSED = "refused", "refused"
    FAILED = "failed", "failed"


class Work(BaseModel):
    """Something long that somebody asked for; what came of it names rows by their keys, never a person."""

    kind = models.CharField(max_length=40)
    target_id = models.UUIDField()
    by_id = models.UUIDField()
    status = models.CharField(max_length=10, choices=WorkStatus.choices)
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    outcome = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        indexes = [models.Index(fields=["kind", "target_id", "-asked_at"], name="work_latest")]
        constraints = [
            models.UniqueConstraint(
                "kind", "target_id", condition=Q(status__in=["waiting", "busy"]), name="work_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.target_id}"

    @property
    def is_open(self) -> bool:
        return self.status in (WorkStatus.WAITING, WorkStatus.BUSY)


class DataKey(BaseModel):
    """The key under which the free text about one person (or one class) is sealed; deleting it erases that text.

    Without a foreign key, since it must be possible to delete the key alone. Never part of a backup of the database.
    """

    owner_id = models.UUIDField(unique=True)
    wrapped = models.BinaryField()
    wrapped_by = models.CharField(max_length=16)

    def __str__(self) -> str:
        return f"{self.owner_id}"
