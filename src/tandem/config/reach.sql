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
                           WHERE e.initiative_id = ANY ((SELECT walls.reach('managed'))::uuid[]));
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

-- Organisations whose coordinators somebody may turn to: where they work, teach, tutor, or have a child.
CREATE OR REPLACE FUNCTION walls.find_house(acting uuid, purpose text, about uuid, today date) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    WITH site AS MATERIALIZED (
        SELECT t.site_id AS id FROM public.scheduling_team t
            WHERE t.id = ANY ((SELECT walls.reach('team'))::uuid[])
        UNION SELECT unnest(walls.reach('office_site'))
        UNION SELECT c.site_id FROM public.people_schoolclass c
            WHERE c.id = ANY ((SELECT walls.reach('class'))::uuid[])
        UNION SELECT i.site_id FROM public.initiatives_initiative_sites i
            JOIN public.initiatives_involvement served ON served.initiative_id = i.initiative_id
            JOIN walls.memberships_of(walls.person_with_roles(acting, purpose), today) m
                ON served.membership_id IN (m.id, m.stands_in_for_id))
    SELECT unnest(walls.reach('office'))
    UNION SELECT s.organisation_id FROM public.people_site s WHERE s.id IN (SELECT id FROM site)
    UNION SELECT i.organiser_id FROM public.initiatives_initiative i
        WHERE i.id = ANY ((SELECT walls.reach('initiative'))::uuid[])
    UNION SELECT p.organisation_id FROM public.people_pupil p
        WHERE p.id = ANY ((SELECT walls.reach('child'))::uuid[]);
END
$$;

-- Classes somebody knows: taught, at their schools and in their programmes, of the pupils they tutor and their children.
CREATE OR REPLACE FUNCTION walls.find_known_class(acting uuid, purpose text, about uuid, today date)
RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    SELECT unnest(walls.reach('class'))
    UNION SELECT c.id FROM public.people_schoolclass c
        WHERE c.site_id = ANY ((SELECT walls.reach('office_site'))::uuid[])
    UNION SELECT p.school_class_id FROM public.people_classplace p
        WHERE p.pupil_id = ANY ((SELECT walls.reach('child'))::uuid[])
    UNION SELECT r.school_class_id FROM public.initiatives_request r
        WHERE r.id = ANY ((SELECT walls.reach('tutored_request'))::uuid[])
    UNION SELECT p.school_class_id FROM public.people_classplace p JOIN public.initiatives_request r ON r.pupil_id = p.pupil_id
        WHERE r.id = ANY ((SELECT walls.reach('tutored_request'))::uuid[]);
END
$$;

-- Pupils whose file somebody reads, one by one or with the school.
CREATE OR REPLACE FUNCTION walls.find_file_pupil(acting uuid, purpose text, about uuid, today date)
RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    SELECT unnest(walls.reach('pupil'))
    UNION SELECT p.id FROM public.people_pupil p
        WHERE p.organisation_id = ANY ((SELECT walls.reach('school'))::uuid[]);
END
$$;

