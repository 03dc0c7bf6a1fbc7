-- What somebody reaches of teams, requests, who offers, and initiatives.

-- Teams somebody reaches one by one: those they tutor in, of students they supervise, that lie still until they say so,
-- of pupils and classes they teach, of their children; those
-- elsewhere that take the same tutors, pupils or rooms as the initiatives they coordinate; and what a purpose opens.
CREATE OR REPLACE FUNCTION walls.find_team(acting uuid, purpose text, about uuid, today date) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    SELECT unnest(walls.reach('tutored'))
    UNION SELECT t.id FROM public.scheduling_team t JOIN public.initiatives_enrolment e ON e.id = t.enrolment_id
        WHERE e.lecturer_id = (SELECT walls.person_with_roles(acting, purpose))
    UNION SELECT p.team_id FROM public.scheduling_pause p WHERE p.decider_id = acting AND purpose IN ('page', 'entry');
    IF walls.reach('class') <> '{}' THEN
        RETURN QUERY
        SELECT m.team_id FROM public.initiatives_request r JOIN public.scheduling_teammember m ON m.request_id = r.id
            WHERE r.pupil_id = ANY ((SELECT walls.reach('taught'))::uuid[])
               OR r.school_class_id = ANY ((SELECT walls.reach('class'))::uuid[]);
    END IF;
    IF walls.reach('taught') <> '{}' OR walls.reach('child') <> '{}' THEN -- and those in which such a pupil helps
        RETURN QUERY
        SELECT t.id FROM public.people_pupil p JOIN public.people_tutor helper ON helper.person_id = p.person_id
            JOIN public.initiatives_enrolment e ON e.tutor_id = helper.id
            JOIN public.scheduling_team t ON t.enrolment_id = e.id
            WHERE (p.id = ANY ((SELECT walls.reach('taught'))::uuid[])
                   OR p.id = ANY ((SELECT walls.reach('child'))::uuid[]) AND t.status IN ('published', 'ended'));
    END IF;
    IF walls.reach('child') <> '{}' THEN
        RETURN QUERY
        SELECT m.team_id FROM public.initiatives_request r JOIN public.scheduling_teammember m ON m.request_id = r.id
            JOIN public.scheduling_team t ON t.id = m.team_id
            WHERE t.status IN ('published', 'ended') AND (
                r.pupil_id = ANY ((SELECT walls.reach('child'))::uuid[])
                OR r.school_class_id = ANY (ARRAY(
                    SELECT p.school_class_id FROM public.people_classplace p
                    WHERE p.pupil_id = ANY ((SELECT walls.reach('child'))::uuid[]))));
    END IF;
    IF walls.reach('managed') <> '{}' THEN
        RETURN QUERY SELECT unnest(walls.reach('elsewhere'));
    END IF;
    IF purpose = 'closing' THEN
        RETURN QUERY SELECT t.id FROM public.scheduling_team t WHERE t.status = 'published' AND t.to_date < today;
    ELSIF purpose = 'feed' THEN
        RETURN QUERY
        SELECT t.id FROM public.scheduling_feedaddress f JOIN public.scheduling_team t ON t.site_id = f.site_id
            WHERE walls.name_of_secret(f.token::text) = about AND t.status = 'published'
        UNION SELECT t.id FROM public.scheduling_feedaddress f
            JOIN public.initiatives_enrolment e ON e.tutor_id = f.tutor_id OR e.student_group_id IN (
                SELECT g.studentgroup_id FROM public.initiatives_studentgroup_tutors g WHERE g.tutor_id = f.tutor_id)
            JOIN public.scheduling_team t ON t.enrolment_id = e.id
            WHERE walls.name_of_secret(f.token::text) = about AND t.status = 'published';
    END IF;
END
$$;

