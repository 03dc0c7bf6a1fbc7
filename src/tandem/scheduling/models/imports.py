"""What somebody handed over, once cleaned, until it is taken over or thrown away."""

from django.db import models

from tandem.core.models import BaseModel
from tandem.initiatives.models import Initiative
from tandem.people.models import Organisation, Site, User
from tandem.scheduling.enums import ImportStatus


class Import(BaseModel):
    """An upload. Only cleaned rows are kept: no national number, no score, no unmapped column, no raw file."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="imports")
    initiative = models.ForeignKey(Initiative, models.CASCADE, null=True, blank=True, related_name="imports")
    site = models.ForeignKey(Site, models.CASCADE, null=True, blank=True, related_name="imports")
    status = models.CharField(max_length=20, choices=ImportStatus.choices, default=ImportStatus.UPLOADED)
    file_names = models.JSONField(default=list, blank=True)
    grids = models.JSONField(default=dict, blank=True)
    mapping = models.JSONField(default=dict, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.uploaded_at}"


class LearntColumn(BaseModel):
    """What an organisation's heading meant last time."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="learnt_columns")
    table = models.CharField(max_length=40)
    heading = models.CharField(max_length=200)
    field = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint("organisation", "table", "heading", name="heading_learnt_once")]

    def __str__(self) -> str:
        return f"{self.heading} {self.field}"
