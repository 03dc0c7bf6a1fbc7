"""As what somebody tutors, what was agreed about it, and for students where it stands in their course."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from tandem.core.models import BaseModel
from tandem.initiatives.enums import AgreementWay, Continuity, EngagementForm, Per
from tandem.initiatives.models.enrolments import Enrolment
from tandem.people.models import Tutor, User


class Engagement(BaseModel):
    """As what a tutor takes part from a day on, and what is paid for it, if anything; until the next one begins."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="engagements")
    from_date = models.DateField()
    form = models.CharField(max_length=20, choices=EngagementForm.choices)
    amount = models.DecimalField(
        max_digits=7, decimal_places=2, default=Decimal(0), validators=[MinValueValidator(Decimal(0))]
    )
    per = models.CharField(max_length=10, choices=Per.choices, default=Per.DAY)

    class Meta:
        constraints = [
            models.UniqueConstraint("enrolment", "from_date", name="engagement_once_per_start"),
            models.CheckConstraint(
                name="engagement_pays_only_volunteers_and_paid_tutors",
                condition=Q(amount=0) | Q(form__in=[EngagementForm.VOLUNTEER.value, EngagementForm.PAID.value]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.form}"


class TutorAgreement(BaseModel):
    """That a tutor agreed to a text: which, in which version, when and how. It only grows."""

    tutor = models.ForeignKey(Tutor, models.CASCADE, related_name="agreements")
    form = models.CharField(max_length=20, choices=EngagementForm.choices)
    version = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)  # of the words, so that a version can never mean something else
    way = models.CharField(max_length=10, choices=AgreementWay.choices)
    agreed_at = models.DateTimeField()
    paper_date = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint("tutor", "form", "version", name="tutor_agreement_once_per_version"),
            models.CheckConstraint(
                name="tutor_agreement_on_paper_has_its_date",
                condition=Q(way=AgreementWay.PAPER.value, paper_date__isnull=False)
                | Q(way=AgreementWay.PAGE.value, paper_date__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tutor_id} {self.form} {self.version}"


class Placement(BaseModel):
    """Where tutoring stands in a student's course: placed by the college, never selected (R-VLOR-9.1a)."""

    enrolment = models.OneToOneField(Enrolment, models.CASCADE, related_name="placement")
    course = models.CharField(max_length=160)
    is_mandatory = models.BooleanField(default=False)
    ects = models.DecimalField(max_digits=4, decimal_places=1, validators=[MinValueValidator(Decimal("0.5"))])
    required_minutes = models.PositiveIntegerField(null=True, blank=True)  # what the course asks to be tutored
    continuity = models.CharField(max_length=20, choices=Continuity.choices, blank=True)
    placed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="placement_is_worth_credits", condition=Q(ects__gt=0))]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.course}"