-- Teams of other initiatives that take the same tutors, pupils or rooms: nobody can be in two places.
CREATE OR REPLACE FUNCTION walls.find_elsewhere(acting uuid, purpose text, about uuid, today date)
RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    WITH enrolled AS MATERIALIZED (
        SELECT e.tutor_id FROM public.initiatives_enrolment e
            WHERE e.initiative_id = ANY ((SELECT walls.reach('managed'))::uuid[])
        UNION SELECT g.tutor_id FROM public.initiatives_studentgroup s
            JOIN public.initiatives_studentgroup_tutors g ON g.studentgroup_id = s.id
            WHERE s.initiative_id = ANY ((SELECT walls.reach('managed'))::uuid[])),
    offering AS MATERIALIZED (
        SELECT e.id FROM public.initiatives_enrolment e WHERE e.tutor_id IN (SELECT tutor_id FROM enrolled)
        UNION SELECT e.id FROM public.initiatives_studentgroup_tutors g
            JOIN public.initiatives_enrolment e ON e.student_group_id = g.studentgroup_id
            WHERE g.tutor_id IN (SELECT tutor_id FROM enrolled)),
    other AS MATERIALIZED (
        SELECT t.id, t.site_id, t.enrolment_id, t.status FROM public.scheduling_team t
        WHERE t.status IN ('proposed', 'accepted', 'published')
          AND t.initiative_id <> ALL ((SELECT walls.reach('managed'))::uuid[]))
    SELECT o.id FROM other o
        WHERE o.status = 'published' AND o.site_id = ANY ((SELECT walls.reach('office_site'))::uuid[])
    UNION SELECT o.id FROM other o WHERE o.enrolment_id IN (SELECT id FROM offering)
    UNION SELECT o.id FROM other o JOIN public.scheduling_teammember m ON m.team_id = o.id
        JOIN public.initiatives_request r ON r.id = m.request_id
        JOIN public.initiatives_request mine ON mine.pupil_id = r.pupil_id
        WHERE m.standing IN ('proposed', 'running')
          AND mine.initiative_id = ANY ((SELECT walls.reach('managed'))::uuid[]);
END
$$;

-- Requests of the teams somebody tutors in; and those elsewhere, as far as they have a place, of pupils who ask in the
-- initiatives somebody coordinates.
CREATE OR REPLACE FUNCTION walls.find_request(acting uuid, purpose text, about uuid, today date) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY SELECT unnest(walls.reach('tutored_request'));
    IF walls.reach('elsewhere') <> '{}' THEN
        RETURN QUERY
        SELECT m.request_id FROM public.scheduling_teammember m JOIN public.initiatives_request r ON r.id = m.request_id
            JOIN public.initiatives_request mine ON mine.pupil_id = r.pupil_id
            WHERE m.team_id = ANY ((SELECT walls.reach('elsewhere'))::uuid[])
              AND mine.initiative_id = ANY ((SELECT walls.reach('managed'))::uuid[]);
    END IF;
END
$$;

-- Who offers what, of the teams somebody reaches, and one's own.
CREATE OR REPLACE FUNCTION walls.find_enrolment(acting uuid, purpose text, about uuid, today date)
RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    SELECT t.enrolment_id FROM public.scheduling_team t
    WHERE t.id = ANY ((SELECT walls.reach('team'))::uuid[])
       OR t.site_id = ANY ((SELECT walls.reach('school_site'))::uuid[])
    UNION SELECT e.id FROM public.initiatives_enrolment e JOIN public.people_tutor me ON me.id = e.tutor_id
        WHERE me.person_id = (SELECT walls.person_with_roles(acting, purpose))
    UNION SELECT e.id FROM public.people_pupil p JOIN public.people_tutor helper ON helper.person_id = p.person_id
        JOIN public.initiatives_enrolment e ON e.tutor_id = helper.id
        WHERE p.id = ANY ((SELECT walls.reach('taught'))::uuid[]) OR p.id = ANY ((SELECT walls.reach('child'))::uuid[])
    UNION SELECT e.id FROM public.initiatives_enrolment e
        WHERE e.lecturer_id = (SELECT walls.person_with_roles(acting, purpose))
    UNION SELECT e.id FROM public.scheduling_feedaddress f
        JOIN public.initiatives_enrolment e ON e.tutor_id = f.tutor_id OR e.student_group_id IN (
            SELECT g.studentgroup_id FROM public.initiatives_studentgroup_tutors g WHERE g.tutor_id = f.tutor_id)
        WHERE purpose = 'feed' AND walls.name_of_secret(f.token::text) = about
    UNION SELECT e.id FROM public.initiatives_enrolment e
        JOIN public.initiatives_studentgroup_tutors g ON g.studentgroup_id = e.student_group_id
        JOIN public.people_tutor me ON me.id = g.tutor_id
        WHERE me.person_id = (SELECT walls.person_with_roles(acting, purpose));
