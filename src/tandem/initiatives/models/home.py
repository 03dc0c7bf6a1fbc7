"""What was agreed with a family about visits at home, before the first one (R-RT-5.2.3c, R-VLOR-8a)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from tandem.core.models import BaseModel
from tandem.core.sealed import SealedTextField
from tandem.initiatives.models.initiatives import Initiative
from tandem.people.models import Person, Pupil, User

OF = ["pupil.person_id"]
LONGEST_PART = 60


class HomeArrangement(BaseModel):
    """Where a tutor comes and what for, who is at home, what happens together, and who looks after both sides.

    Nothing here says what a family does or does not do: there is no such field, and no reason for a visit that is off.
    """

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="home_arrangements")
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="home_arrangements")
    agreed_with = models.ForeignKey(Person, models.CASCADE, related_name="+")
    agreed_date = models.DateField()
    language = models.CharField(max_length=60, default="Nederlands")
    interpreter = models.CharField(max_length=200, blank=True)
    address = SealedTextField(of=OF, max_length=300)
    someone_home = SealedTextField(of=OF, max_length=300)
    strengths = SealedTextField(of=OF, max_length=1000)
    purpose = SealedTextField(of=OF, max_length=500)
    together = SealedTextField(of=OF, max_length=500)
    together_minutes = models.PositiveSmallIntegerField(
        default=10, validators=[MinValueValidator(5), MaxValueValidator(LONGEST_PART)]
    )
    first_with = models.ForeignKey(Person, models.PROTECT, related_name="+")
    safety_contact = models.ForeignKey(Person, models.PROTECT, related_name="+")
    safety_phone = models.CharField(max_length=30, default="")  # on which the tutor reaches who knows where they are
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("initiative", "pupil", name="home_arrangement_once_per_child"),
            models.CheckConstraint(name="home_arrangement_begins_with_strengths", condition=~Q(strengths="")),
            models.CheckConstraint(
                name="home_arrangement_has_a_part_together", condition=Q(together_minutes__range=(5, LONGEST_PART))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.pupil_id}"
