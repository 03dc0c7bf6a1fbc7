"""What a family and an association expect of each other, before a child begins (S-24)."""

from django.db import models

from tandem.core.models import BaseModel
from tandem.core.sealed import SealedTextField
from tandem.initiatives.models.initiatives import Initiative
from tandem.people.models import Person, Pupil, User

OF = ["pupil.person_id"]


class FamilyContract(BaseModel):
    """Both columns of a contract, spoken or on paper; who spoke for the family, and who wrote it down.

    It holds what both expect, never whether they kept to it: nobody is held to account (R-NEV-03).
    """

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="family_contracts")
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="family_contracts")
    family_expects = SealedTextField(of=OF, max_length=2000)
    others_expect = SealedTextField(of=OF, max_length=2000)
    said_by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    is_spoken = models.BooleanField(default=False)
    language = models.CharField(max_length=60, default="Nederlands")
    interpreter = models.CharField(max_length=200, blank=True)
    said_date = models.DateField()
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("initiative", "pupil", name="family_contract_once_per_child")]

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.pupil_id}"