-- Accounts of whoever wrote down or decided what somebody reads, though they may not work there any more.
CREATE OR REPLACE FUNCTION walls.find_actor(acting uuid, purpose text, about uuid, today date) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    WITH pupil AS MATERIALIZED (SELECT unnest(walls.reach('file_pupil')) AS id),
    team AS MATERIALIZED (
        SELECT t.id FROM public.scheduling_team t
        WHERE t.initiative_id = ANY ((SELECT walls.reach('managed'))::uuid[])
           OR t.site_id = ANY ((SELECT walls.reach('school_site'))::uuid[])
        UNION SELECT unnest(walls.reach('team')))
    SELECT c.seen_by_id FROM public.people_clearance c WHERE c.tutor_id = ANY ((SELECT walls.reach('tutor'))::uuid[])
    UNION SELECT a.seen_by_id FROM public.people_processingagreement a
        WHERE a.organisation_id = ANY ((SELECT walls.reach('office'))::uuid[])
    UNION SELECT unnest(ARRAY[l.made_by_id, again.asked_by_id, again.confirmed_by_id])
        FROM public.people_familyletter l LEFT JOIN public.people_letteragain again ON again.letter_id = l.id
        WHERE l.organisation_id = ANY ((SELECT walls.reach('office'))::uuid[])
           OR l.person_id IN (SELECT g.person_id FROM public.people_guardian g
                              WHERE g.pupil_id = ANY ((SELECT walls.reach('close_pupil'))::uuid[]))
    UNION SELECT unnest(ARRAY[j.written_by_id, j.confirmed_by_id]) FROM public.initiatives_justification j
        WHERE j.initiative_id = ANY ((SELECT walls.reach('managed'))::uuid[])
           OR j.site_id = ANY ((SELECT walls.reach('school_site'))::uuid[])
    UNION SELECT written.by_id FROM (
            SELECT initiative_id, written_by_id AS by_id FROM public.initiatives_expectation
            UNION ALL SELECT initiative_id, written_by_id FROM public.initiatives_pointanswer
            UNION ALL SELECT initiative_id, chosen_by_id FROM public.initiatives_goal
            UNION ALL SELECT initiative_id, written_by_id FROM public.initiatives_consultation
            UNION ALL SELECT initiative_id, written_by_id FROM public.initiatives_decision
            UNION ALL SELECT d.initiative_id, v.written_by_id FROM public.initiatives_voice v
                JOIN public.initiatives_decision d ON d.id = v.decision_id
            UNION ALL SELECT initiative_id, asked_by_id FROM public.initiatives_partasked
            UNION ALL SELECT initiative_id, named_by_id FROM public.initiatives_trainingquality
            UNION ALL SELECT initiative_id, written_by_id FROM public.quality_evaluation
            UNION ALL SELECT initiative_id, said_by_id FROM public.initiatives_collegeplaces
            UNION ALL SELECT initiative_id, checked_by_id FROM public.initiatives_policycheck
            UNION ALL SELECT initiative_id, said_by_id FROM public.initiatives_mutualexpectation
            UNION ALL SELECT initiative_id, changed_by_id FROM public.initiatives_actorshipchange
            UNION ALL SELECT initiative_id, unnest(ARRAY[added_by_id, done_by_id]) FROM public.initiatives_planstep
            UNION ALL SELECT initiative_id, added_by_id FROM public.initiatives_planneed
            UNION ALL SELECT s.initiative_id, l.said_by_id FROM public.initiatives_stafflimit l
                JOIN public.initiatives_initiative_sites s ON s.site_id = l.site_id
            UNION ALL SELECT c.initiative_id, a.decided_by_id FROM public.initiatives_application a
                JOIN public.initiatives_campaign c ON c.id = a.campaign_id
        ) AS written
        WHERE written.initiative_id = ANY ((SELECT walls.reach('initiative'))::uuid[])
    UNION SELECT a.asked_by_id FROM public.initiatives_partasked a
        WHERE a.person_id = ANY ((SELECT walls.reach('me'))::uuid[])
    UNION SELECT a.recorded_by_id FROM public.initiatives_tutoragreement a
        WHERE a.tutor_id = ANY ((SELECT walls.reach('tutor'))::uuid[])
    UNION SELECT a.written_by_id FROM public.initiatives_gatheringattendance a
        WHERE a.tutor_id = ANY ((SELECT walls.reach('tutor'))::uuid[])
    UNION SELECT s.confirmed_by_id FROM public.initiatives_tutorskill s
        WHERE s.tutor_id = ANY ((SELECT walls.reach('tutor'))::uuid[])
    UNION SELECT p.placed_by_id FROM public.initiatives_placement p
        WHERE p.enrolment_id = ANY ((SELECT walls.reach('enrolment'))::uuid[])
    UNION SELECT r.asked_by_id FROM public.scheduling_planningrun r
        WHERE r.initiative_id = ANY ((SELECT walls.reach('managed'))::uuid[])
    UNION SELECT i.uploaded_by_id FROM public.scheduling_import i
        WHERE i.organisation_id = ANY ((SELECT walls.reach('office'))::uuid[])
    UNION SELECT p.decider_id FROM public.scheduling_pause p WHERE p.team_id IN (SELECT id FROM team)
    UNION SELECT p.raised_by_id FROM public.scheduling_pause p
        WHERE p.decider_id = acting OR p.team_id IN (
            SELECT t.id FROM public.scheduling_team t
            WHERE t.initiative_id = ANY ((SELECT walls.reach('managed'))::uuid[]))
    UNION SELECT t.decided_by_id FROM public.scheduling_team t
        WHERE t.initiative_id = ANY ((SELECT walls.reach('managed'))::uuid[])
    UNION SELECT m.teacher_by_id FROM public.scheduling_teammember m WHERE m.team_id IN (SELECT id FROM team)
    UNION SELECT c.written_by_id FROM public.people_consent c WHERE c.pupil_id IN (SELECT id FROM pupil)
    UNION SELECT c.written_by_id FROM public.initiatives_familycontract c WHERE c.pupil_id IN (SELECT id FROM pupil)
    UNION SELECT i.written_by_id FROM public.logbook_fileitem i WHERE i.pupil_id IN (SELECT id FROM pupil)
    UNION SELECT r.answer_written_by_id FROM public.logbook_filerequest r WHERE r.pupil_id IN (SELECT id FROM pupil)
    UNION SELECT s.decided_by_id FROM public.logbook_fileshield s WHERE s.pupil_id IN (SELECT id FROM pupil)
    UNION SELECT c.written_by_id FROM public.logbook_familycontact c WHERE c.pupil_id IN (SELECT id FROM pupil)
    UNION SELECT l.written_by_id FROM public.logbook_logentry l JOIN public.scheduling_session s ON s.id = l.session_id
        WHERE s.team_id IN (SELECT id FROM team)
    UNION SELECT l.written_by_id FROM public.logbook_logentry l
        WHERE l.session_id = ANY ((SELECT walls.reach('child_session'))::uuid[])
    UNION SELECT e.by_id FROM public.core_auditevent e
        WHERE e.action = 'read' AND e.target_id = ANY ((SELECT walls.reach('child_person'))::uuid[]);
