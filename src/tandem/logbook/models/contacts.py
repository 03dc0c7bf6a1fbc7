"""Talking with a family: it begins with what goes well, and the family reads what was written (R-NEV-07)."""

from django.db import models
from django.db.models import Q

from tandem.core.models import BaseModel
from tandem.core.sealed import SealedTextField
from tandem.logbook.enums import ContactWay
from tandem.people.models import Person, Pupil, User

LONGEST = 300
WHOSE = ["pupil.person_id"]


class FamilyContact(BaseModel):
    """One contact with a parent or carer. There is no list of what a parent fails at, and no field for one."""

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="family_contacts")
    spoken_with = models.ForeignKey(Person, models.PROTECT, related_name="+")
    on_date = models.DateField()
    way = models.CharField(max_length=20, choices=ContactWay.choices)
    went_well = SealedTextField(of=WHOSE, max_length=LONGEST)
    talked_about = SealedTextField(of=WHOSE, max_length=LONGEST, blank=True)
    agreed = SealedTextField(of=WHOSE, max_length=LONGEST, blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["pupil", "-on_date"], name="family_contact_by_pupil")]
        constraints = [
            models.CheckConstraint(name="family_contact_begins_with_what_went_well", condition=~Q(went_well=""))
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id} {self.on_date}"
