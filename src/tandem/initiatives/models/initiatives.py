"""What is organised for whom, who has which role in it, and who receives worries."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from tandem.core.models import BaseModel
from tandem.initiatives.catalogue import Template, Unit, template_of
from tandem.initiatives.enums import Emphasis, FormKind, InitiativeStatus, ParentContact, Place
from tandem.initiatives.validators import neutral
from tandem.people.models import Membership, Organisation, Site, User


class Initiative(BaseModel):
    """One programme in one school year, with the form it takes and how its sessions are held."""

    organiser = models.ForeignKey(Organisation, models.PROTECT, related_name="initiatives")
    name = models.CharField(max_length=200, validators=[neutral])
    form = models.CharField(max_length=20, choices=FormKind.choices)
    second_form = models.CharField(max_length=20, choices=FormKind.choices, blank=True)  # of a hybrid
    culturally_adaptive = models.BooleanField(default=False)
    status = models.CharField(max_length=20, choices=InitiativeStatus.choices, default=InitiativeStatus.PREPARING)
    starts_date = models.DateField()
    ends_date = models.DateField()
    # What families and pupils read; empty is the word of the glossary, in their own language (F-08).
    tutor_label = models.CharField(max_length=60, blank=True, validators=[neutral])
    activity_label = models.CharField(max_length=60, blank=True, validators=[neutral])
    team_label = models.CharField(max_length=60, blank=True, validators=[neutral])
    in_school_time = models.BooleanField(default=True)
    after_school = models.BooleanField(default=False)
    minutes = models.PositiveSmallIntegerField(default=45, validators=[MinValueValidator(10)])
    fetch_minutes = models.PositiveSmallIntegerField(default=0)
    group_min = models.PositiveSmallIntegerField(default=1)
    group_max = models.PositiveSmallIntegerField(default=2)
    level_spread = models.PositiveSmallIntegerField(default=1)
    sessions_per_week = models.PositiveSmallIntegerField(default=2)
    protected_subjects = models.JSONField(default=list, blank=True)
    attend_minutes = models.PositiveSmallIntegerField(default=0)  # following the teacher's explanation first
    cycle_weeks = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1), MaxValueValidator(10)])
    in_holidays = models.BooleanField(default=False)
    max_away = models.PositiveSmallIntegerField(null=True, blank=True)  # of one class at one moment
    classmates = models.BooleanField(default=True)  # a pupil may be tutored by a classmate
    place = models.CharField(max_length=20, choices=Place.choices, default=Place.SCHOOL)
    tutor_kinds = models.JSONField(default=list, blank=True)
    training_days = models.PositiveSmallIntegerField(default=0)
    parent_contact = models.CharField(max_length=20, choices=ParentContact.choices, default=ParentContact.PERIOD)
    emphasis = models.CharField(max_length=20, choices=Emphasis.choices, default=Emphasis.BALANCED)
    deviation_reason = models.CharField(max_length=500, blank=True)
    concern_contact = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    concern_deputy = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    sites = models.ManyToManyField(Site, related_name="initiatives", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="initiative_ends_after_start", condition=Q(ends_date__gte=F("starts_date"))),
            models.CheckConstraint(name="initiative_group_max_from_min", condition=Q(group_max__gte=F("group_min"))),
            models.CheckConstraint(
                name="initiative_in_or_after_school", condition=Q(in_school_time=True) | Q(after_school=True)
            ),
            models.CheckConstraint(name="initiative_of_two_forms", condition=~Q(second_form=F("form"))),
            models.CheckConstraint(name="initiative_cycle_of_some_weeks", condition=Q(cycle_weeks__range=(1, 10))),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def template(self) -> Template:
        """What the form asks; of a hybrid the stricter of both, with what lies over it."""
        return template_of(self.form, self.second_form, culturally_adaptive=self.culturally_adaptive)

    @property
    def visits_class(self) -> bool:
        """Whether a group of students visits a whole class, which stays in its own room."""
        return self.template.unit == Unit.VISIT

    @property
    def needs_room(self) -> bool:
        """Whether each team needs a room of the school."""
        return self.place == Place.SCHOOL and not self.visits_class


class Involvement(BaseModel):
    """That somebody has their role in this initiative: trust person, lecturer, final responsible, funder, …"""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="involvements")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="involvements")
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("initiative", "membership", name="involvement_once_per_role"),
            models.CheckConstraint(
                name="involvement_ends_after_start", condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.membership_id}"


class SiteContact(BaseModel):
    """Who receives worries about children at one site, and who stands in; the initiative's own come after them."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="site_contacts")
    site = models.ForeignKey(Site, models.CASCADE, related_name="+")
    contact = models.ForeignKey(User, models.PROTECT, related_name="+")
    deputy = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint("initiative", "site", name="site_contact_once_per_site"),
            models.CheckConstraint(
                name="site_contact_deputy_is_somebody_else",
                condition=Q(deputy__isnull=True) | ~Q(deputy=F("contact")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.site_id}"
