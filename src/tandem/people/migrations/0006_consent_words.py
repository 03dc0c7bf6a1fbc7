from django.db import migrations


def keep_the_edition(apps, schema_editor):
    """Answers given before their words were kept say at least which edition they answered."""
    Consent = apps.get_model("people", "Consent")
    ConsentText = apps.get_model("people", "ConsentText")
    consents = Consent.objects.using(schema_editor.connection.alias)
    for purpose, party, version in consents.values_list("purpose", "party", "text_version").order_by().distinct():
        answered = consents.filter(purpose=purpose, party=party, text_version=version)
        text = ConsentText.objects.using(schema_editor.connection.alias).create(
            purpose=purpose,
            party=party,
            language=(version.split("/") + ["nl"])[1],
            words=version,
            digest=version,
            first_used_at=answered.order_by("answered_at").values_list("answered_at", flat=True)[0],
        )
        answered.update(text=text)
    consents.exclude(way="page").filter(evidence="").update(evidence="niet opgeschreven")


class Migration(migrations.Migration):
    dependencies = [('people', '0005_family_letters')]
    operations = [migrations.RunPython(keep_the_edition, migrations.RunPython.noop)]