END
$$;

-- Groups of students, of the enrolments somebody reaches.
CREATE OR REPLACE FUNCTION walls.find_group(acting uuid, purpose text, about uuid, today date) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    SELECT e.student_group_id FROM public.initiatives_enrolment e
    WHERE e.id = ANY ((SELECT walls.reach('enrolment'))::uuid[])
    UNION SELECT g.studentgroup_id FROM public.initiatives_studentgroup_tutors g
        JOIN public.people_tutor me ON me.id = g.tutor_id
        WHERE me.person_id = (SELECT walls.person_with_roles(acting, purpose));
END
$$;

-- Tutors somebody reaches: oneself, those of an office, of the enrolments one reaches, and who was there with a child.
CREATE OR REPLACE FUNCTION walls.find_tutor(acting uuid, purpose text, about uuid, today date) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    SELECT t.id FROM public.people_tutor t WHERE t.person_id = ANY ((SELECT walls.reach('me'))::uuid[])
    UNION SELECT unnest(walls.reach('office_tutor'))
    UNION SELECT e.tutor_id FROM public.initiatives_enrolment e
        WHERE e.id = ANY ((SELECT walls.reach('enrolment'))::uuid[])
    UNION SELECT g.tutor_id FROM public.initiatives_studentgroup_tutors g
        WHERE g.studentgroup_id = ANY ((SELECT walls.reach('group'))::uuid[])
    UNION SELECT there.tutor_id FROM public.logbook_tutorpresence there
        JOIN public.logbook_pupilentry entry ON entry.log_entry_id = there.log_entry_id
        WHERE entry.pupil_id IN (SELECT unnest(walls.reach('child'))
                                 UNION SELECT unnest(walls.reach('taught')))
    UNION SELECT f.tutor_id FROM public.scheduling_feedaddress f
        WHERE purpose = 'feed' AND walls.name_of_secret(f.token::text) = about;
END
$$;

-- Initiatives somebody has to do with: coordinated, at their school, served, tutored in, asked in for a child or a pupil
-- taught.
CREATE OR REPLACE FUNCTION walls.find_initiative(acting uuid, purpose text, about uuid, today date)
RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    SELECT unnest(walls.reach('managed'))
    UNION SELECT t.initiative_id FROM public.scheduling_team t
        WHERE t.id = ANY ((SELECT walls.reach('team'))::uuid[])
    UNION SELECT e.initiative_id FROM public.initiatives_enrolment e
        WHERE e.id = ANY ((SELECT walls.reach('enrolment'))::uuid[])
    UNION SELECT r.initiative_id FROM public.initiatives_request r
        WHERE r.pupil_id IN (SELECT unnest(walls.reach('child'))
                             UNION SELECT unnest(walls.reach('taught')))
           OR r.site_id = ANY ((SELECT walls.reach('school_site'))::uuid[])
    UNION SELECT i.initiative_id FROM public.initiatives_initiative_sites i
        WHERE i.site_id = ANY ((SELECT walls.reach('school_site'))::uuid[])
    UNION SELECT i.initiative_id FROM public.initiatives_involvement i
        JOIN walls.memberships_of(walls.person_with_roles(acting, purpose), today) m
            ON i.membership_id IN (m.id, m.stands_in_for_id)
        WHERE i.from_date <= today AND (i.to_date IS NULL OR i.to_date >= today)
    UNION SELECT i.initiative_id FROM public.initiatives_involvement i
        JOIN public.people_membership m ON m.id = i.membership_id
        WHERE m.organisation_id = ANY ((SELECT walls.reach('college'))::uuid[]);
END
$$;

