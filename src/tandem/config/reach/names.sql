-- Whom somebody knows by name: colleagues, who wrote what they read, and where to turn to.

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
    UNION SELECT t.person_id FROM public.people_tutor t WHERE t.id = ANY ((SELECT walls.reach('tutor'))::uuid[])
    UNION SELECT t.person_id FROM walls.memberships_of(walls.person_with_roles(acting, purpose), today) m
        JOIN public.people_tutor t ON t.organisation_id = m.organisation_id
        WHERE m.role = 'he_coordinator' AND m.site_id IS NULL;
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
