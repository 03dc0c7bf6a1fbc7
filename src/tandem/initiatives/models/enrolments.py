"""Who offers: tutors and groups of students."""

from django.db import models
from django.db.models import Q

from tandem.core.models import BaseModel
from tandem.initiatives.models.initiatives import Initiative
from tandem.initiatives.validators import neutral
from tandem.people.models import Person, Site, Tutor


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
