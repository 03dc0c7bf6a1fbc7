"""In which words families were asked, and what they answered."""

from django.db import models
from django.db.models import Q

from tandem.core.models import BaseModel
from tandem.people.enums import ConsentAnswer, ConsentParty, ConsentPurpose, ConsentWay
from tandem.people.models.persons import Person, User
from tandem.people.models.schools import Pupil


class ConsentText(BaseModel):
    """The words somebody answered to, as they stood on the page or were read aloud, without any name in them."""

    purpose = models.CharField(max_length=20, choices=ConsentPurpose.choices)
    party = models.CharField(max_length=20, choices=ConsentParty.choices)
    language = models.CharField(max_length=8)
    words = models.TextField()
    digest = models.CharField(max_length=64)  # of the words, so that the same words are kept once
    first_used_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("purpose", "party", "language", "digest", name="consent_text_once"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.party} {self.language} {self.digest[:8]}"


class Consent(BaseModel):
    """One answer in the ledger; a later answer of the same party supersedes it, none is ever changed."""

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=ConsentPurpose.choices)
    party = models.CharField(max_length=20, choices=ConsentParty.choices)
    answer = models.CharField(max_length=10, choices=ConsentAnswer.choices)
    answered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    way = models.CharField(max_length=10, choices=ConsentWay.choices)
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="+")
    evidence = models.CharField(max_length=200, blank=True)  # where a slip is kept, or how it was heard
    # The guardian's answer in the same conversation: a child's yes that somebody else wrote down never stands alone.
    heard_with = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="+")
    of_age = models.BooleanField(default=False)  # the pupil was 18 or older, and decides alone
    answered_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["pupil", "purpose", "party", "-answered_at"], name="consent_latest")]
        constraints = [
            models.CheckConstraint(name="consent_way_is_its_own", condition=Q(way__in=ConsentWay.values)),
            models.CheckConstraint(name="consent_heard_says_where", condition=Q(way=ConsentWay.PAGE) | ~Q(evidence="")),
            models.CheckConstraint(
                name="consent_childs_yes_is_its_own",
                condition=~Q(party=ConsentParty.PUPIL, answer=ConsentAnswer.YES)
                | Q(way=ConsentWay.PAGE)
                | Q(heard_with__isnull=False)
                | Q(of_age=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id} {self.purpose} {self.answer}"