END
$$;

-- The persons one follows as a family, and oneself as a pupil: who read about them is theirs to know.
CREATE OR REPLACE FUNCTION walls.find_child_person(acting uuid, purpose text, about uuid, today date)
RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    SELECT p.person_id FROM public.people_pupil p WHERE p.id = ANY ((SELECT walls.reach('child'))::uuid[]);
END
$$;

-- People who said, asked or wrote down something that somebody reads, though they may not be there any more.
CREATE OR REPLACE FUNCTION walls.find_speaker(acting uuid, purpose text, about uuid, today date) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    WITH pupil AS MATERIALIZED (SELECT unnest(walls.reach('file_pupil')) AS id)
    SELECT i.said_by_id FROM public.logbook_fileitem i WHERE i.pupil_id IN (SELECT id FROM pupil)
    UNION SELECT v.said_by_id FROM public.logbook_fileview v WHERE v.pupil_id IN (SELECT id FROM pupil)
    UNION SELECT unnest(ARRAY[r.asked_by_id, r.answered_by_id]) FROM public.logbook_filerequest r
        WHERE r.pupil_id IN (SELECT id FROM pupil)
    UNION SELECT s.started_by_id FROM public.logbook_freshstart s WHERE s.pupil_id IN (SELECT id FROM pupil)
    UNION SELECT t.told_by_id FROM public.logbook_selfportrait t WHERE t.pupil_id IN (SELECT id FROM pupil)
    UNION SELECT c.said_by_id FROM public.initiatives_familycontract c WHERE c.pupil_id IN (SELECT id FROM pupil)
    UNION SELECT c.spoken_with_id FROM public.logbook_familycontact c WHERE c.pupil_id IN (SELECT id FROM pupil)
    UNION SELECT u.person_id FROM public.people_user u WHERE u.id = ANY ((SELECT walls.reach('actor'))::uuid[]);
