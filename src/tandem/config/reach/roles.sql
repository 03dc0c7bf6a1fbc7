-- Whom whoever acts reaches: one function for each kind of key. Each is asked with the user, the purpose, what it is
-- about and the day. Only walls.reach calls them, as the owner, so that they read past the walls; what is found is kept
-- for the transaction. Keys of places and programmes are few; where somebody reaches people by a place or a programme,
-- the wall goes by that column, and only who is reached one by one is listed here.

-- Roles count when somebody opens a page or reads lists in; in work that Tandem does, they do not.
CREATE OR REPLACE FUNCTION walls.person_with_roles(acting uuid, purpose text) RETURNS uuid
LANGUAGE sql STABLE AS $$
    SELECT u.person_id FROM public.people_user u
    WHERE u.id = acting AND u.is_active AND purpose IN ('page', 'entry', 'intake')
$$;

-- The memberships somebody has on a day.
CREATE OR REPLACE FUNCTION walls.memberships_of(person uuid, today date) RETURNS SETOF public.people_membership
LANGUAGE sql STABLE AS $$
    SELECT * FROM public.people_membership m
    WHERE m.person_id = person AND m.from_date <= today AND (m.to_date IS NULL OR m.to_date >= today)
$$;

-- Roles that read a whole school, or the one site they are given for.
CREATE OR REPLACE FUNCTION walls.reads_a_school(role text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT role IN ('school_coordinator', 'head', 'care_coordinator', 'location_coordinator')
$$;

-- The own person; for a notice, the person who is told.
CREATE OR REPLACE FUNCTION walls.find_me(acting uuid, purpose text, about uuid, today date) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    SELECT u.person_id FROM public.people_user u WHERE u.id = acting AND u.is_active AND purpose <> 'notice'
    UNION ALL
    SELECT about WHERE purpose = 'notice';
END
$$;

-- Organisations whose programmes somebody coordinates.
CREATE OR REPLACE FUNCTION walls.find_programme(acting uuid, purpose text, about uuid, today date) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    SELECT m.organisation_id FROM walls.memberships_of(walls.person_with_roles(acting, purpose), today) m
    WHERE m.role = 'programme_coordinator' AND m.site_id IS NULL;
END
$$;

-- Initiatives somebody coordinates; in work that follows from a change, those in which it happened.
CREATE OR REPLACE FUNCTION walls.find_managed(acting uuid, purpose text, about uuid, today date) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF purpose IN ('page', 'entry', 'intake') THEN
        RETURN QUERY SELECT i.id FROM public.initiatives_initiative i
            WHERE i.organiser_id = ANY ((SELECT walls.reach('programme'))::uuid[]);
    ELSIF purpose = 'safety' THEN
        RETURN QUERY SELECT i.id FROM public.initiatives_initiative i;
    ELSIF purpose IN ('plan', 'notice', 'following', 'counting') THEN
        RETURN QUERY
            SELECT i.id FROM public.initiatives_initiative i WHERE i.id = about
            UNION SELECT r.initiative_id FROM public.scheduling_planningrun r WHERE r.id = about
            UNION SELECT t.initiative_id FROM public.scheduling_team t WHERE t.id = about OR t.site_id = about
            UNION SELECT t.initiative_id FROM public.scheduling_session s
                JOIN public.scheduling_team t ON t.id = s.team_id WHERE s.id = about
            UNION SELECT t.initiative_id FROM public.people_site s
                JOIN public.scheduling_team t ON t.site_id = s.id WHERE s.organisation_id = about
            UNION SELECT r.initiative_id FROM public.initiatives_request r
                WHERE r.pupil_id = about OR r.school_class_id = about
            UNION SELECT r.initiative_id FROM public.people_classplace p
                JOIN public.initiatives_request r ON r.school_class_id = p.school_class_id WHERE p.pupil_id = about
            UNION SELECT r.initiative_id FROM public.people_classplace p
                JOIN public.initiatives_request r ON r.pupil_id = p.pupil_id WHERE p.school_class_id = about
            UNION SELECT e.initiative_id FROM public.initiatives_enrolment e WHERE e.tutor_id = about
            UNION SELECT s.initiative_id FROM public.initiatives_studentgroup_tutors g
                JOIN public.initiatives_studentgroup s ON s.id = g.studentgroup_id WHERE g.tutor_id = about;
    END IF;
END
$$;

-- Schools somebody reads as a whole; while lists of a site are read in, also by a programme that takes place there, its school.
CREATE OR REPLACE FUNCTION walls.find_school(acting uuid, purpose text, about uuid, today date) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    SELECT m.organisation_id FROM walls.memberships_of(walls.person_with_roles(acting, purpose), today) m
    WHERE walls.reads_a_school(m.role) AND m.site_id IS NULL
    UNION
    SELECT s.organisation_id FROM public.people_site s
    WHERE purpose = 'intake' AND s.id = about AND EXISTS (
        SELECT FROM public.initiatives_initiative_sites i
        WHERE i.site_id = s.id AND i.initiative_id = ANY ((SELECT walls.reach('managed'))::uuid[]));
END
$$;

-- Whoever manages the platform, as themselves: they appoint who coordinates, and read no more of anybody.
CREATE OR REPLACE FUNCTION walls.find_platform(acting uuid, purpose text, about uuid, today date) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    SELECT m.person_id FROM walls.memberships_of(walls.person_with_roles(acting, purpose), today) m
    WHERE m.role = 'platform_admin';
END
$$;

-- Roles that whoever manages the platform gives.
CREATE OR REPLACE FUNCTION walls.appointed(role text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT role IN ('programme_coordinator', 'school_coordinator', 'he_coordinator', 'platform_admin')
$$;

-- Whom whoever manages the platform appoints: their names and addresses, and nothing else that hangs on a person.
CREATE OR REPLACE FUNCTION walls.find_appointed(acting uuid, purpose text, about uuid, today date) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    SELECT m.person_id FROM public.people_membership m
    WHERE walls.appointed(m.role) AND walls.reach('platform') <> '{}';
END
$$;

-- Where somebody has an office: the programmes, schools and colleges they coordinate, and the schools of their sites.
CREATE OR REPLACE FUNCTION walls.find_office(acting uuid, purpose text, about uuid, today date) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    SELECT unnest(walls.reach('programme'))
    UNION SELECT unnest(walls.reach('school'))
    UNION SELECT m.organisation_id FROM walls.memberships_of(walls.person_with_roles(acting, purpose), today) m
        WHERE m.role = 'he_coordinator' AND m.site_id IS NULL
    UNION SELECT s.organisation_id FROM public.people_site s WHERE s.id = ANY ((SELECT walls.reach('school_site'))::uuid[]);
END
$$;

-- Colleges somebody lectures at or coordinates: they place their own students.
CREATE OR REPLACE FUNCTION walls.find_college(acting uuid, purpose text, about uuid, today date) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    SELECT m.organisation_id FROM walls.memberships_of(walls.person_with_roles(acting, purpose), today) m
    WHERE m.role IN ('lecturer', 'he_coordinator') AND m.site_id IS NULL;
END
$$;

CREATE OR REPLACE FUNCTION walls.find_school_site(acting uuid, purpose text, about uuid, today date)
RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    SELECT s.id FROM public.people_site s
    WHERE s.organisation_id = ANY ((SELECT walls.reach('school'))::uuid[])
    UNION SELECT m.site_id FROM walls.memberships_of(walls.person_with_roles(acting, purpose), today) m
    WHERE walls.reads_a_school(m.role) AND m.site_id IS NOT NULL;
END
$$;

-- Sites of schools somebody coordinates, and of the initiatives.
CREATE OR REPLACE FUNCTION walls.find_office_site(acting uuid, purpose text, about uuid, today date)
RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    SELECT unnest(walls.reach('school_site'))
    UNION
    SELECT s.site_id FROM public.initiatives_initiative_sites s
    WHERE s.initiative_id = ANY ((SELECT walls.reach('managed'))::uuid[]);
END
$$;

-- Schools where programmes take place that somebody coordinates: its staff can be named as whom to turn to.
CREATE OR REPLACE FUNCTION walls.find_host(acting uuid, purpose text, about uuid, today date) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    SELECT s.organisation_id FROM public.people_site s
        JOIN public.initiatives_initiative_sites i ON i.site_id = s.id
        WHERE i.initiative_id = ANY ((SELECT walls.reach('managed'))::uuid[]);
END
$$;
