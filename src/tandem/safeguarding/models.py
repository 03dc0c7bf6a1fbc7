"""Signals: worries about a child, and what was done with them. Apart from everything else.

These tables belong to a database role of their own; the role that serves all other pages cannot read them. Without
foreign keys to other tables, so that nothing else ever reaches in: people and places stand here by their key alone.
"""

from django.db import models
from django.db.models import F, Q

from tandem.core.models import BaseModel
from tandem.safeguarding.enums import NoticeKind, StepKind


class Signal(BaseModel):
    """That somebody sent a worry, to whom it goes, and how far it is. Not what it says."""

    author_id = models.UUIDField()
    initiative_id = models.UUIDField(null=True)
    site_id = models.UUIDField(null=True)
    receiver_id = models.UUIDField()
    deputy_id = models.UUIDField(null=True)
    sent_at = models.DateTimeField()
    deputy_at = models.DateTimeField(null=True)  # from when the deputy may read it too
    read_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["sent_at"], name="signal_unread", condition=Q(read_at__isnull=True))]
        constraints = [
            models.CheckConstraint(name="signal_never_goes_to_its_sender", condition=~Q(author_id=F("receiver_id"))),
            models.CheckConstraint(
                name="signal_deputy_is_somebody_else",
                condition=Q(deputy_id__isnull=True) | ~Q(deputy_id=F("receiver_id")) & ~Q(deputy_id=F("author_id")),
            ),
            models.CheckConstraint(
                name="signal_deputy_has_a_name", condition=Q(deputy_at__isnull=True) | Q(deputy_id__isnull=False)
            ),
            models.CheckConstraint(
                name="signal_closed_was_read", condition=Q(closed_at__isnull=True) | Q(read_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class Step(BaseModel):
    """Something that was done with a signal, by whom and when; nobody for what time did."""

    signal = models.ForeignKey(Signal, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=20, choices=StepKind.choices)
    by_id = models.UUIDField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["signal", "at"], name="step_by_signal")]

    def __str__(self) -> str:
        return f"{self.signal_id} {self.kind}"


class Words(BaseModel):
    """What somebody wrote: the signal itself, or a note with a step. Sealed, for its receivers alone."""

    signal = models.ForeignKey(Signal, models.CASCADE, related_name="words")
    step = models.OneToOneField(Step, models.CASCADE, related_name="words")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.signal_id}"


class Notice(BaseModel):
    """A mail without content that must go out once."""

    signal = models.ForeignKey(Signal, models.CASCADE, related_name="notices")
    to_id = models.UUIDField()
    kind = models.CharField(max_length=20, choices=NoticeKind.choices)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="notice_waiting", condition=Q(sent_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.kind} {self.to_id}"
