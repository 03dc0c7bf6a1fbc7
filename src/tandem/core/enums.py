from django.db import models


class TryKind(models.TextChoices):
    """What somebody tried at the door."""

    GUESS = "guess"  # a password, a code or a picture PIN, which may be wrong
    SENDING = "sending"  # a code or a page by mail or phone, which somebody else may not have asked for


class TryOutcome(models.TextChoices):
    UNDER_WAY = "under_way"
    RIGHT = "right"
    WRONG = "wrong"
