"""How families and pupils come in: letters, cards, addresses and codes, none of them in the clear."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from tandem.core.models import BaseModel
from tandem.people.enums import AddressKind
from tandem.people.models.organisations import Organisation
from tandem.people.models.persons import Person, User


class FamilyLetter(BaseModel):
    """A printed letter to a guardian about the children at one school, with a code that opens the door once."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="letters")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="letters")
    code_hash = models.CharField(max_length=64, unique=True)
    again = models.OneToOneField("LetterAgain", models.PROTECT, null=True, blank=True, related_name="letter_made")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    spent_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # a later letter took its place

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "person", "organisation", condition=Q(again__isnull=True), name="letter_first_once"
            ),
            models.UniqueConstraint(
                "person",
                "organisation",
                condition=Q(spent_at__isnull=True, ended_at__isnull=True),
                name="letter_one_under_way",
            ),
            models.CheckConstraint(
                name="letter_spent_or_ended", condition=Q(spent_at__isnull=True) | Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(name="letter_holds_for_a_while", condition=Q(valid_until__gt=F("made_at"))),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.made_at:%Y-%m-%d}"


class LetterAgain(BaseModel):
    """That somebody asks for a family's letter once more, and that a colleague says the family asked for it."""

    letter = models.OneToOneField(FamilyLetter, models.CASCADE, related_name="asked_again")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="letter_again_takes_two", condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("asked_by"))
            ),
            models.CheckConstraint(
                name="letter_again_confirmed_by_somebody",
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter_id}"


class PupilCard(BaseModel):
    """The card with which a pupil comes in on a device of the school, to see their own hours and nothing else."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="cards")
    code_hash = models.CharField(max_length=64, unique=True)
    pictures_hash = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)  # a later card took its place

    class Meta:
        constraints = [
            models.UniqueConstraint("person", condition=Q(ended_at__isnull=True), name="card_one_per_pupil"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.made_at:%Y-%m-%d}"


class OwnAddress(BaseModel):
    """An e-mail address or phone number somebody proved to be theirs: a code sent there lets them in."""

    user = models.ForeignKey(User, models.CASCADE, related_name="own_addresses")
    kind = models.CharField(max_length=10, choices=AddressKind.choices)
    address = models.CharField(max_length=254)
    proven_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("address", name="own_address_of_one_person"),
            models.CheckConstraint(name="own_address_lower_case", condition=Q(address=Lower("address"))),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind}"


class SentCode(BaseModel):
    """A code on its way to an address, to be typed in the browser that asked for it."""

    user = models.ForeignKey(User, models.CASCADE, related_name="sent_codes")
    kind = models.CharField(max_length=10, choices=AddressKind.choices)
    address = models.CharField(max_length=254)
    language = models.CharField(max_length=8)
    asked_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    code_hash = models.CharField(max_length=64, blank=True)  # made while it is sent: nobody ever reads it back here
    wrong = models.PositiveSmallIntegerField(default=0)
    spent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["user", "valid_until"], name="sent_code_of_user")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind}"
