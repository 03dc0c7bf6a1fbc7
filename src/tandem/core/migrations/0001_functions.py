from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        UnaccentExtension(),
        # unaccent() is only STABLE, since its dictionary could be changed; ours never is, and columns need IMMUTABLE.
        migrations.RunSQL(
            "CREATE FUNCTION tandem_plain(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE "
            "SET search_path = public, pg_catalog AS "
            "$$ SELECT lower(unaccent('unaccent'::regdictionary, value)) $$",
            "DROP FUNCTION tandem_plain(text)",
        ),
    ]
