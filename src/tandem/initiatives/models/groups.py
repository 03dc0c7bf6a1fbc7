"""Which children would work together, before anybody tutors them (S-05)."""

from django.db import models
from django.db.models import Q

from tandem.core.models import BaseModel
from tandem.core.sealed import SealedTextField
from tandem.initiatives.models.enrolments import Enrolment
from tandem.initiatives.models.initiatives import Initiative
from tandem.initiatives.models.requests import Request
from tandem.people.models import Site, User


class PupilGroup(BaseModel):
    """Children who ask for the same at one site and work together; it has a number, never a name or a level."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="pupil_groups")
    site = models.ForeignKey(Site, models.PROTECT, related_name="+")
    subject = models.CharField(max_length=60)
    number = models.PositiveSmallIntegerField()
    enrolment = models.ForeignKey(Enrolment, models.SET_NULL, null=True, blank=True, related_name="pupil_groups")
    works_together = models.BooleanField(null=True, blank=True)  # the fifth question: who knows them says so
    said_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    said_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("initiative", "number", name="pupil_group_number_once"),
            models.CheckConstraint(
                name="pupil_group_word_names_who_and_when",
                condition=Q(works_together__isnull=True, said_by__isnull=True, said_at__isnull=True)
                | Q(works_together__isnull=False, said_by__isnull=False, said_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.number}"


class PupilGroupMember(BaseModel):
    """A child in a group, and what to mind about this child there."""

    group = models.ForeignKey(PupilGroup, models.CASCADE, related_name="members")
    request = models.OneToOneField(Request, models.CASCADE, related_name="pupil_group_member")
    note = SealedTextField(of=["request.pupil.person_id"], max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.group_id} {self.request_id}"
