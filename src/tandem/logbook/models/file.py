"""The pupil's file, which is the pupil's: what makes them strong, what they want to learn, what was agreed.

There is no place here for a negative past: no kind of line for behaviour, attitude or backlog (R-NEV-19), and none for
whether a goal was reached (R-NEV-04). A session's note is told by its log entry and the pupil, since amending a note
writes its lines anew.
"""

import uuid

from django.db import models
from django.db.models import F, Q

from tandem.core.models import BaseModel
from tandem.core.sealed import SealedTextField
from tandem.logbook.enums import FileKind, FileRequestKind, PortraitTopic, Reach, ShownTo, Voice
from tandem.logbook.models.log import LogEntry
from tandem.people.models import Person, Pupil, User

LONGEST = 300
WHOSE = ["pupil.person_id"]


class FileItem(BaseModel):
    """One line in a pupil's file, in somebody's own words."""

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="file_items")
    kind = models.CharField(max_length=20, choices=FileKind.choices)
    text = SealedTextField(of=WHOSE, max_length=LONGEST)
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_as = models.CharField(max_length=20, choices=Voice.choices)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)  # the family let it count again after a fresh start
    put_away_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["pupil", "-said_at"], name="file_item_by_pupil")]
        constraints = [
            models.CheckConstraint(name="file_item_is_of_a_known_kind", condition=Q(kind__in=FileKind.values)),
            # A pupil's and a family's word is theirs; nobody of the school speaks as them about themselves.
            models.CheckConstraint(name="file_item_voice_is_known", condition=Q(said_as__in=Voice.values)),
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id} {self.kind}"


class FilePart(BaseModel):
    """Something about one line of a file: an item, or the shared part of one session's note."""

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="%(class)ss")
    item = models.ForeignKey(FileItem, models.CASCADE, null=True, blank=True, related_name="%(class)ss")
    log_entry = models.ForeignKey(LogEntry, models.CASCADE, null=True, blank=True, related_name="%(class)ss")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_about_one_line",
                condition=Q(item__isnull=False, log_entry__isnull=True) | Q(item__isnull=True, log_entry__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id} {self.target_id}"

    @property
    def target_id(self) -> uuid.UUID:
        """The key of the line this is about."""
        return self.item_id or self.log_entry_id  # type: ignore[return-value]  # one of the two is always there


class FileView(FilePart):
    """What a pupil or parent says about a line: it stands beside it, whatever the line says (R-NEV-20)."""

    text = SealedTextField(of=WHOSE, max_length=LONGEST)
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_as = models.CharField(max_length=20, choices=Voice.choices)
    said_at = models.DateTimeField()

    class Meta(FilePart.Meta):
        constraints = [
            *FilePart.Meta.constraints,
            models.CheckConstraint(name="file_view_is_of_the_family", condition=Q(said_as__in=["pupil", "guardian"])),
        ]


class FileRequest(FilePart):
    """A pupil or parent asks to correct or shield a line; a named person answers, within a term and with a reason."""

    kind = models.CharField(max_length=20, choices=FileRequestKind.choices)
    wish = SealedTextField(of=WHOSE, max_length=LONGEST, blank=True)  # shielding needs no reason of who asks
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")  # named when it is asked
    answer_by_date = models.DateField()
    granted = models.BooleanField(null=True, blank=True)
    reason = SealedTextField(of=WHOSE, max_length=LONGEST, blank=True)
    answer_written_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta(FilePart.Meta):
        constraints = [
            *FilePart.Meta.constraints,
            models.CheckConstraint(
                name="file_request_answered_with_a_reason",
                condition=Q(granted__isnull=True, answered_at__isnull=True, answer_written_by__isnull=True, reason="")
                | (
                    Q(granted__isnull=False, answered_at__isnull=False, answer_written_by__isnull=False) & ~Q(reason="")
                ),
            ),
            models.CheckConstraint(
                name="file_request_correction_says_what", condition=~Q(kind="correction") | ~Q(wish="")
            ),
        ]


class FileShield(FilePart):
    """That a line is hidden: from tutors, as the family chooses, or from everybody, as was decided."""

    reach = models.CharField(max_length=20, choices=Reach.choices)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    request = models.ForeignKey(FileRequest, models.PROTECT, null=True, blank=True, related_name="shields")
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta(FilePart.Meta):
        constraints = [
            *FilePart.Meta.constraints,
            models.CheckConstraint(
                name="file_shield_for_all_was_asked_for", condition=~Q(reach="everybody") | Q(request__isnull=False)
            ),
            models.CheckConstraint(
                name="file_shield_lifted_later", condition=Q(lifted_at__isnull=True) | Q(lifted_at__gte=F("decided_at"))
            ),
        ]


class FreshStart(BaseModel):
    """A pupil or parent starts the file anew: what was said before is closed, until they open it (R-NEV-19)."""

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="fresh_starts")
    started_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.pupil_id} {self.started_at}"


class OwnFileChoice(BaseModel):
    """What the school decided about a pupil reading the own file, and why; the last one counts."""

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="own_file_choices")
    is_open = models.BooleanField()
    reason = SealedTextField(of=WHOSE, max_length=LONGEST)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="own_file_choice_has_a_reason", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return f"{self.pupil_id} {self.is_open}"


class SelfPortrait(BaseModel):
    """What a person tells about themselves, if they want to, to whom they want (R-NEV-21).

    Nothing points here: it can neither make a task nor decide who takes part (R-NEV-23).
    """

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="portraits")
    topic = models.CharField(max_length=20, choices=PortraitTopic.choices)
    text = SealedTextField(of=WHOSE, max_length=LONGEST)
    told_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    shown_to = models.CharField(max_length=20, choices=ShownTo.choices, default=ShownTo.FAMILY)
    told_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("pupil", "topic", name="self_portrait_once_per_topic")]

    def __str__(self) -> str:
        return f"{self.pupil_id} {self.topic}"
