from django.db import migrations

# Who reads is told by Tandem, local to the transaction, and signed with a key this role cannot read: a statement that
# somebody smuggled in cannot become somebody else.
READER = """
CREATE TABLE safeguarding_signing (inner_pad bytea NOT NULL, outer_pad bytea NOT NULL);
ALTER TABLE safeguarding_signing ENABLE ROW LEVEL SECURITY;
CREATE FUNCTION safeguarding_reader() RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    told text := coalesce(current_setting('safeguarding.reader', true), '');
    who text := split_part(told, ' ', 1);
    pads safeguarding_signing%ROWTYPE;
BEGIN
    IF told = '' THEN
        RETURN NULL;
    END IF;
    SELECT * INTO STRICT pads FROM safeguarding_signing;
    IF encode(sha256(pads.outer_pad || sha256(pads.inner_pad || convert_to(who, 'UTF8'))), 'hex')
            IS DISTINCT FROM split_part(told, ' ', 2) THEN
        RAISE EXCEPTION 'Who reads signals was not said by Tandem.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN who;
END $$;
CREATE FUNCTION safeguarding_person() RETURNS uuid LANGUAGE sql STABLE AS
    $$ SELECT nullif(safeguarding_reader(), 'clock')::uuid $$;
CREATE FUNCTION safeguarding_clock() RETURNS boolean LANGUAGE sql STABLE AS
    $$ SELECT coalesce(safeguarding_reader() = 'clock', false) $$;
"""

RECEIVES = """(receiver_id = (SELECT safeguarding_person())
    OR deputy_at IS NOT NULL AND deputy_id = (SELECT safeguarding_person()))"""
SEES = f"(author_id = (SELECT safeguarding_person()) OR {RECEIVES} OR (SELECT safeguarding_clock()))"
OF_RECEIVER = f"signal_id IN (SELECT id FROM safeguarding_signal WHERE {RECEIVES})"
OF_AUTHOR = "signal_id IN (SELECT id FROM safeguarding_signal WHERE author_id = (SELECT safeguarding_person()))"
# Whoever sees the signal at all: the subquery is held to the policy of that table.
OF_SEEN = "signal_id IN (SELECT id FROM safeguarding_signal)"
BY_ME = "by_id IS NOT DISTINCT FROM (SELECT safeguarding_person())"

POLICIES = {
    "signal": {
        "SELECT": f"USING {SEES}",
        "INSERT": "WITH CHECK (author_id = (SELECT safeguarding_person()))",
        "UPDATE": f"USING ({RECEIVES} OR (SELECT safeguarding_clock()))",
    },
    "step": {
        "SELECT": f"USING ({OF_SEEN})",
        "INSERT": f"WITH CHECK ({BY_ME} AND {OF_SEEN})",
    },
    # The sender wrote it, and does not find it here again: a phone is lent, a screen is looked at.
    "words": {
        "SELECT": f"USING ({OF_RECEIVER})",
        "INSERT": f"WITH CHECK ({OF_RECEIVER} OR {OF_AUTHOR})",
    },
    "notice": {
        "SELECT": "USING ((SELECT safeguarding_clock()))",
        "INSERT": f"WITH CHECK ({OF_SEEN})",
        "UPDATE": "USING ((SELECT safeguarding_clock()))",
    },
}

# Nobody deletes a signal but time, and time only one that was closed.
FORGET = """
CREATE FUNCTION safeguarding_forget(closed_before timestamptz) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    gone uuid[] := ARRAY(SELECT id FROM safeguarding_signal WHERE closed_at < closed_before);
BEGIN
    IF NOT safeguarding_clock() THEN
        RAISE EXCEPTION 'Only time forgets a signal.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    DELETE FROM safeguarding_words WHERE signal_id = ANY(gone);
    DELETE FROM safeguarding_notice WHERE signal_id = ANY(gone);
    DELETE FROM safeguarding_step WHERE signal_id = ANY(gone);
    DELETE FROM safeguarding_signal WHERE id = ANY(gone);
    RETURN cardinality(gone);
END $$;
REVOKE ALL ON FUNCTION safeguarding_forget(timestamptz) FROM PUBLIC;
"""


def policies() -> str:
    lines = []
    for table, by_command in POLICIES.items():
        lines.append(f"ALTER TABLE safeguarding_{table} ENABLE ROW LEVEL SECURITY;")
        for command, rule in by_command.items():
            lines.append(
                f"CREATE POLICY {table}_{command.lower()} ON safeguarding_{table} FOR {command} {rule};"
            )
    return "\n".join(lines)


def without_policies() -> str:
    lines = [
        f"DROP POLICY {table}_{command.lower()} ON safeguarding_{table};"
        for table, by_command in POLICIES.items()
        for command in by_command
    ]
    return "\n".join([*lines, *(f"ALTER TABLE safeguarding_{table} DISABLE ROW LEVEL SECURITY;" for table in POLICIES)])


class Migration(migrations.Migration):

    dependencies = [
        ('safeguarding', '0001_signals'),
    ]

    operations = [
        migrations.RunSQL(
            READER,
            "DROP FUNCTION safeguarding_clock(); DROP FUNCTION safeguarding_person(); "
            "DROP FUNCTION safeguarding_reader(); DROP TABLE safeguarding_signing;",
        ),
        migrations.RunSQL(policies(), without_policies()),
        migrations.RunSQL(FORGET, "DROP FUNCTION safeguarding_forget(timestamptz);"),
    ]
