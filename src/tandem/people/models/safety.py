"""Who tutors, what must be seen before they may, and who is there to hear of a worry."""

from django.db import models
from django.db.models import F, Q

from tandem.core.models import BaseModel
from tandem.people.enums import CheckModel, ClearanceKind, TutorKind
from tandem.people.models.organisations import Organisation
from tandem.people.models.persons import Person, User


class Tutor(BaseModel):
    """Somebody who tutors, on behalf of the organisation that sends or engages them."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="tutor")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="tutors")
    kind = models.CharField(max_length=20, choices=TutorKind.choices, default=TutorKind.STUDENT)
    number = models.CharField(max_length=40, blank=True)
    languages = models.JSONField(default=list, blank=True)
    interests = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation", "number", condition=~Q(number=""), name="tutor_number_once_per_organisation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}"


class Clearance(BaseModel):
    """That a tutor's check, training or agreement was seen; never the document itself, nor what it says."""

    tutor = models.ForeignKey(Tutor, models.CASCADE, related_name="clearances")
    kind = models.CharField(max_length=20, choices=ClearanceKind.choices)
    model = models.CharField(max_length=20, choices=CheckModel.choices, blank=True)
    document_date = models.DateField(null=True, blank=True)
    seen_date = models.DateField()
    seen_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    valid_until = models.DateField(null=True, blank=True)  # the last day; it is renewed before

    class Meta:
        constraints = [
            models.UniqueConstraint("tutor", "kind", "model", name="clearance_once_per_kind"),
            models.CheckConstraint(
                name="clearance_of_a_check_names_its_model",
                condition=Q(kind="check") & ~Q(model="") | ~Q(kind="check") & Q(model=""),
            ),
            models.CheckConstraint(
                name="clearance_document_was_made_before_it_was_seen",
                condition=Q(document_date__isnull=True) | Q(document_date__lte=F("seen_date")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tutor_id} {self.kind}"


class Halt(BaseModel):
    """That a tutor was stopped in one step, everywhere, until somebody lifts it. Why is not written down here."""

    tutor = models.ForeignKey(Tutor, models.CASCADE, related_name="halts")
    halted_at = models.DateTimeField()
    halted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint("tutor", condition=Q(lifted_at__isnull=True), name="halt_one_at_a_time"),
            models.CheckConstraint(
                name="halt_lifting_names_who_and_when",
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tutor_id}"


class ProcessingAgreement(BaseModel):
    """That a school's board agreed how its pupils' data are kept, and in which version of the text."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="processing_agreements")
    board = models.CharField(max_length=200)
    version = models.CharField(max_length=40)
    signed_date = models.DateField()
    ends_date = models.DateField(null=True, blank=True)
    seen_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("organisation", "version", "signed_date", name="processing_agreement_once"),
            models.CheckConstraint(
                name="processing_agreement_ends_after_start",
                condition=Q(ends_date__isnull=True) | Q(ends_date__gte=F("signed_date")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board} {self.version}"


class WorkingWeek(BaseModel):
    """On which days of the week (0 is Monday) somebody works; who has none works from Monday to Friday."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="working_week")
    days = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.person_id}"


class DayOff(BaseModel):
    """Days on which somebody is not there, so that what cannot wait goes to who stands in."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="days_off")
    from_date = models.DateField()
    to_date = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="day_off_ends_after_start", condition=Q(to_date__gte=F("from_date")))
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.from_date}"
