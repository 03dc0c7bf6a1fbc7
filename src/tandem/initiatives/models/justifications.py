"""Why a school takes part in an initiative: written by the school, confirmed by a person each school year."""

from django.db import models
from django.db.models import Q

from tandem.core.models import BaseModel
from tandem.initiatives.models.initiatives import Initiative
from tandem.initiatives.together.justification import Part, missing_parts
from tandem.people.models import Site, User


class Justification(BaseModel):
    """Why one school takes part: its themes, what it does at three levels, and the means it already uses.

    A document the school has already answers by its name, where it stands and the page; the file stays at the school.
    """

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="justifications")
    site = models.ForeignKey(Site, models.CASCADE, related_name="justifications")
    themes = models.JSONField(default=list, blank=True)
    pupil_actions = models.TextField(max_length=2000, blank=True)
    teacher_actions = models.TextField(max_length=2000, blank=True)
    school_actions = models.TextField(max_length=2000, blank=True)
    means = models.JSONField(default=list, blank=True)
    other_means = models.CharField(max_length=300, blank=True)
    document = models.CharField(max_length=200, blank=True)
    document_url = models.URLField(max_length=500, blank=True)
    document_page = models.CharField(max_length=40, blank=True)
    taken_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("initiative", "site", name="justification_once_per_site"),
            models.CheckConstraint(
                name="justification_confirming_names_who_and_when",
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.site_id}"

    @property
    def missing(self) -> tuple[Part, ...]:
        return missing_parts(
            themes=self.themes,
            pupil_actions=self.pupil_actions,
            teacher_actions=self.teacher_actions,
            school_actions=self.school_actions,
            means=self.means,
            other_means=self.other_means,
            document=self.document,
            page=self.document_page,
        )

    @property
    def stands(self) -> bool:
        """Tell whether the school said all that is asked, and a person confirmed it."""
        return self.confirmed_at is not None and not self.missing
