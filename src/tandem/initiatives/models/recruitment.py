"""Calling for tutors, and who answers. Nobody who tutors for their course stands here: they are placed, not chosen."""

from django.db import models
from django.db.models import F, Q

from tandem.core.models import BaseModel
from tandem.initiatives.enums import ApplicationStatus
from tandem.initiatives.models.initiatives import Initiative
from tandem.initiatives.validators import neutral
from tandem.people.enums import TutorKind
from tandem.people.models import Site, Tutor, User

WITHIN_COURSE = TutorKind.STUDENT


class Campaign(BaseModel):
    """A call for tutors: where it is heard, from when until when, for whom, and in which words."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="campaigns")
    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120, validators=[neutral])
    kinds = models.JSONField(default=list)  # for whom: kinds of tutors, never those within a course
    where = models.CharField(max_length=200, blank=True)  # the area, in words anybody may read; no school (R-NEV-05)
    channels = models.CharField(max_length=300, blank=True)
    words = models.TextField(max_length=1200, validators=[neutral])
    words_en = models.TextField(max_length=1200, blank=True, validators=[neutral])
    from_date = models.DateField()
    to_date = models.DateField()
    contact = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="campaign_ends_after_start", condition=Q(to_date__gte=F("from_date"))),
            models.CheckConstraint(
                name="campaign_never_for_students_within_a_course",
                condition=~Q(kinds__contains=[WITHIN_COURSE.value]),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Wanted(BaseModel):
    """How many tutors are wanted at a site, or anywhere, for one subject."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="wanted")
    site = models.ForeignKey(Site, models.CASCADE, null=True, blank=True, related_name="+")
    subject = models.CharField(max_length=60)
    number = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "campaign", "site", "subject", name="wanted_once_per_site_and_subject", nulls_distinct=False
            ),
            models.CheckConstraint(name="wanted_at_least_one", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.subject}"


class Application(BaseModel):
    """Somebody who would like to tutor; until the address is confirmed it is kept for a day."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="applications")
    kind = models.CharField(max_length=20, choices=TutorKind.choices)
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    email = models.EmailField()
    phone = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=8, default="nl")
    subjects = models.JSONField(default=list, blank=True)
    words = models.TextField(max_length=800, blank=True)
    status = models.CharField(max_length=20, choices=ApplicationStatus.choices, default=ApplicationStatus.ASKED)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    talk_at = models.DateTimeField(null=True, blank=True)
    talk_place = models.CharField(max_length=200, blank=True)
    talked_date = models.DateField(null=True, blank=True)
    reference_seen = models.BooleanField(default=False)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    tutor = models.ForeignKey(Tutor, models.SET_NULL, null=True, blank=True, related_name="applications")

    class Meta:
        constraints = [
            models.UniqueConstraint("campaign", "email", name="application_once_per_campaign"),
            models.CheckConstraint(
                name="application_never_of_a_student_within_a_course", condition=~Q(kind=WITHIN_COURSE.value)
            ),
            models.CheckConstraint(
                name="application_confirmed_before_anything_else",
                condition=Q(status=ApplicationStatus.ASKED.value, confirmed_at__isnull=True)
                | ~Q(status=ApplicationStatus.ASKED.value) & Q(confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="application_welcomed_after_a_talk",
                condition=~Q(status=ApplicationStatus.WELCOMED.value) | Q(talked_date__isnull=False),
            ),
            models.CheckConstraint(
                name="application_decided_by_a_person",
                condition=Q(status__in=[ApplicationStatus.ASKED.value, ApplicationStatus.NEW.value])
                | Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.kind}"

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()
