from pathlib import Path

from django.db import migrations, models

SQL = (Path(__file__).parent.parent / "audit.sql").read_text()


class Migration(migrations.Migration):
    dependencies = [("core", "0005_data_keys")]
    operations = [
        migrations.AddField("AuditEvent", "salt", models.BinaryField(default=b""), preserve_default=False),
        migrations.CreateModel(
            name="AuditLink",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("chain", models.UUIDField()),
                ("number", models.BigIntegerField()),
                ("event_id", models.BigIntegerField(unique=True)),
                ("digest", models.BinaryField()),
                ("hash", models.BinaryField()),
            ],
            options={
                "constraints": [models.UniqueConstraint("chain", "number", name="audit_number_once_per_chain")],
            },
        ),
        migrations.RunSQL(SQL, "DROP FUNCTION tandem_audit_note, tandem_audit_link, tandem_audit_erase CASCADE"),
    ]
