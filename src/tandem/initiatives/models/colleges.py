"""What a college gives an initiative: how many places, and which moments its students keep free (R-NEV-12)."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from tandem.core.models import BaseModel
from tandem.initiatives.models.initiatives import Initiative
from tandem.people.models import Organisation, Site, User


class CollegePlaces(BaseModel):
    """How many pupils or classes the students of a college work with: at one site, or in all of an initiative."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="college_places")
    college = models.ForeignKey(Organisation, models.CASCADE, related_name="college_places")
    site = models.ForeignKey(Site, models.CASCADE, null=True, blank=True, related_name="+")
    places = models.PositiveSmallIntegerField(validators=[MaxValueValidator(5000)])
    reason = models.CharField(max_length=300, blank=True)  # why none, where a college says no to a school
    said_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "initiative", "college", "site", name="college_places_once_per_site", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.college_id} {self.places}"


class PolicyCheck(BaseModel):
    """That a college looked why a school chose tutoring before it sends students, and what it made of it (10.1b)."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="policy_checks")
    college = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    site = models.ForeignKey(Site, models.CASCADE, related_name="+")
    agrees = models.BooleanField()
    reason = models.CharField(max_length=300, blank=True)
    checked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("initiative", "college", "site", name="policy_check_once_per_site"),
            models.CheckConstraint(name="policy_check_refusal_has_a_reason", condition=Q(agrees=True) | ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.college_id} {self.site_id}"


class ReservedSlot(BaseModel):
    """A weekly moment that a college keeps free in the timetable of its own students, for this initiative."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="reserved_slots")
    college = models.ForeignKey(Organisation, models.CASCADE, related_name="reserved_slots")
    site = models.ForeignKey(Site, models.CASCADE, null=True, blank=True, related_name="+")  # for one school alone
    day = models.PositiveSmallIntegerField(validators=[MaxValueValidator(6)])
    starts = models.TimeField()
    ends = models.TimeField()
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="reserved_slot_ends_after_start", condition=Q(ends__gt=F("starts"))),
            models.CheckConstraint(
                name="reserved_slot_dates_in_order", condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date"))
            ),
            models.UniqueConstraint(
                "initiative",
                "college",
                "site",
                "day",
                "starts",
                "from_date",
                name="reserved_slot_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.college_id} {self.day} {self.starts}"
