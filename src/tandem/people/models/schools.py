"""Classes, who teaches them, who is in them, and who answers at home."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from tandem.core.models import BaseModel
from tandem.people.models.organisations import Organisation, Site
from tandem.people.models.persons import Person


class SchoolClass(BaseModel):
    """A class in one school year; a combined class holds pupils of several years."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="classes")
    name = models.CharField(max_length=40)
    school_year = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint("site", "school_year", Lower("name"), name="class_name_once_per_site_and_year")
        ]

    def __str__(self) -> str:
        return self.name


class ClassTeacher(BaseModel):
    """Who teaches a class, on which days of the week (0 is Monday), all year or from a day until a day."""

    school_class = models.ForeignKey(SchoolClass, models.CASCADE, related_name="class_teachers")
    person = models.ForeignKey(Person, models.CASCADE, related_name="classes_taught")
    days = models.JSONField(default=list, blank=True)
    stands_in_for = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="deputies")
    from_date = models.DateField(null=True, blank=True)
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("school_class", "person", name="teacher_once_per_class"),
            models.CheckConstraint(
                name="stand_in_teacher_has_dates",
                condition=Q(stands_in_for__isnull=True) | Q(from_date__isnull=False, to_date__isnull=False),
            ),
            models.CheckConstraint(
                name="teacher_ends_after_start",
                condition=Q(from_date__isnull=True) | Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.school_class_id}"


class Pupil(BaseModel):
    """A child at a school. The school's own number is the key, since namesakes and twins exist."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="pupil")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="pupils")
    number = models.CharField(max_length=40)
    birth_date = models.DateField(null=True, blank=True)
    year = models.PositiveSmallIntegerField()
    left_date = models.DateField(null=True, blank=True)
    guardians_may_see = models.BooleanField(default=False)  # the pupil's own word, asked from 18

    class Meta:
        constraints = [models.UniqueConstraint("organisation", "number", name="pupil_number_once_per_school")]

    def __str__(self) -> str:
        return self.number


class ClassPlace(BaseModel):
    """A pupil's place in a class; a pupil may have more than one."""

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="places")
    school_class = models.ForeignKey(SchoolClass, models.CASCADE, related_name="places")
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "pupil", "school_class", condition=Q(to_date__isnull=True), name="place_open_once_per_class"
            ),
            models.CheckConstraint(
                name="place_ends_after_start", condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id} {self.school_class_id}"


class Guardian(BaseModel):
    """A parent or carer of a pupil, with what the law lets them do: decide, be told, or neither."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="guardian_of")
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="guardians")
    has_authority = models.BooleanField(default=True)  # without it: told, but not asked
    contact_ban = models.BooleanField(default=False)  # sees nothing, gets no letter and no message
    address = models.CharField(max_length=300, blank=True)  # where letters about this child go

    class Meta:
        constraints = [models.UniqueConstraint("person", "pupil", name="guardian_once_per_pupil")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.pupil_id}"
