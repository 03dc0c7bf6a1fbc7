"""An engagement holds from a day on, so that another amount leaves what was before as it was."""

import datetime

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0012_schools_and_colleges"),
    ]

    operations = [
        migrations.AddField(
            model_name="engagement",
            name="from_date",
            # Nobody was engaged before this field existed, other than in development.
            field=models.DateField(default=datetime.date(2020, 1, 1)),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="engagement",
            name="enrolment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="engagements", to="initiatives.enrolment"
            ),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.UniqueConstraint("enrolment", "from_date", name="engagement_once_per_start"),
        ),
    ]
