from django.db import migrations

from tandem.core.sealed import SealedTextField
from tandem.core.sealing import seal_fields


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_data_keys"),
        ("initiatives", "0003_words_families_read"),
    ]
    operations = seal_fields(
        "initiatives",
        "Request",
        {
            "goal": SealedTextField(blank=True, max_length=300, of=("pupil.person_id", "school_class_id")),
        },
    )
