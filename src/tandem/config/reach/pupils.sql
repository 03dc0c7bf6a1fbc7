-- Whom somebody reaches among classes, pupils and tutors.

-- Classes somebody teaches.
CREATE OR REPLACE FUNCTION walls.find_class(acting uuid, purpose text, about uuid, today date) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    SELECT c.school_class_id FROM public.people_classteacher c
    WHERE c.person_id = (SELECT walls.person_with_roles(acting, purpose))
      AND (c.from_date IS NULL OR c.from_date <= today) AND (c.to_date IS NULL OR c.to_date >= today);
END
$$;

-- Pupils of the classes somebody teaches, and of the sites they are given for.
CREATE OR REPLACE FUNCTION walls.find_taught(acting uuid, purpose text, about uuid, today date) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    SELECT p.pupil_id FROM public.people_classplace p JOIN public.people_schoolclass c ON c.id = p.school_class_id
    WHERE (p.school_class_id = ANY ((SELECT walls.reach('class'))::uuid[]) OR c.site_id IN (
            SELECT m.site_id FROM walls.memberships_of(walls.person_with_roles(acting, purpose), today) m
            WHERE walls.reads_a_school(m.role) AND m.site_id IS NOT NULL))
      AND p.from_date <= today AND (p.to_date IS NULL OR p.to_date >= today);
END
$$;

-- Oneself as a pupil, and the children one follows: never under a contact ban, and from 18 as the pupil says.
CREATE OR REPLACE FUNCTION walls.find_child(acting uuid, purpose text, about uuid, today date) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    SELECT p.id FROM public.people_pupil p WHERE p.person_id = (SELECT walls.person_with_roles(acting, purpose))
    UNION
    SELECT g.pupil_id FROM public.people_guardian g JOIN public.people_pupil p ON p.id = g.pupil_id
    WHERE g.person_id = (SELECT walls.person_with_roles(acting, purpose)) AND NOT g.contact_ban
      AND (p.guardians_may_see OR p.birth_date IS NULL OR p.birth_date > (today - interval '18 years')::date);
END
$$;

-- The teams somebody tutors in: what is published, and what was.
CREATE OR REPLACE FUNCTION walls.find_tutored(acting uuid, purpose text, about uuid, today date) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    SELECT t.id FROM public.scheduling_team t
    WHERE t.status IN ('published', 'ended') AND t.enrolment_id IN (
        SELECT e.id FROM public.initiatives_enrolment e JOIN public.people_tutor me ON me.id = e.tutor_id
        WHERE me.person_id = (SELECT walls.person_with_roles(acting, purpose))
        UNION
        SELECT e.id FROM public.initiatives_enrolment e
        JOIN public.initiatives_studentgroup_tutors g ON g.studentgroup_id = e.student_group_id
        JOIN public.people_tutor me ON me.id = g.tutor_id
        WHERE me.person_id = (SELECT walls.person_with_roles(acting, purpose)));
END
$$;

-- Requests that have a place in the teams somebody tutors in.
CREATE OR REPLACE FUNCTION walls.find_tutored_request(acting uuid, purpose text, about uuid, today date)
RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    SELECT m.request_id FROM public.scheduling_teammember m
    WHERE m.team_id = ANY ((SELECT walls.reach('tutored'))::uuid[]);
END
$$;

-- Pupils whose family and life at school somebody reaches one by one: taught, one's children and oneself, those who ask
-- or whose class asks in the initiatives somebody coordinates, and the older pupils who tutor there.
CREATE OR REPLACE FUNCTION walls.find_close_pupil(acting uuid, purpose text, about uuid, today date)
RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY SELECT unnest(walls.reach('taught')) UNION SELECT unnest(walls.reach('child'));
    IF walls.reach('managed') <> '{}' THEN
        RETURN QUERY
        WITH asking AS MATERIALIZED (
            SELECT r.pupil_id, r.school_class_id FROM public.initiatives_request r
            WHERE r.initiative_id = ANY ((SELECT walls.reach('managed'))::uuid[]))
        SELECT pupil_id FROM asking
        UNION SELECT p.pupil_id FROM public.people_classplace p
            WHERE p.school_class_id IN (SELECT school_class_id FROM asking)
        UNION SELECT p.id FROM public.people_pupil p JOIN public.people_tutor t ON t.person_id = p.person_id
            WHERE t.id IN (SELECT e.tutor_id FROM public.initiatives_enrolment e
                           WHERE e.initiative_id = ANY ((SELECT walls.reach('managed'))::uuid[]))
        UNION SELECT o.pupil_id FROM public.initiatives_peeroffer o JOIN public.initiatives_peercall c ON c.id = o.call_id
            WHERE c.initiative_id = ANY ((SELECT walls.reach('managed'))::uuid[]);
    END IF;
END
$$;

-- Those, and whom somebody tutors.
CREATE OR REPLACE FUNCTION walls.find_pupil(acting uuid, purpose text, about uuid, today date) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    WITH asking AS MATERIALIZED (
        SELECT r.pupil_id, r.school_class_id FROM public.initiatives_request r
        WHERE r.id = ANY ((SELECT walls.reach('tutored_request'))::uuid[]))
    SELECT unnest(walls.reach('close_pupil'))
    UNION SELECT pupil_id FROM asking
    UNION SELECT p.pupil_id FROM public.people_classplace p
        WHERE p.school_class_id IN (SELECT school_class_id FROM asking);
END
$$;

-- Tutors of whom somebody keeps what they offer and what was seen of them: those who take part in the initiatives they
-- coordinate, of their organisation, and of the partners whose tutors take part; a tutor's own calendar is read alone.
CREATE OR REPLACE FUNCTION walls.find_office_tutor(acting uuid, purpose text, about uuid, today date)
RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    WITH taking_part AS MATERIALIZED (
        SELECT e.tutor_id, e.student_group_id FROM public.initiatives_enrolment e
        WHERE e.initiative_id = ANY ((SELECT walls.reach('managed'))::uuid[])),
    mine AS MATERIALIZED (
        SELECT tutor_id AS id FROM taking_part
        UNION SELECT g.tutor_id FROM public.initiatives_studentgroup_tutors g
            WHERE g.studentgroup_id IN (SELECT student_group_id FROM taking_part))
    SELECT id FROM mine
    UNION SELECT t.id FROM public.people_tutor t
        WHERE purpose IN ('page', 'entry', 'intake') AND t.organisation_id IN (
            SELECT unnest(walls.reach('programme'))
            UNION SELECT known.organisation_id FROM public.people_tutor known WHERE known.id IN (SELECT id FROM mine))
    UNION SELECT c.tutor_id FROM public.scheduling_tutorcalendar c WHERE purpose = 'calendar' AND c.id = about;
END
$$;
