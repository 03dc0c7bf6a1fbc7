-- Whom whoever acts reaches: one function for each kind of key. Each is asked with the user, the purpose, what it is
-- about and the day, and is called by walls.reach alone, as the owner, so that it reads past the walls.

CREATE OR REPLACE FUNCTION walls.find_me(acting uuid, purpose text, about uuid, today date) RETURNS SETOF uuid
LANGUAGE sql STABLE AS $$
    SELECT u.person_id FROM public.people_user u WHERE u.id = acting AND u.is_active
$$;
