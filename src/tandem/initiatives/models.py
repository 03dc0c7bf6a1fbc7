"""What is organised for whom: initiatives, who asks, who offers."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from tandem.core.models import BaseModel
from tandem.core.sealed import SealedTextField
from tandem.initiatives.enums import FormKind, InitiativeStatus, Priority, RequestStatus
from tandem.initiatives.validators import neutral
from tandem.people.models import Membership, Organisation, Person, Pupil, SchoolClass, Site, Tutor, User


class Initiative(BaseModel):
    """One programme in one school year, with the form it takes and how its sessions are held."""

    organiser = models.ForeignKey(Organisation, models.PROTECT, related_name="initiatives")
    name = models.CharField(max_length=200, validators=[neutral])
    form = models.CharField(max_length=20, choices=FormKind.choices)
    status = models.CharField(max_length=20, choices=InitiativeStatus.choices, default=InitiativeStatus.PREPARING)
    starts_date = models.DateField()
    ends_date = models.DateField()
    # What families and pupils read; empty is the word of the glossary, in their own language (F-08).
    tutor_label = models.CharField(max_length=60, blank=True, validators=[neutral])
    activity_label = models.CharField(max_length=60, blank=True, validators=[neutral])
    team_label = models.CharField(max_length=60, blank=True, validators=[neutral])
    in_school_time = models.BooleanField(default=True)
    after_school = models.BooleanField(default=False)
    minutes = models.PositiveSmallIntegerField(default=45, validators=[MinValueValidator(10)])
    fetch_minutes = models.PositiveSmallIntegerField(default=0)
    group_min = models.PositiveSmallIntegerField(default=1)
    group_max = models.PositiveSmallIntegerField(default=2)
    level_spread = models.PositiveSmallIntegerField(default=1)
    sessions_per_week = models.PositiveSmallIntegerField(default=2)
    protected_subjects = models.JSONField(default=list, blank=True)
    concern_contact = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    concern_deputy = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    sites = models.ManyToManyField(Site, related_name="initiatives", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="initiative_ends_after_start", condition=Q(ends_date__gte=F("starts_date"))),
            models.CheckConstraint(name="initiative_group_max_from_min", condition=Q(group_max__gte=F("group_min"))),
            models.CheckConstraint(
                name="initiative_in_or_after_school", condition=Q(in_school_time=True) | Q(after_school=True)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Involvement(BaseModel):
    """That somebody has their role in this initiative: trust person, lecturer, final responsible, funder, …"""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="involvements")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="involvements")
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("initiative", "membership", name="involvement_once_per_role"),
            models.CheckConstraint(
                name="involvement_ends_after_start", condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.membership_id}"


class SiteContact(BaseModel):
    """Who receives worries about children at one site, and who stands in; the initiative's own come after them."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="site_contacts")
    site = models.ForeignKey(Site, models.CASCADE, related_name="+")
    contact = models.ForeignKey(User, models.PROTECT, related_name="+")
    deputy = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint("initiative", "site", name="site_contact_once_per_site"),
            models.CheckConstraint(
                name="site_contact_deputy_is_somebody_else",
                condition=Q(deputy__isnull=True) | ~Q(deputy=F("contact")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.site_id}"


class StudentGroup(BaseModel):
    """Students of one course who visit a class together."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="student_groups")
    name = models.CharField(max_length=80, validators=[neutral])
    tutors = models.ManyToManyField(Tutor, related_name="student_groups", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("initiative", "name", name="student_group_name_once")]

    def __str__(self) -> str:
        return self.name


class Enrolment(BaseModel):
    """A tutor, or a group of students, who takes part in an initiative, and what they offer."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="enrolments")
    tutor = models.ForeignKey(Tutor, models.CASCADE, null=True, blank=True, related_name="enrolments")
    student_group = models.ForeignKey(StudentGroup, models.CASCADE, null=True, blank=True, related_name="enrolments")
    lecturer = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="enrolments_supervised")
    sites = models.ManyToManyField(Site, related_name="enrolments", blank=True)
    teaches = models.JSONField(default=dict, blank=True)  # {subject: [lowest year, highest year]}
    max_sessions = models.PositiveSmallIntegerField(default=6)
    max_sessions_per_day = models.PositiveSmallIntegerField(default=4)
    max_group = models.PositiveSmallIntegerField(default=2)
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="enrolment_of_a_tutor_or_a_group",
                condition=Q(tutor__isnull=False, student_group__isnull=True)
                | Q(tutor__isnull=True, student_group__isnull=False),
            ),
            models.UniqueConstraint("initiative", "tutor", name="enrolment_once_per_tutor"),
            models.UniqueConstraint("initiative", "student_group", name="enrolment_once_per_group"),
        ]

    def __str__(self) -> str:
        return f"{self.tutor_id or self.student_group_id}"


class Request(BaseModel):
    """A pupil, or a whole class, that asks for tutoring in one subject."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="requests")
    pupil = models.ForeignKey(Pupil, models.CASCADE, null=True, blank=True, related_name="requests")
    school_class = models.ForeignKey(SchoolClass, models.CASCADE, null=True, blank=True, related_name="requests")
    site = models.ForeignKey(Site, models.PROTECT, related_name="requests")
    subject = models.CharField(max_length=60)
    level = models.PositiveSmallIntegerField()
    sessions_per_week = models.PositiveSmallIntegerField(default=2, validators=[MinValueValidator(1)])
    group_max = models.PositiveSmallIntegerField(default=2)
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.NORMAL)
    goal = SealedTextField(of=["pupil.person_id", "school_class_id"], max_length=300, blank=True)
    interests = models.JSONField(default=list, blank=True)
    languages = models.JSONField(default=list, blank=True)
    status = models.CharField(max_length=20, choices=RequestStatus.choices, default=RequestStatus.WAITING)
    asked_date = models.DateField()
    not_tutors = models.ManyToManyField(Tutor, related_name="+", blank=True)
    apart_from = models.ManyToManyField("self", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="request_of_a_pupil_or_a_class",
                condition=Q(pupil__isnull=False, school_class__isnull=True)
                | Q(pupil__isnull=True, school_class__isnull=False),
            ),
            models.UniqueConstraint(
                "initiative",
                "pupil",
                "subject",
                condition=Q(status__in=["waiting", "placed"]),
                name="request_once_per_subject",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id or self.school_class_id} {self.subject}"
