"""Persons, where they belong, and what they agreed to.

No table here holds a test score, a national number, or a word about a child's past.
"""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Lower, Now

from tandem.core.models import BaseModel, Plain
from tandem.core.permissions import Role
from tandem.people.enums import (
    AddressKind,
    CheckModel,
    ClearanceKind,
    ConsentAnswer,
    ConsentParty,
    ConsentPurpose,
    ConsentWay,
    OrganisationKind,
    Region,
    Stage,
    TutorKind,
)


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class Organisation(BaseModel):
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    region = models.CharField(max_length=20, choices=Region.choices, default=Region.BE_FLANDERS)
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts"
    )  # a board, a koepel

    class Meta:
        constraints = [
            models.CheckConstraint(name="organisation_not_part_of_itself", condition=~Q(part_of=F("id"))),
        ]

    def __str__(self) -> str:
        return self.name


class Campus(BaseModel):
    """Grounds on which sites of one or more organisations stand together."""

    name = models.CharField(max_length=200, unique=True)
    address = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.name


class Site(BaseModel):
    """One place of an organisation where sessions can be held."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="sites")
    campus = models.ForeignKey(Campus, models.SET_NULL, null=True, blank=True, related_name="sites")
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.PRIMARY_BE)
    pick_up = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("organisation", Lower("name"), name="site_name_once_per_organisation")]

    def __str__(self) -> str:
        return self.name


class Person(BaseModel):
    """Somebody, once: pupil, guardian, tutor and teacher may be the same person."""

    given_name = models.CharField(max_length=100)
    infix = models.CharField(max_length=30, blank=True)
    family_name = models.CharField(max_length=100, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=8, default="nl")
    added_at = models.DateTimeField(db_default=Now(), editable=False)  # whoever is new is not forgotten yet
    sort_name = models.GeneratedField(
        expression=Plain(Concat(F("family_name"), Value(" "), F("given_name"), Value(" "), F("infix"))),
        output_field=models.CharField(max_length=240),
        db_persist=True,
    )

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.given_name, self.infix, self.family_name) if part)

    @property
    def first_name_initial(self) -> str:
        """The name a tutor sees: first name and the first letter of the family name."""
        return f"{self.given_name} {self.family_name[:1]}." if self.family_name else self.given_name


class User(BaseModel, AbstractBaseUser):
    """An account: how a person signs in."""

    email = models.EmailField(unique=True, null=True, blank=True)  # a family comes in without one
    person = models.OneToOneField(Person, models.PROTECT, related_name="user")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    objects = UserManager()

    class Meta:
        constraints = [models.CheckConstraint(name="user_email_lower_case", condition=Q(email=Lower("email")))]

    def __str__(self) -> str:
        return self.email or str(self.pk)


class Membership(BaseModel):
    """The role a person has in an organisation, perhaps at one site of it, from a day and perhaps until a day.

    A deputy has a membership of their own that names the one they stand in for, and always an end.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="memberships")
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role])
    stands_in_for = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="deputies")
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "person",
                "organisation",
                "role",
                "site",
                name="membership_once_per_role",
                condition=Q(stands_in_for__isnull=True),
                nulls_distinct=False,
            ),
            models.UniqueConstraint("person", "stands_in_for", "from_date", name="deputy_once_per_start"),
            models.CheckConstraint(
                name="deputy_has_an_end", condition=Q(stands_in_for__isnull=True) | Q(to_date__isnull=False)
            ),
            models.CheckConstraint(
                name="membership_at_a_site_for_location_coordinators",
                condition=Q(site__isnull=True) & ~Q(role=Role.LOCATION_COORDINATOR)
                | Q(site__isnull=False, role=Role.LOCATION_COORDINATOR),
            ),
            models.CheckConstraint(
                name="membership_ends_after_start", condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"


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


class Tutor(BaseModel):
    """Somebody who tutors, on behalf of the organisation that sends or engages them."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="tutor")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="tutors")
    kind = models.CharField(max_length=20, choices=TutorKind.choices, default=TutorKind.STUDENT)
    number = models.CharField(max_length=40, blank=True)
    languages = models.JSONField(default=list, blank=True)
    interests = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation", "number", condition=~Q(number=""), name="tutor_number_once_per_organisation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}"


class Clearance(BaseModel):
    """That a tutor's check, training or agreement was seen; never the document itself, nor what it says."""

    tutor = models.ForeignKey(Tutor, models.CASCADE, related_name="clearances")
    kind = models.CharField(max_length=20, choices=ClearanceKind.choices)
    model = models.CharField(max_length=20, choices=CheckModel.choices, blank=True)
    document_date = models.DateField(null=True, blank=True)
    seen_date = models.DateField()
    seen_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    valid_until = models.DateField(null=True, blank=True)  # the last day; it is renewed before

    class Meta:
        constraints = [
            models.UniqueConstraint("tutor", "kind", "model", name="clearance_once_per_kind"),
            models.CheckConstraint(
                name="clearance_of_a_check_names_its_model",
                condition=Q(kind="check") & ~Q(model="") | ~Q(kind="check") & Q(model=""),
            ),
            models.CheckConstraint(
                name="clearance_document_was_made_before_it_was_seen",
                condition=Q(document_date__isnull=True) | Q(document_date__lte=F("seen_date")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tutor_id} {self.kind}"


class Halt(BaseModel):
    """That a tutor was stopped in one step, everywhere, until somebody lifts it. Why is not written down here."""

    tutor = models.ForeignKey(Tutor, models.CASCADE, related_name="halts")
    halted_at = models.DateTimeField()
    halted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint("tutor", condition=Q(lifted_at__isnull=True), name="halt_one_at_a_time"),
            models.CheckConstraint(
                name="halt_lifting_names_who_and_when",
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tutor_id}"


class ProcessingAgreement(BaseModel):
    """That a school's board agreed how its pupils' data are kept, and in which version of the text."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="processing_agreements")
    board = models.CharField(max_length=200)
    version = models.CharField(max_length=40)
    signed_date = models.DateField()
    ends_date = models.DateField(null=True, blank=True)
    seen_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("organisation", "version", "signed_date", name="processing_agreement_once"),
            models.CheckConstraint(
                name="processing_agreement_ends_after_start",
                condition=Q(ends_date__isnull=True) | Q(ends_date__gte=F("signed_date")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board} {self.version}"


class WorkingWeek(BaseModel):
    """On which days of the week (0 is Monday) somebody works; who has none works from Monday to Friday."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="working_week")
    days = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.person_id}"


class DayOff(BaseModel):
    """Days on which somebody is not there, so that what cannot wait goes to who stands in."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="days_off")
    from_date = models.DateField()
    to_date = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="day_off_ends_after_start", condition=Q(to_date__gte=F("from_date")))
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.from_date}"


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
