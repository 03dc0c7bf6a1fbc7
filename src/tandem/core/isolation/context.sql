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

CREATE OR REPLACE FUNCTION walls.acting_user() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT nullif((walls.context())[1], '')::uuid $$;

-- Keep a list of keys in a setting of this transaction, and beside it the seal that says it is ours.
CREATE OR REPLACE FUNCTION walls.keep(kind text, stamp text, ids uuid[]) RETURNS void
LANGUAGE plpgsql STABLE AS $$
BEGIN
    PERFORM set_config('tandem.reach_' || kind, ids::text, true),
            set_config('tandem.seal_' || kind, walls.seal(concat(stamp, ids)), true);
END
$$;

-- The keys of one kind that whoever acts reaches: found once in a transaction, and again after a statement that changed
-- what they were found from (walls.forget). A kept list counts for one context, which was looked at when it was found.
-- Plans are made once for a connection: making one takes longer than running it.
CREATE OR REPLACE FUNCTION walls.reach(kind text) RETURNS uuid[]
LANGUAGE plpgsql STABLE PARALLEL UNSAFE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    raw text := current_setting('tandem.context', true);
    kept text;
    stamp text;
    parts text[];
    ids uuid[];
BEGIN
    IF raw IS NULL OR raw = '' THEN
        RETURN '{}';
    END IF;
    stamp := concat(kind, raw, transaction_timestamp(), pg_backend_pid(), current_setting('tandem.changes', true));
    kept := current_setting('tandem.reach_' || kind, true);
    IF kept <> '' AND current_setting('tandem.seal_' || kind, true) = walls.seal(concat(stamp, kept)) THEN
        RETURN kept::uuid[];
    END IF;
    parts := walls.context();
    IF parts[2] IN ('person', 'keeping') THEN
        PERFORM walls.keep(kind, stamp, '{}'); -- these go past every wall, and need no list
        RETURN '{}';
    END IF;
    EXECUTE format('SELECT array_agg(DISTINCT id) FROM walls.%I($1, $2, $3, $4) AS id WHERE id IS NOT NULL',
                   'find_' || kind)
    INTO ids USING nullif(parts[1], '')::uuid, parts[2], nullif(parts[3], '')::uuid, parts[4]::date;
    ids := coalesce(ids, '{}');
    PERFORM walls.keep(kind, stamp, ids);
    RETURN ids;
END
$$;

-- Who was added in this transaction, by whoever acts now.
CREATE OR REPLACE FUNCTION walls.added() RETURNS uuid[]
LANGUAGE plpgsql STABLE PARALLEL UNSAFE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    kept text := current_setting('tandem.reach_added', true);
BEGIN
    IF kept <> '' AND current_setting('tandem.seal_added', true) = walls.seal(concat(walls.adder(), kept)) THEN
        RETURN kept::uuid[];
    END IF;
    RETURN '{}';
END
$$;

CREATE OR REPLACE FUNCTION walls.adder() RETURNS text
LANGUAGE sql STABLE AS $$ SELECT concat('added', walls.acting_user(), transaction_timestamp(), pg_backend_pid()) $$;

-- Whether somebody was added in this transaction at all, asked before it is asked of a row.
CREATE OR REPLACE FUNCTION walls.adding() RETURNS boolean
LANGUAGE sql STABLE PARALLEL UNSAFE AS $$ SELECT coalesce(current_setting('tandem.reach_added', true), '') <> '' $$;

CREATE OR REPLACE FUNCTION walls.was_added(id uuid) RETURNS boolean
LANGUAGE sql STABLE PARALLEL UNSAFE AS $$ SELECT id = ANY (walls.added()) $$;

-- For a trigger on each table of people: who is added is nobody's yet, but whoever adds them goes on with them. Before
-- the row is written, since what is written must be seen by who writes it. The last hundred are enough.
CREATE OR REPLACE FUNCTION walls.note_added() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    ids uuid[];
BEGIN
    IF walls.context() IS NOT NULL THEN
        ids := walls.added() || NEW.id;
        PERFORM walls.keep('added', walls.adder(), ids[greatest(1, cardinality(ids) - 99):]);
    END IF;
    RETURN NEW;
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

CREATE OR REPLACE FUNCTION walls.purpose() RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT coalesce((walls.context())[2], '') $$;

CREATE OR REPLACE FUNCTION walls.about() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT nullif((walls.context())[3], '')::uuid $$;

-- A name for a secret address, by which it can be worked on without being said.
CREATE OR REPLACE FUNCTION walls.name_of_secret(secret text) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT substr(encode(sha256(convert_to(secret, 'UTF8')), 'hex'), 1, 32)::uuid
$$;
