-- Who acts, and whom they reach. Owned by the role that migrates; run after every migration, so always as written here.
--
-- The app says who acts in a setting that ends with the transaction, signed with a key of which the copy here can be
-- read by the owner alone. Statements that somebody smuggles into a page can set the setting, but not sign it.

CREATE SCHEMA IF NOT EXISTS walls;
GRANT USAGE ON SCHEMA walls TO PUBLIC;

CREATE SCHEMA IF NOT EXISTS walls_key;
REVOKE ALL ON SCHEMA walls_key FROM PUBLIC;
-- HMAC without pgcrypto: the key is kept as the two blocks that HMAC-SHA256 puts before the message.
CREATE TABLE IF NOT EXISTS walls_key.key (inner_pad bytea NOT NULL, outer_pad bytea NOT NULL);

CREATE OR REPLACE FUNCTION walls.seal(message text) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    sealed text;
BEGIN
    SELECT encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(message, 'UTF8'))), 'hex')
    INTO sealed FROM walls_key.key k LIMIT 1;
    RETURN sealed;
END
$$;

-- What the setting says: user, purpose, what it is about, the day, until when. Nothing when nobody acts.
CREATE OR REPLACE FUNCTION walls.context() RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    raw text := current_setting('tandem.context', true);
    parts text[];
BEGIN
    IF raw IS NULL OR raw = '' THEN
        RETURN NULL;
    END IF;
    parts := string_to_array(raw, '|');
    IF cardinality(parts) <> 6
       OR parts[6] IS DISTINCT FROM walls.seal(left(raw, length(raw) - length(parts[6]) - 1)) THEN
        RAISE EXCEPTION 'who acts was not signed by Tandem' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF parts[5]::numeric < extract(epoch FROM clock_timestamp()) THEN
        RAISE EXCEPTION 'who acts was signed too long ago' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN parts;
END
$$;

-- The keys of one kind that whoever acts reaches. Found once in a transaction and kept, sealed, in a setting of it;
-- found again after a statement that changed what it was found from (walls.forget).
CREATE OR REPLACE FUNCTION walls.reach(kind text) RETURNS uuid[]
LANGUAGE plpgsql STABLE PARALLEL UNSAFE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    parts text[] := walls.context();
    place text := 'tandem.reach_' || kind;
    kept text;
    stamp text;
    ids uuid[];
BEGIN
    IF parts IS NULL THEN
        RETURN '{}';
    END IF;
    stamp := concat_ws('|', parts[6], kind, transaction_timestamp(), pg_backend_pid(),
                       current_setting('tandem.changes', true), '');
    kept := current_setting(place, true);
    IF kept <> '' AND left(kept, 64) = walls.seal(stamp || substr(kept, 65)) THEN
        RETURN substr(kept, 65)::uuid[];
    END IF;
    EXECUTE format('SELECT array_agg(DISTINCT id) FROM walls.%I($1, $2, $3, $4) AS id WHERE id IS NOT NULL',
                   'find_' || kind)
    INTO ids USING nullif(parts[1], '')::uuid, parts[2], nullif(parts[3], '')::uuid, parts[4]::date;
    kept := coalesce(ids, '{}')::text;
    PERFORM set_config(place, walls.seal(stamp || kept) || kept, true);
    RETURN kept::uuid[];
END
$$;

-- For a trigger on each table that walls.find_… reads: what was found before no longer counts in this transaction.
CREATE OR REPLACE FUNCTION walls.forget() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM set_config('tandem.changes',
                       (coalesce(nullif(current_setting('tandem.changes', true), ''), '0')::bigint + 1)::text, true);
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION walls.acting_user() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT nullif((walls.context())[1], '')::uuid $$;

CREATE OR REPLACE FUNCTION walls.purpose() RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT coalesce((walls.context())[2], '') $$;

CREATE OR REPLACE FUNCTION walls.about() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT nullif((walls.context())[3], '')::uuid $$;
