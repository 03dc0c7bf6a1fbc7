"""Persons, their accounts, and the roles they have where."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Lower, Now

from tandem.core.models import BaseModel, Plain
from tandem.core.permissions import Role
from tandem.people.models.organisations import Organisation, Site


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


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
