from django.db import migrations

from tandem.core.sealed import SealedTextField
from tandem.core.sealing import seal_fields


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_data_keys"),
        ("scheduling", "0004_calendar_margins"),
    ]
    operations = seal_fields(
        "scheduling",
        "TeamMember",
        {
            "teacher_note": SealedTextField(
                blank=True, max_length=300, of=("request.pupil.person_id", "request.school_class_id")
            ),
        },
    )
