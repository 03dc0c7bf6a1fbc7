"""Pupils who help pupils: the question to a class, who would like to, and which teachers learned to guide it (S-09).

Whoever would like to help and does not begin this time is only somebody who would like to: nothing here can say of a
child that it does not suit (R-NEV-06).
"""

from django.db import models
from django.db.models import Q

from tandem.core.models import BaseModel
from tandem.initiatives.models.initiatives import Initiative
from tandem.people.models import Person, Pupil, SchoolClass, User


class PeerCall(BaseModel):
    """The question to the pupils of a class: who would like to help somebody with this?"""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="peer_calls")
    school_class = models.ForeignKey(SchoolClass, models.CASCADE, related_name="peer_calls")
    subject = models.CharField(max_length=60)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "initiative",
                "school_class",
                "subject",
                condition=Q(closed_at__isnull=True),
                name="peer_call_open_once_per_class",
            ),
            models.CheckConstraint(name="peer_call_names_its_subject", condition=~Q(subject="")),
        ]

    def __str__(self) -> str:
        return f"{self.school_class_id} {self.subject}"


class PeerOffer(BaseModel):
    """That a pupil would like to help; whoever begins has an enrolment, and of the others no more is written."""

    call = models.ForeignKey(PeerCall, models.CASCADE, related_name="offers")
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="peer_offers")
    offered_at = models.DateTimeField()
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint("call", "pupil", name="peer_offer_once_per_call")]

    def __str__(self) -> str:
        return f"{self.call_id} {self.pupil_id}"


class PeerGuide(BaseModel):
    """That a teacher said to have learned how to guide pupils who help each other."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="peer_guides")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    ticked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("initiative", "person", name="peer_guide_once_per_teacher")]

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.person_id}"