END
$$;

-- People somebody knows by name: oneself, coordinators, colleagues, trust persons, teachers and tutors. Pupils and their
-- families are reached by the pupil; who said or wrote down what somebody reads is a speaker.
CREATE OR REPLACE FUNCTION walls.find_person(acting uuid, purpose text, about uuid, today date) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    SELECT unnest(walls.reach('me'))
    UNION SELECT m.person_id FROM public.people_membership m
        WHERE m.organisation_id = ANY ((SELECT walls.reach('office'))::uuid[])
           OR m.organisation_id = ANY ((SELECT walls.reach('host'))::uuid[])
    UNION SELECT m.person_id FROM public.people_membership m
        WHERE m.organisation_id = ANY ((SELECT walls.reach('house'))::uuid[])
          AND m.role IN ('school_coordinator', 'programme_coordinator')
    UNION SELECT m.person_id FROM public.people_membership m JOIN public.initiatives_involvement i ON i.membership_id = m.id
        WHERE i.initiative_id = ANY ((SELECT walls.reach('initiative'))::uuid[])
    UNION SELECT u.person_id FROM public.initiatives_sitecontact c JOIN public.people_user u ON u.id IN (c.contact_id, c.deputy_id)
        WHERE c.initiative_id = ANY ((SELECT walls.reach('initiative'))::uuid[])
    UNION SELECT t.person_id FROM public.people_classteacher t
        WHERE t.school_class_id = ANY ((SELECT walls.reach('known_class'))::uuid[])
    UNION SELECT t.person_id FROM public.people_classteacher t JOIN public.people_schoolclass c ON c.id = t.school_class_id
        JOIN public.people_schoolclass mine ON mine.site_id = c.site_id
        WHERE mine.id = ANY ((SELECT walls.reach('class'))::uuid[])
    UNION SELECT u.person_id FROM public.initiatives_initiative i JOIN public.people_user u ON u.id = i.concern_contact_id
        WHERE i.id = ANY ((SELECT walls.reach('initiative'))::uuid[])
    UNION SELECT u.person_id FROM public.initiatives_campaign c JOIN public.people_user u ON u.id = c.contact_id
        WHERE purpose IN ('answering', 'outbox') OR c.initiative_id = ANY ((SELECT walls.reach('managed'))::uuid[])
    UNION SELECT q.owner_id FROM public.initiatives_trainingquality q
        WHERE q.initiative_id = ANY ((SELECT walls.reach('initiative'))::uuid[])
    UNION SELECT l.teacher_id FROM public.scheduling_lesson l
        WHERE l.site_id = ANY ((SELECT walls.reach('office_site'))::uuid[])
    UNION SELECT t.person_id FROM public.people_tutor t WHERE t.id = ANY ((SELECT walls.reach('tutor'))::uuid[]);
END
$$;

-- Somebody of an office names an account by its address: from then on, in this transaction, they go on with that person.
CREATE OR REPLACE FUNCTION walls.name_account(address text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    ids uuid[];
BEGIN
    IF walls.context() IS NOT NULL AND (
            walls.reach('office') <> '{}' OR walls.reach('college') <> '{}' OR walls.reach('platform') <> '{}') THEN
        SELECT walls.added() || array_remove(ARRAY[u.id, u.person_id, t.id, p.id], NULL) INTO ids
        FROM people_user u LEFT JOIN people_tutor t ON t.person_id = u.person_id
        LEFT JOIN people_pupil p ON p.person_id = u.person_id WHERE u.email = address;
        IF ids IS NOT NULL THEN
            PERFORM walls.keep('added', walls.adder(), ids);
        END IF;
    END IF;
END
$$;