-- Sessions in which something was written about oneself or a child.
CREATE OR REPLACE FUNCTION walls.find_child_session(acting uuid, purpose text, about uuid, today date)
RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    SELECT l.session_id FROM public.logbook_logentry l JOIN public.logbook_pupilentry p ON p.log_entry_id = l.id
    WHERE p.pupil_id = ANY ((SELECT walls.reach('child'))::uuid[]);
END
$$;

-- Initiatives somebody helps to shape, and so reads what its partners say to each other: coordinated, at their school,
-- served, tutored in, supervised, asked in for a class or pupil taught, of their college, and where a part was asked of
-- them. Families are no part of it: what was decided they read where they have a child.
CREATE OR REPLACE FUNCTION walls.find_partnered(acting uuid, purpose text, about uuid, today date)
RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
DECLARE
    person uuid := walls.person_with_roles(acting, purpose);
BEGIN
    RETURN QUERY
    SELECT unnest(walls.reach('managed'))
    UNION SELECT i.initiative_id FROM public.initiatives_initiative_sites i
        WHERE i.site_id = ANY ((SELECT walls.reach('school_site'))::uuid[])
    UNION SELECT i.initiative_id FROM public.initiatives_involvement i
        JOIN walls.memberships_of(person, today) m ON i.membership_id IN (m.id, m.stands_in_for_id)
        WHERE i.from_date <= today AND (i.to_date IS NULL OR i.to_date >= today)
    UNION SELECT e.initiative_id FROM public.initiatives_enrolment e WHERE e.lecturer_id = person
    UNION SELECT e.initiative_id FROM public.initiatives_enrolment e JOIN public.people_tutor me ON me.id = e.tutor_id
        WHERE me.person_id = person
    UNION SELECT s.initiative_id FROM public.people_tutor me
        JOIN public.initiatives_studentgroup_tutors g ON g.tutor_id = me.id
        JOIN public.initiatives_studentgroup s ON s.id = g.studentgroup_id WHERE me.person_id = person
    UNION SELECT a.initiative_id FROM public.initiatives_partasked a
        WHERE a.person_id = ANY ((SELECT walls.reach('me'))::uuid[]);
    IF walls.reach('taught') <> '{}' OR walls.reach('class') <> '{}' THEN
        RETURN QUERY
        SELECT r.initiative_id FROM public.initiatives_request r
            WHERE r.pupil_id = ANY ((SELECT walls.reach('taught'))::uuid[])
               OR r.school_class_id = ANY ((SELECT walls.reach('class'))::uuid[]);
    END IF;
    IF walls.reach('college') <> '{}' THEN
        RETURN QUERY
        SELECT p.initiative_id FROM public.initiatives_collegeplaces p
            WHERE p.college_id = ANY ((SELECT walls.reach('college'))::uuid[])
        UNION SELECT i.initiative_id FROM public.initiatives_involvement i
            JOIN public.people_membership m ON m.id = i.membership_id
            WHERE m.organisation_id = ANY ((SELECT walls.reach('college'))::uuid[])
        UNION SELECT e.initiative_id FROM public.people_tutor t JOIN public.initiatives_enrolment e ON e.tutor_id = t.id
            WHERE t.organisation_id = ANY ((SELECT walls.reach('college'))::uuid[])
        UNION SELECT s.initiative_id FROM public.people_tutor t
            JOIN public.initiatives_studentgroup_tutors g ON g.tutor_id = t.id
            JOIN public.initiatives_studentgroup s ON s.id = g.studentgroup_id
            WHERE t.organisation_id = ANY ((SELECT walls.reach('college'))::uuid[]);
    END IF;
END
$$;

-- Those, and where somebody has a child or sees its calendar: what was decided there, where to ask, and what is held.
CREATE OR REPLACE FUNCTION walls.find_discussed(acting uuid, purpose text, about uuid, today date)
RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    SELECT unnest(walls.reach('partnered'))
    UNION SELECT unnest(walls.reach('initiative'))
    UNION SELECT r.initiative_id FROM public.people_classplace p
        JOIN public.initiatives_request r ON r.school_class_id = p.school_class_id
        WHERE p.pupil_id = ANY ((SELECT walls.reach('child'))::uuid[]);
END
$$;
