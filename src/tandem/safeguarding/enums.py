"""Words of this context that rows are made of."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StepKind(TextChoices):
    """What was done with a signal; its sender sees these words, and never what was written about it."""

    SENT = "sent", _("verstuurd")
    DEPUTY = "deputy", _("ook naar de vervanger")
    READ = "read", _("gelezen")
    NOTED = "noted", _("ermee bezig")
    SCHOOL = "school", _("besproken op school")
    CLB = "clb", _("doorgegeven aan het CLB")
    VEILIG_THUIS = "veilig_thuis", _("doorgegeven aan Veilig Thuis")
    EMERGENCY = "emergency", _("hulpdiensten of politie gebeld")
    CLOSED = "closed", _("afgerond")


class NoticeKind(TextChoices):
    """Why a short mail without content goes out."""

    ARRIVED = "arrived", _("er wacht iets om te lezen")
    PASSED_ON = "passed_on", _("er wacht iets om in iemands plaats te lezen")
    RECEIPT = "receipt", _("er is iets gedaan met wat je meldde")
