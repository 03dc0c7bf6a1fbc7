from django.db import migrations

from tandem.core.sealed import SealedTextField
from tandem.core.sealing import seal_fields


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_data_keys"),
        ("logbook", "0002_receipts"),
    ]
    operations = seal_fields(
        "logbook",
        "PupilEntry",
        {
            name: SealedTextField(blank=True, max_length=300, of=("pupil.person_id",))
            for name in ("activity", "goal", "success")
        },
    )
