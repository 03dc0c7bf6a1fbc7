-- The audit trail as chains, one per organisation. Each link holds a hash over the one before it and over the digest
-- of its event; the event itself, with its salt, can be erased and the chain still verifies.

CREATE FUNCTION tandem_audit_chain(organisation uuid) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT coalesce(organisation, '00000000-0000-0000-0000-000000000000'::uuid) $$;

CREATE FUNCTION tandem_audit_digest(event core_auditevent) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT sha256(event.salt || convert_to(concat_ws('|',
       event.id, (extract(epoch FROM event.at) * 1000000)::bigint, event.action, coalesce(event.by_id::text, '-'),
       coalesce(event.organisation_id::text, '-'), event.target_type, event.target_id, event.facts::text), 'UTF8')) $$;

CREATE FUNCTION tandem_audit_hash(before bytea, chain uuid, number bigint, digest bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT sha256(coalesce(before, ''::bytea) || uuid_send(chain) || int8send(number) || digest) $$;

-- While a transaction works it only notes which chains it will lengthen: no lock is held that others wait for.
CREATE FUNCTION tandem_audit_note() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    noted text := coalesce(current_setting('tandem.audit_chains', true), '');
    chain text := tandem_audit_chain(NEW.organisation_id)::text;
BEGIN
    IF position(chain IN noted) = 0 THEN
        PERFORM set_config('tandem.audit_chains', noted || chain || ' ', true);
    END IF;
    RETURN NULL;
END $$;

-- At its end it takes those chains, always in the same order so that no two wait for each other, and adds its links.
CREATE FUNCTION tandem_audit_link() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    noted text := trim(coalesce(current_setting('tandem.audit_chains', true), ''));
    mine uuid := tandem_audit_chain(NEW.organisation_id);
    last core_auditlink;
    digest bytea := tandem_audit_digest(NEW);
BEGIN
    IF noted <> '' THEN
        PERFORM pg_advisory_xact_lock(205484298, key)
        FROM (SELECT DISTINCT hashtext(chain) AS key FROM unnest(string_to_array(noted, ' ')) AS chain ORDER BY 1) keys;
        PERFORM set_config('tandem.audit_chains', '', true);
    END IF;
    SELECT * INTO last FROM core_auditlink WHERE chain = mine ORDER BY number DESC LIMIT 1;
    INSERT INTO core_auditlink (chain, number, event_id, digest, hash)
    VALUES (mine, coalesce(last.number, 0) + 1, NEW.id, digest,
            tandem_audit_hash(last.hash, mine, coalesce(last.number, 0) + 1, digest));
    RETURN NULL;
END $$;

CREATE TRIGGER audit_note AFTER INSERT ON core_auditevent FOR EACH ROW EXECUTE FUNCTION tandem_audit_note();

CREATE CONSTRAINT TRIGGER audit_link AFTER INSERT ON core_auditevent
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tandem_audit_link();

-- The only way to remove an event; it leaves an event of its own, which cannot be removed.
CREATE FUNCTION tandem_audit_erase(events bigint[], who uuid, moment timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    erased bigint;
BEGIN
    WITH gone AS (
        DELETE FROM core_auditevent WHERE id = ANY (events) AND action <> 'audit.erased' RETURNING id, organisation_id
    ), told AS (
        INSERT INTO core_auditevent (at, action, by_id, organisation_id, target_type, target_id, facts, salt)
        SELECT moment, 'audit.erased', who, organisation_id, 'core.auditevent', tandem_audit_chain(organisation_id),
               jsonb_build_object('events', jsonb_agg(id ORDER BY id)), uuid_send(gen_random_uuid())
        FROM gone GROUP BY organisation_id
    )
    SELECT count(*) INTO erased FROM gone;
    RETURN erased;
END $$;
REVOKE ALL ON FUNCTION tandem_audit_erase FROM PUBLIC;

-- What was recorded before there were chains.
INSERT INTO core_auditlink (chain, number, event_id, digest, hash)
WITH RECURSIVE numbered AS (
    SELECT tandem_audit_chain(organisation_id) AS chain, id, tandem_audit_digest(e) AS digest,
           row_number() OVER (PARTITION BY tandem_audit_chain(organisation_id) ORDER BY id) AS number
    FROM core_auditevent e
), linked AS (
    SELECT chain, number, id, digest, tandem_audit_hash(NULL, chain, number, digest) AS hash
    FROM numbered WHERE number = 1
    UNION ALL
    SELECT n.chain, n.number, n.id, n.digest, tandem_audit_hash(l.hash, n.chain, n.number, n.digest)
    FROM linked l JOIN numbered n ON n.chain = l.chain AND n.number = l.number + 1
)
SELECT chain, number, id, digest, hash FROM linked;
