"""What partners said, chose and agreed before an initiative starts, and what they decide on the way."""

from django.db import models
from django.db.models import Q

from tandem.core.models import BaseModel
from tandem.initiatives.enums import PartnerGroup, PointState, StartPoint
from tandem.initiatives.models.initiatives import Initiative
from tandem.people.models import Person, User


class Written(BaseModel):
    """Something somebody wrote down, or a document that says it already: nobody writes it twice."""

    document = models.CharField(max_length=300, blank=True)  # its file name or address
    page = models.CharField(max_length=40, blank=True)
    from_last_year = models.BooleanField(default=False)  # taken over, and counts once somebody confirmed it
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        abstract = True


class Expectation(Written):
    """What somebody of a partner group expects of the others and offers them, in which language it was said."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="expectations")
    group = models.CharField(max_length=20, choices=PartnerGroup.choices)
    said_by = models.CharField(max_length=200)
    expects = models.TextField(max_length=2000, blank=True)
    offers = models.TextField(max_length=2000, blank=True)
    language = models.CharField(max_length=60, default="Nederlands")  # any that people speak
    interpreter = models.CharField(max_length=200, blank=True)
    stated_date = models.DateField()
    to_discuss = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="expectation_says_something", condition=~Q(expects="") | ~Q(offers="") | ~Q(document="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.group}"


class PointAnswer(Written):
    """What was agreed on one point before the start, or is still being discussed."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="points")
    point = models.CharField(max_length=20, choices=StartPoint.choices)
    state = models.CharField(max_length=20, choices=PointState.choices)
    text = models.TextField(max_length=4000, blank=True)
    agreed_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("initiative", "point", name="point_answered_once"),
            models.CheckConstraint(
                name="point_agreed_names_the_day",
                condition=Q(state="agreed", agreed_date__isnull=False) | Q(state="discussed", agreed_date__isnull=True),
            ),
            # Goals and contacts stand in rows of their own.
            models.CheckConstraint(
                name="point_says_something",
                condition=~Q(text="") | ~Q(document="") | Q(point__in=["goals", "contacts"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.point}"


class Goal(BaseModel):
    """A goal partners chose for one group: of the library, or in their own words. It has no rank and no score."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="goals")
    group = models.CharField(max_length=20, choices=PartnerGroup.choices)
    library_key = models.CharField(max_length=40, blank=True)
    own_words = models.CharField(max_length=300, blank=True)
    from_last_year = models.BooleanField(default=False)
    chosen_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "initiative", "library_key", condition=~Q(library_key=""), name="goal_of_the_library_once"
            ),
            models.CheckConstraint(
                name="goal_of_the_library_or_in_own_words",
                condition=Q(own_words="") & ~Q(library_key="") | ~Q(own_words="") & Q(library_key=""),
            ),
        ]

    def __str__(self) -> str:
        return self.own_words or self.library_key


class QuestionContact(BaseModel):
    """Where people of one group can go with questions and problems."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="question_contacts")
    group = models.CharField(max_length=20, choices=PartnerGroup.choices)
    who = models.CharField(max_length=200)
    reach = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("initiative", "group", name="question_contact_once_per_group")]

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.group}"


class Instrument(BaseModel):
    """With what partners see how it goes (process) and what it brings (product), and for which goals."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="instruments")
    name = models.CharField(max_length=200)
    process = models.BooleanField(default=False)
    product = models.BooleanField(default=False)
    of_the_tutor = models.BooleanField(default=False)
    goals = models.ManyToManyField(Goal, related_name="instruments", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="instrument_of_process_or_product", condition=Q(process=True) | Q(product=True))
        ]

    def __str__(self) -> str:
        return self.name


class Consultation(BaseModel):
    """That partners sat together on a day: who was there, and what was said besides what stands elsewhere."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="consultations")
    held_date = models.DateField()
    groups = models.JSONField(default=list, blank=True)  # of which partner groups somebody was there
    present = models.TextField(max_length=2000, blank=True)
    remarks = models.TextField(max_length=4000, blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.held_date}"


class Decision(BaseModel):
    """What partners decided, or propose to decide, in words a parent reads; who was asked about it."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="decisions")
    subject = models.CharField(max_length=200)
    plain = models.TextField(max_length=2000)
    asked_groups = models.JSONField(default=list, blank=True)
    decided_date = models.DateField(null=True, blank=True)  # none while it is proposed
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.subject


class Voice(BaseModel):
    """What somebody of a partner group thinks of a decision that is proposed."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="voices")
    group = models.CharField(max_length=20, choices=PartnerGroup.choices)
    words = models.TextField(max_length=1000)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.decision_id} {self.group}"


class PartAsked(BaseModel):
    """That somebody was asked to fill in one part of the start: one point, or what one group expects."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="parts_asked")
    point = models.CharField(max_length=20, choices=StartPoint.choices, blank=True)
    group = models.CharField(max_length=20, choices=PartnerGroup.choices, blank=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="parts_asked")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "initiative",
                "point",
                "group",
                "person",
                condition=Q(done_at__isnull=True),
                name="part_asked_once_at_a_time",
            ),
            models.CheckConstraint(
                name="part_asked_is_a_point_or_a_group",
                condition=Q(point="") & ~Q(group="") | ~Q(point="") & Q(group=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.point or self.group}"
