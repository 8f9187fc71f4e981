-- What the database does with a patient it does at the patient's site: every function that knows the site names it, so that the keys
-- are used that are led by it, and a row of another site is never meant. What they do is as before.

-- ── Dates, locks, states, queries, verification ──

CREATE OR REPLACE FUNCTION check_course_date() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  happened date := (to_jsonb(NEW) ->> TG_ARGV[0])::date;
  diagnosed date;
  died date;
BEGIN
  IF happened IS NULL THEN RETURN NEW; END IF;
  SELECT diagnosis_date INTO diagnosed FROM patient WHERE site_id = NEW.site_id AND id = NEW.patient_id;
  IF happened < diagnosed THEN
    RAISE EXCEPTION 'date_before_diagnosis: % of %', TG_ARGV[0], TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = 'date_before_diagnosis';
  END IF;
  IF happened > current_date + 1 THEN
    RAISE EXCEPTION 'date_in_future: % of %', TG_ARGV[0], TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = 'date_in_future';
  END IF;
  -- The row itself aside: a death that is being corrected into another event is a death no longer.
  SELECT date INTO died FROM clinical_event
    WHERE site_id = NEW.site_id AND patient_id = NEW.patient_id AND kind = 'death' AND id::text IS DISTINCT FROM to_jsonb(NEW) ->> 'id';
  IF happened > died AND NOT (TG_TABLE_NAME = 'clinical_event' AND to_jsonb(NEW) ->> 'kind' = 'death') THEN
    RAISE EXCEPTION 'date_after_death: % of %', TG_ARGV[0], TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = 'date_after_death';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION check_added_dates() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  named text;
  broken text;
BEGIN
  FOREACH named IN ARRAY TG_ARGV LOOP
    EXECUTE format('
      SELECT CASE WHEN a.%1$I < p.diagnosis_date THEN ''date_before_diagnosis'' WHEN a.%1$I > current_date + 1 THEN ''date_in_future'' ELSE ''date_after_death'' END
      FROM added a
        LEFT JOIN LATERAL (SELECT q.diagnosis_date FROM patient q WHERE q.site_id = a.site_id AND q.id = a.patient_id OFFSET 0) p ON true
        LEFT JOIN LATERAL (SELECT min(d.date) AS date FROM clinical_event d
          WHERE d.site_id = a.site_id AND d.patient_id = a.patient_id AND d.kind = ''death'' %2$s) d ON true
      WHERE a.%1$I IS NOT NULL AND (a.%1$I < p.diagnosis_date OR a.%1$I > current_date + 1 OR a.%1$I > d.date) LIMIT 1',
      named, CASE WHEN TG_TABLE_NAME = 'clinical_event' THEN 'AND d.id <> a.id AND a.kind <> ''death''' END) INTO broken;
    IF broken IS NOT NULL THEN
      RAISE EXCEPTION '%: % of %', broken, named, TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
  END LOOP;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION check_added_deaths() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  broken boolean;
BEGIN
  IF NOT EXISTS (SELECT FROM added a WHERE a.kind = 'death') THEN RETURN NULL; END IF;
  EXECUTE '
    SELECT EXISTS (SELECT FROM added a WHERE a.kind = ''death'' AND (
      EXISTS (SELECT FROM follow_up f WHERE f.site_id = a.site_id AND f.patient_id = a.patient_id AND f.date > a.date)
      OR EXISTS (SELECT FROM clinical_event e WHERE e.site_id = a.site_id AND e.patient_id = a.patient_id AND e.id <> a.id
        AND greatest(e.date, e.remission_date) > a.date)
      OR EXISTS (SELECT FROM transplant t WHERE t.site_id = a.site_id AND t.patient_id = a.patient_id AND t.date > a.date)
      OR EXISTS (SELECT FROM mrd_measurement m WHERE m.site_id = a.site_id AND m.patient_id = a.patient_id AND m.date > a.date)
      OR EXISTS (SELECT FROM treatment t WHERE t.site_id = a.site_id AND t.patient_id = a.patient_id AND greatest(t.start_date, t.end_date) > a.date)
      OR EXISTS (SELECT FROM response r WHERE r.site_id = a.site_id AND r.patient_id = a.patient_id AND r.remission_date > a.date)))' INTO broken;
  IF broken THEN
    RAISE EXCEPTION 'records_after_death: date of clinical_event' USING ERRCODE = 'check_violation', CONSTRAINT = 'date_after_death';
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION first_course_date(of_site uuid, wanted uuid) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT min(day) FROM (
    SELECT date AS day FROM follow_up WHERE site_id = of_site AND patient_id = wanted
    UNION ALL SELECT date FROM clinical_event WHERE site_id = of_site AND patient_id = wanted
    UNION ALL SELECT date FROM transplant WHERE site_id = of_site AND patient_id = wanted
    UNION ALL SELECT date FROM mrd_measurement WHERE site_id = of_site AND patient_id = wanted
    UNION ALL SELECT start_date FROM treatment WHERE site_id = of_site AND patient_id = wanted
    UNION ALL SELECT remission_date FROM response WHERE site_id = of_site AND patient_id = wanted
  ) AS course
$$;
CREATE FUNCTION last_course_date(of_site uuid, wanted uuid, aside uuid) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT max(day) FROM (
    SELECT date AS day FROM follow_up WHERE site_id = of_site AND patient_id = wanted
    UNION ALL SELECT greatest(date, remission_date) FROM clinical_event WHERE site_id = of_site AND patient_id = wanted AND id <> aside
    UNION ALL SELECT date FROM transplant WHERE site_id = of_site AND patient_id = wanted
    UNION ALL SELECT date FROM mrd_measurement WHERE site_id = of_site AND patient_id = wanted
    UNION ALL SELECT greatest(start_date, end_date) FROM treatment WHERE site_id = of_site AND patient_id = wanted
    UNION ALL SELECT remission_date FROM response WHERE site_id = of_site AND patient_id = wanted
  ) AS course
$$;

CREATE OR REPLACE FUNCTION check_diagnosis_is_first() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.diagnosis_date > current_date + 1 THEN
    RAISE EXCEPTION 'date_in_future: diagnosis_date of patient' USING ERRCODE = 'check_violation', CONSTRAINT = 'date_in_future';
  END IF;
  IF TG_OP = 'UPDATE' AND first_course_date(NEW.site_id, NEW.id) < NEW.diagnosis_date THEN
    RAISE EXCEPTION 'records_before_diagnosis: diagnosis_date of patient' USING ERRCODE = 'check_violation', CONSTRAINT = 'date_before_diagnosis';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION check_death_is_last() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.kind = 'death' AND last_course_date(NEW.site_id, NEW.patient_id, NEW.id) > NEW.date THEN
    RAISE EXCEPTION 'records_after_death: date of clinical_event' USING ERRCODE = 'check_violation', CONSTRAINT = 'date_after_death';
  END IF;
  RETURN NEW;
END $$;
DROP FUNCTION first_course_date(uuid);
DROP FUNCTION last_course_date(uuid, uuid);

CREATE OR REPLACE FUNCTION refuse_added_to_locked() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  locked boolean;
BEGIN
  EXECUTE 'SELECT EXISTS (SELECT FROM patient_state s WHERE s.state = ''locked'' AND (s.site_id, s.patient_id) IN (SELECT a.site_id, a.patient_id FROM added a))' INTO locked;
  IF locked THEN
    RAISE EXCEPTION 'record_locked: patient_id of %', TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = 'record_locked';
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION refuse_locked() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before uuid := CASE WHEN TG_OP <> 'INSERT' THEN (to_jsonb(OLD) ->> TG_ARGV[0])::uuid END;
  after uuid := CASE WHEN TG_OP <> 'DELETE' THEN (to_jsonb(NEW) ->> TG_ARGV[0])::uuid END;
  place CONSTANT uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.site_id ELSE NEW.site_id END;
  wanted uuid;
BEGIN
  IF coalesce(after, before) = before AND is_undoing() THEN RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END; END IF;
  FOREACH wanted IN ARRAY ARRAY[before, NULLIF(after, before)] LOOP
    CONTINUE WHEN wanted IS NULL;
    IF TG_TABLE_NAME <> 'patient' THEN PERFORM FROM patient WHERE site_id = place AND id = wanted FOR KEY SHARE; END IF;
    IF EXISTS (SELECT FROM patient_state WHERE site_id = place AND patient_id = wanted AND state = 'locked') THEN
      RAISE EXCEPTION 'record_locked: % of %', TG_ARGV[0], TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = 'record_locked';
    END IF;
  END LOOP;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE OR REPLACE FUNCTION change_state() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  held CONSTANT uuid := (SELECT id FROM patient
    WHERE site_id = NEW.site_id AND id = NEW.patient_id AND site_id = ANY (writable_sites()) FOR UPDATE);
  before CONSTANT text := coalesce((SELECT state FROM patient_state WHERE site_id = NEW.site_id AND patient_id = held), 'draft');
BEGIN
  IF held IS NULL THEN RETURN NEW; END IF;
  IF NOT (before, NEW.state) IN (('draft', 'complete'), ('complete', 'draft'), ('complete', 'locked'), ('locked', 'complete')) THEN
    RAISE EXCEPTION 'state_step: % to %', before, NEW.state USING ERRCODE = 'check_violation', CONSTRAINT = 'state_step';
  END IF;
  IF before = 'locked' AND NEW.reason IS NULL THEN
    RAISE EXCEPTION 'unlock_reason: reason of state_change' USING ERRCODE = 'check_violation', CONSTRAINT = 'unlock_reason';
  END IF;
  INSERT INTO patient_state (patient_id, site_id, state) VALUES (NEW.patient_id, NEW.site_id, NEW.state)
    ON CONFLICT (site_id, patient_id) DO UPDATE SET state = EXCLUDED.state;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION check_query_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  opened field_query_entry;
  last field_query_entry;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.query_id::text, 1));
  SELECT * INTO opened FROM field_query_entry WHERE site_id = NEW.site_id AND query_id = NEW.query_id AND action = 'open';
  SELECT * INTO last FROM field_query_entry WHERE site_id = NEW.site_id AND query_id = NEW.query_id ORDER BY written_at DESC, id DESC LIMIT 1;
  IF NOT (coalesce(last.action, ''), NEW.action) IN (('', 'open'), ('open', 'answer'), ('open', 'close'), ('answer', 'close'),
      ('answer', 'reopen'), ('close', 'reopen'), ('reopen', 'answer'), ('reopen', 'close')) THEN
    RAISE EXCEPTION 'query_step: % after %', NEW.action, last.action USING ERRCODE = 'check_violation', CONSTRAINT = 'query_step';
  END IF;
  IF opened.id IS NOT NULL AND (opened.patient_id, opened.part, coalesce(opened.record_id, opened.patient_id), opened.field)
      IS DISTINCT FROM (NEW.patient_id, NEW.part, coalesce(NEW.record_id, NEW.patient_id), NEW.field) THEN
    RAISE EXCEPTION 'query_place: field of field_query_entry' USING ERRCODE = 'check_violation', CONSTRAINT = 'query_place';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION end_verification() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  bookkeeping CONSTANT text[] := ARRAY['version', 'updated_at', 'patient_id'];
  record CONSTANT uuid := CASE WHEN TG_ARGV[0] = 'patient' THEN NULL ELSE (to_jsonb(OLD) ->> 'id')::uuid END;
  patient CONSTANT uuid := coalesce((to_jsonb(OLD) ->> 'patient_id')::uuid, (to_jsonb(OLD) ->> 'id')::uuid);
  last source_verification;
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - bookkeeping = to_jsonb(NEW) - bookkeeping THEN RETURN NULL; END IF;
  SELECT * INTO last FROM source_verification v
    WHERE v.site_id = OLD.site_id AND v.patient_id = patient AND v.part = TG_ARGV[0] AND v.record_id IS NOT DISTINCT FROM record
    ORDER BY v.written_at DESC, v.id DESC LIMIT 1;
  IF last.verified THEN
    INSERT INTO source_verification (patient_id, site_id, part, record_id, verified)
      VALUES (last.patient_id, last.site_id, last.part, last.record_id, false);
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION patient_digest(of_site uuid, wanted uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(
    (SELECT to_jsonb(p) - 'version' - 'updated_at' FROM patient p WHERE p.site_id = of_site AND p.id = wanted),
    (SELECT to_jsonb(f) FROM diagnosis_features f WHERE f.site_id = of_site AND f.patient_id = wanted),
    (SELECT to_jsonb(r) FROM response r WHERE r.site_id = of_site AND r.patient_id = wanted),
    (SELECT jsonb_agg(to_jsonb(m) ORDER BY m.id) FROM mrd_measurement m WHERE m.site_id = of_site AND m.patient_id = wanted),
    (SELECT jsonb_agg(to_jsonb(t) ORDER BY t.id) FROM treatment t WHERE t.site_id = of_site AND t.patient_id = wanted),
    (SELECT jsonb_agg(to_jsonb(t) ORDER BY t.id) FROM transplant t WHERE t.site_id = of_site AND t.patient_id = wanted),
    (SELECT jsonb_agg(to_jsonb(e) ORDER BY e.id) FROM clinical_event e WHERE e.site_id = of_site AND e.patient_id = wanted),
    (SELECT jsonb_agg(to_jsonb(f) ORDER BY f.id) FROM follow_up f WHERE f.site_id = of_site AND f.patient_id = wanted),
    (SELECT jsonb_agg(to_jsonb(o) ORDER BY o.id) FROM risk_override o WHERE o.site_id = of_site AND o.patient_id = wanted)
  )::text, 'UTF8')), 'hex')
$$;
CREATE OR REPLACE FUNCTION sign_data() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.digest := patient_digest(NEW.site_id, NEW.patient_id);
  RETURN NEW;
END $$;
DROP FUNCTION patient_digest(uuid);

-- ── The bin, merges, erasure ──

CREATE OR REPLACE FUNCTION check_bin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM patient WHERE site_id = NEW.site_id AND id = NEW.patient_id FOR UPDATE;
  IF EXISTS (SELECT FROM patient_state WHERE site_id = NEW.site_id AND patient_id = NEW.patient_id AND state = 'locked') THEN
    RAISE EXCEPTION 'record_locked: patient_id of patient_bin' USING ERRCODE = 'check_violation', CONSTRAINT = 'record_locked';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION check_merge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM patient WHERE site_id = NEW.site_id AND id IN (NEW.kept_id, NEW.merged_id) ORDER BY id FOR UPDATE;
  IF EXISTS (SELECT FROM patient_state WHERE site_id = NEW.site_id AND patient_id IN (NEW.kept_id, NEW.merged_id) AND state = 'locked') THEN
    RAISE EXCEPTION 'record_locked: patient_id of patient_merge' USING ERRCODE = 'check_violation', CONSTRAINT = 'record_locked';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION follow_record() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE field_query_entry SET patient_id = NEW.patient_id WHERE site_id = NEW.site_id AND record_id = NEW.id;
  UPDATE finding_exception SET patient_id = NEW.patient_id WHERE site_id = NEW.site_id AND record_id = NEW.id;
  UPDATE source_verification SET patient_id = NEW.patient_id WHERE site_id = NEW.site_id AND record_id = NEW.id;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION erase_patient(wanted uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  entry patient_bin;
  erased uuid[];
  one uuid;
  case_table text;
BEGIN
  SELECT * INTO entry FROM patient_bin WHERE patient_id = wanted AND site_id = ANY (writable_sites()) FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  IF entry.erasure_by IS NULL OR entry.erasure_by = viewer_id() THEN
    RAISE EXCEPTION 'erasure_second_person: erasure_by of patient_bin' USING ERRCODE = 'check_violation', CONSTRAINT = 'erasure_second_person';
  END IF;
  IF entry.binned_at > now() - interval '30 days' THEN
    RAISE EXCEPTION 'bin_days: erasure_at of patient_bin' USING ERRCODE = 'check_violation', CONSTRAINT = 'bin_days';
  END IF;
  PERFORM set_config('registry.purpose', 'hidden', true);
  erased := ARRAY[wanted] || ARRAY(SELECT merged_id FROM patient_merge WHERE site_id = entry.site_id AND kept_id = wanted AND undone_at IS NULL);
  DELETE FROM patient_merge WHERE site_id = entry.site_id AND (kept_id = ANY (erased) OR merged_id = ANY (erased));
  -- With the state and the bin themselves: taken along with the patient they would be marked after all marks of the patient were taken away.
  FOREACH case_table IN ARRAY ARRAY['diagnosis_features', 'response', 'mrd_measurement', 'treatment', 'transplant', 'clinical_event',
      'follow_up', 'risk_override', 'state_change', 'field_query_entry', 'finding_exception', 'source_verification', 'patient_signature',
      'patient_state', 'patient_bin'] LOOP
    EXECUTE format('DELETE FROM %I WHERE site_id = $1 AND patient_id = ANY ($2)', case_table) USING entry.site_id, erased;
  END LOOP;
  DELETE FROM patient WHERE site_id = entry.site_id AND id = ANY (erased);
  -- What the audit holds of the patient goes too; a tombstone with the reason stays.
  FOREACH one IN ARRAY erased LOOP PERFORM erase_patient_from_audit(one, entry.reason); END LOOP;
  RETURN true;
END $$;

-- ── What is kept beside the records ──

CREATE OR REPLACE FUNCTION forget_checks() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  EXECUTE 'DELETE FROM patient_check WHERE (site_id, patient_id) IN (SELECT t.site_id, t.id FROM touched t)';
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION forget_list_marks() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM list_due WHERE (site_id, patient_id) IN (SELECT t.site_id, t.id FROM touched t);
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION forget_contributions() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  WITH another AS MATERIALIZED (
    SELECT t.site_id, t.id, gen_random_uuid() AS nobody FROM touched t
    WHERE EXISTS (SELECT FROM network_contribution c WHERE c.site_id = t.site_id AND c.patient_id = t.id)
  )
  UPDATE network_contribution c SET patient_id = a.nobody FROM another a WHERE c.site_id = a.site_id AND c.patient_id = a.id;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION mark_list() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO list_due (patient_id, site_id) SELECT t.patient_id, t.site_id FROM (SELECT DISTINCT patient_id, site_id FROM touched) t
    WHERE coalesce((SELECT true FROM patient_observation o WHERE o.site_id = t.site_id AND o.patient_id = t.patient_id),
      (SELECT true FROM observation_due d WHERE d.site_id = t.site_id AND d.patient_id = t.patient_id), false);
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION observation_is_due(patient uuid, site uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM observation_due d WHERE d.site_id = site AND d.patient_id = patient AND d.marked_in = txid_current()) THEN RETURN; END IF;
  INSERT INTO observation_due (patient_id, site_id, marked_in) VALUES (patient, site, txid_current())
    ON CONFLICT (site_id, patient_id) DO UPDATE SET marked_in = excluded.marked_in;
  DELETE FROM patient_observation o WHERE o.site_id = site AND o.patient_id = patient;
END $$;

CREATE OR REPLACE FUNCTION mark_observation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'patient' THEN
    IF TG_OP = 'DELETE' THEN
      DELETE FROM patient_observation WHERE site_id = OLD.site_id AND patient_id = OLD.id;
      DELETE FROM observation_due WHERE site_id = OLD.site_id AND patient_id = OLD.id;
    ELSE
      PERFORM observation_is_due(NEW.id, NEW.site_id);
    END IF;
  ELSIF TG_TABLE_NAME = 'patient_merge' THEN
    IF TG_OP <> 'DELETE' THEN PERFORM observation_is_due(NEW.merged_id, NEW.site_id); END IF;
  ELSE
    IF TG_OP <> 'INSERT' THEN PERFORM observation_is_due(OLD.patient_id, OLD.site_id); END IF;
    IF TG_OP <> 'DELETE' THEN PERFORM observation_is_due(NEW.patient_id, NEW.site_id); END IF;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION mark_observations() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'patient' AND TG_OP = 'DELETE' THEN
    EXECUTE 'DELETE FROM patient_observation WHERE (site_id, patient_id) IN (SELECT t.site_id, t.id FROM touched t)';
    EXECUTE 'DELETE FROM observation_due WHERE (site_id, patient_id) IN (SELECT t.site_id, t.id FROM touched t)';
    RETURN NULL;
  END IF;
  EXECUTE format('
    WITH marked AS (
      INSERT INTO observation_due AS d (patient_id, site_id, marked_in)
      SELECT DISTINCT t.%I, t.site_id, txid_current() FROM touched t ORDER BY 2, 1
      ON CONFLICT (site_id, patient_id) DO UPDATE SET marked_in = excluded.marked_in WHERE d.marked_in <> excluded.marked_in
      RETURNING site_id, patient_id)
    DELETE FROM patient_observation o USING marked m WHERE o.site_id = m.site_id AND o.patient_id = m.patient_id',
    CASE TG_TABLE_NAME WHEN 'patient' THEN 'id' ELSE 'patient_id' END);
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION settle_list(most integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  places uuid[];
  held uuid[];
  mark_places uuid[];
  marks uuid[];
BEGIN
  SELECT coalesce(array_agg(h.site_id), '{}'), coalesce(array_agg(h.patient_id), '{}') INTO places, held FROM (
    SELECT o.site_id, o.patient_id FROM patient_observation o
    WHERE o.site_id = ANY ((SELECT readable_sites())::uuid[]) AND (o.site_id, o.patient_id) IN (SELECT d.site_id, d.patient_id FROM list_due d)
    LIMIT most FOR UPDATE SKIP LOCKED) h;
  IF held = '{}' THEN RETURN 0; END IF;
  SELECT array_agg(d.site_id), array_agg(d.id) INTO mark_places, marks
    FROM unnest(places, held) h(site_id, patient_id) JOIN list_due d ON d.site_id = h.site_id AND d.patient_id = h.patient_id;
  UPDATE patient_observation o SET
    (state, doubled, check_program, checked_on, recheck_on, open_errors, risk_group) = (
      SELECT coalesce((SELECT s.state FROM patient_state s WHERE s.site_id = o.site_id AND s.patient_id = o.patient_id), 'draft'),
        EXISTS (SELECT FROM patient_doubled d WHERE d.site_id = o.site_id AND d.patient_id = o.patient_id),
        hashtextextended(c.program, 0), c.checked_on, c.recheck_on, c.open_errors, c.risk_group
      FROM (SELECT) AS one LEFT JOIN patient_check c ON c.site_id = o.site_id AND c.patient_id = o.patient_id AND c.version = o.version
        AND c.accepted = (SELECT count(*) FROM finding_exception x WHERE x.site_id = o.site_id AND x.patient_id = o.patient_id))
  FROM unnest(places, held) h(site_id, patient_id) WHERE o.site_id = h.site_id AND o.patient_id = h.patient_id;
  DELETE FROM list_due d USING unnest(mark_places, marks) m(site_id, id) WHERE d.site_id = m.site_id AND d.id = m.id;
  RETURN cardinality(held);
END $$;

-- ── Pairs of possible doubles: made again a site at a time ──

CREATE FUNCTION is_away(of_site uuid, wanted uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM patient_bin b WHERE b.site_id = of_site AND b.patient_id = wanted)
    OR EXISTS (SELECT FROM patient_merge m WHERE m.site_id = of_site AND m.merged_id = wanted AND m.undone_at IS NULL)
$$;

CREATE OR REPLACE FUNCTION accepted_as_two(a patient, a_kmt2a text, b patient, b_kmt2a text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM finding_exception x
    WHERE x.rule = 'patient-doubled' AND x.accepted AND x.site_id = a.site_id AND x.patient_id IN (a.id, b.id) AND x.record_id IN (a.id, b.id)
      AND x.seen = encode(sha256(convert_to(replace(CASE WHEN a.id < b.id
        THEN json_build_array(marks_of(a, a_kmt2a), marks_of(b, b_kmt2a))
        ELSE json_build_array(marks_of(b, b_kmt2a), marks_of(a, a_kmt2a)) END::text, ', ', ','), 'UTF8')), 'hex')
      AND NOT EXISTS (
        SELECT FROM finding_exception y
        WHERE (y.site_id, y.patient_id, y.rule, y.part, y.record_id, y.field) = (x.site_id, x.patient_id, x.rule, x.part, x.record_id, x.field)
          AND (y.written_at, y.id) > (x.written_at, x.id)))
$$;

CREATE FUNCTION renew_doubles_of(of_site uuid, wanted uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  many CONSTANT integer := 200;
  due uuid[];
BEGIN
  IF cardinality(wanted) > many THEN
    ANALYZE patient;
    ANALYZE diagnosis_features;
    ANALYZE patient_double;
    EXECUTE 'SELECT array_agg(id) FROM (SELECT p.id FROM patient p WHERE p.site_id = $1
        UNION SELECT unnest($2) UNION SELECT d.patient_id FROM patient_double d WHERE d.site_id = $1 AND d.other_id = ANY ($2)) a'
      INTO due USING of_site, wanted;
  ELSE
    EXECUTE 'SELECT array_agg(id) FROM (
        SELECT unnest($2) AS id
        UNION SELECT d.patient_id FROM patient_double d WHERE d.site_id = $1 AND d.other_id = ANY ($2)
        UNION SELECT x.record_id FROM finding_exception x
          WHERE x.site_id = $1 AND x.patient_id = ANY ($2) AND x.rule = ''patient-doubled'' AND x.record_id IS NOT NULL
        UNION SELECT n.id FROM unnest($2) AS due(id), LATERAL (SELECT p FROM patient p WHERE p.site_id = $1 AND p.id = due.id OFFSET 0) AS w,
          generate_series(-3, 3) AS apart,
          LATERAL (
            SELECT q.id FROM patient q WHERE q.site_id = $1 AND q.age_days = (w.p).age_days + apart
              AND q.diagnosis_date BETWEEN (w.p).diagnosis_date - 3 AND (w.p).diagnosis_date + 3 OFFSET 0
          ) AS n
          WHERE (SELECT count(*) FROM patient_double d WHERE d.site_id = $1 AND d.patient_id = n.id AND NOT d.accepted) < 5) a'
      INTO due USING of_site, wanted;
  END IF;
  EXECUTE 'DELETE FROM patient_double WHERE site_id = $1 AND patient_id = ANY ($2)' USING of_site, due;
  EXECUTE '
    INSERT INTO patient_double (patient_id, other_id, site_id, accepted)
    SELECT (w.p).id, n.id, $1, false
    FROM unnest($2) AS due(id),
    LATERAL (
      SELECT p, (SELECT f.kmt2a FROM diagnosis_features f WHERE f.site_id = $1 AND f.patient_id = p.id) AS kmt2a FROM patient p
      WHERE p.site_id = $1 AND p.id = due.id AND NOT is_away(p.site_id, p.id) OFFSET 0
    ) AS w,
    LATERAL (
      SELECT (i.o).id FROM generate_series(-3, 3) AS apart,
        LATERAL (
          SELECT q AS o FROM patient q WHERE q.site_id = $1 AND q.age_days = (w.p).age_days + apart
            AND q.diagnosis_date BETWEEN (w.p).diagnosis_date - 3 AND (w.p).diagnosis_date + 3 AND q.id <> (w.p).id
            AND (q.sex IS NULL OR (w.p).sex IS NULL OR q.sex = (w.p).sex) OFFSET 0
        ) AS i,
        LATERAL (SELECT (SELECT g.kmt2a FROM diagnosis_features g WHERE g.site_id = $1 AND g.patient_id = (i.o).id) AS kmt2a OFFSET 0) AS g
      WHERE (g.kmt2a IS NULL OR w.kmt2a IS NULL OR g.kmt2a = w.kmt2a)
        AND NOT is_away($1, (i.o).id) AND NOT accepted_as_two(w.p, w.kmt2a, i.o, g.kmt2a)
      LIMIT 5
    ) AS n' USING of_site, due;
  EXECUTE '
    INSERT INTO patient_double (patient_id, other_id, site_id, accepted)
    SELECT DISTINCT pair.a, pair.b, $1, true
    FROM finding_exception x JOIN patient p ON p.site_id = $1 AND p.id = x.patient_id JOIN patient o ON o.site_id = $1 AND o.id = x.record_id
      LEFT JOIN diagnosis_features f ON f.site_id = $1 AND f.patient_id = p.id LEFT JOIN diagnosis_features g ON g.site_id = $1 AND g.patient_id = o.id,
      LATERAL (VALUES (p.id, o.id), (o.id, p.id)) AS pair(a, b)
    WHERE x.site_id = $1 AND x.rule = ''patient-doubled'' AND x.accepted AND (x.patient_id = ANY ($2) OR x.record_id = ANY ($2)) AND pair.a = ANY ($2)
      AND abs(o.age_days - p.age_days) <= 3 AND abs(o.diagnosis_date - p.diagnosis_date) <= 3
      AND (o.sex IS NULL OR p.sex IS NULL OR o.sex = p.sex) AND (g.kmt2a IS NULL OR f.kmt2a IS NULL OR g.kmt2a = f.kmt2a)
      AND NOT is_away(p.site_id, p.id) AND NOT is_away(o.site_id, o.id) AND accepted_as_two(p, f.kmt2a, o, g.kmt2a)
    ON CONFLICT (site_id, patient_id, other_id) DO NOTHING' USING of_site, due;
  -- Only where it differs: a mark of the list follows every one.
  EXECUTE 'DELETE FROM patient_doubled b WHERE b.site_id = $1 AND b.patient_id = ANY ($2)
    AND NOT EXISTS (SELECT FROM patient_double d WHERE d.site_id = $1 AND d.patient_id = b.patient_id AND NOT d.accepted)' USING of_site, due;
  EXECUTE 'INSERT INTO patient_doubled (patient_id, site_id)
    SELECT DISTINCT d.patient_id, d.site_id FROM patient_double d WHERE d.site_id = $1 AND d.patient_id = ANY ($2) AND NOT d.accepted
    ON CONFLICT (site_id, patient_id) DO NOTHING' USING of_site, due;
END $$;
REVOKE EXECUTE ON FUNCTION renew_doubles_of(uuid, uuid[]) FROM PUBLIC;

CREATE OR REPLACE FUNCTION renew_marked_doubles(wanted bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  sites CONSTANT uuid[] := ARRAY(SELECT DISTINCT d.site_id FROM double_due d WHERE d.marked_in = wanted ORDER BY 1);
  site uuid;
  due uuid[];
BEGIN
  FOREACH site IN ARRAY sites LOOP PERFORM pg_advisory_xact_lock(hashtextextended(site::text, 142)); END LOOP;
  FOREACH site IN ARRAY sites LOOP
    WITH gone AS (DELETE FROM double_due d WHERE d.site_id = site AND d.marked_in = wanted RETURNING d.patient_id)
      SELECT array_agg(patient_id) INTO due FROM gone;
    PERFORM renew_doubles_of(site, due);
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION renew_due_doubles() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM double_due d WHERE d.site_id = NEW.site_id AND d.marked_in = NEW.marked_in AND d.patient_id = NEW.patient_id) THEN
    PERFORM renew_marked_doubles(NEW.marked_in);
  END IF;
  RETURN NULL;
END $$;
DROP FUNCTION renew_doubles(uuid);
DROP FUNCTION renew_doubles_of(uuid[]);
DROP FUNCTION is_away(uuid);

-- ── Imports and their undoing ──

CREATE FUNCTION patient_rows_of(of_site uuid, wanted uuid[]) RETURNS TABLE (patient_id uuid, said jsonb) LANGUAGE sql STABLE AS $$
  WITH own AS MATERIALIZED (SELECT * FROM patient p WHERE p.site_id = of_site AND p.id = ANY (wanted)),
    features AS MATERIALIZED (SELECT f.patient_id AS of, to_jsonb(f) AS rows FROM diagnosis_features f WHERE f.site_id = of_site AND f.patient_id = ANY (wanted)),
    responses AS MATERIALIZED (SELECT r.patient_id AS of, to_jsonb(r) AS rows FROM response r WHERE r.site_id = of_site AND r.patient_id = ANY (wanted)),
    samples AS MATERIALIZED (SELECT m.patient_id AS of, jsonb_agg(to_jsonb(m)) AS rows FROM mrd_measurement m WHERE m.site_id = of_site AND m.patient_id = ANY (wanted) GROUP BY 1),
    treatments AS MATERIALIZED (SELECT t.patient_id AS of, jsonb_agg(to_jsonb(t)) AS rows FROM treatment t WHERE t.site_id = of_site AND t.patient_id = ANY (wanted) GROUP BY 1),
    transplants AS MATERIALIZED (SELECT t.patient_id AS of, jsonb_agg(to_jsonb(t)) AS rows FROM transplant t WHERE t.site_id = of_site AND t.patient_id = ANY (wanted) GROUP BY 1),
    contacts AS MATERIALIZED (SELECT f.patient_id AS of, jsonb_agg(to_jsonb(f)) AS rows FROM follow_up f WHERE f.site_id = of_site AND f.patient_id = ANY (wanted) GROUP BY 1),
    events AS MATERIALIZED (SELECT e.patient_id AS of, jsonb_agg(to_jsonb(e)) AS rows FROM clinical_event e WHERE e.site_id = of_site AND e.patient_id = ANY (wanted) GROUP BY 1)
  SELECT own.id, jsonb_build_object(
    'patient', to_jsonb(own), 'diagnosis_features', features.rows, 'response', responses.rows,
    'mrd_measurement', coalesce(samples.rows, '[]'), 'treatment', coalesce(treatments.rows, '[]'), 'transplant', coalesce(transplants.rows, '[]'),
    'follow_up', coalesce(contacts.rows, '[]'), 'clinical_event', coalesce(events.rows, '[]'))
  FROM own
    LEFT JOIN features ON features.of = own.id LEFT JOIN responses ON responses.of = own.id LEFT JOIN samples ON samples.of = own.id
    LEFT JOIN treatments ON treatments.of = own.id LEFT JOIN transplants ON transplants.of = own.id
    LEFT JOIN contacts ON contacts.of = own.id LEFT JOIN events ON events.of = own.id
$$;
DROP FUNCTION patient_rows_of(uuid[]);

CREATE OR REPLACE FUNCTION change_rows_back(of_table text, key text, stored jsonb, fits text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  columns text;
  kept text;
BEGIN
  SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum), string_agg('b.' || quote_ident(attname), ', ' ORDER BY attnum) INTO columns, kept
    FROM pg_attribute WHERE attrelid = of_table::regclass AND attnum > 0 AND NOT attisdropped AND attname NOT IN ('id', 'patient_id', 'site_id');
  EXECUTE format('UPDATE %1$I t SET (%2$s) = ROW(%3$s) FROM jsonb_populate_recordset(NULL::%1$I, $1) b
    WHERE b.site_id = t.site_id AND b.%4$I = t.%4$I AND b IS DISTINCT FROM t AND (%5$s)', of_table, columns, kept, key, fits) USING stored;
END $$;

CREATE OR REPLACE FUNCTION add_rows_back(of_table text, key text, stored jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('INSERT INTO %1$I SELECT b.* FROM jsonb_populate_recordset(NULL::%1$I, $1) b
    WHERE NOT EXISTS (SELECT FROM %1$I t WHERE t.site_id = b.site_id AND t.%2$I = b.%2$I)', of_table, key) USING stored;
END $$;

CREATE FUNCTION put_patients_back(of_site uuid, of_import uuid, wanted uuid[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  keys CONSTANT jsonb := '{"diagnosis_features": "patient_id", "response": "patient_id", "mrd_measurement": "id", "treatment": "id",
    "transplant": "id", "follow_up": "id", "clinical_event": "id"}';
  kept jsonb;
  own jsonb;
  name text;
BEGIN
  -- The rows of each table, of all these patients.
  SELECT jsonb_object_agg(b.of_table, b.stored) INTO kept FROM (
    SELECT said.key AS of_table, jsonb_agg(one) AS stored
    FROM patient_import_row r, jsonb_each(r.before) said,
      jsonb_array_elements(CASE jsonb_typeof(said.value) WHEN 'array' THEN said.value WHEN 'null' THEN '[]' ELSE jsonb_build_array(said.value) END) one
    WHERE r.site_id = of_site AND r.import_id = of_import AND r.patient_id = ANY (wanted) GROUP BY said.key) b;
  FOR name IN SELECT jsonb_object_keys(keys) LOOP
    kept := jsonb_build_object(name, '[]'::jsonb) || kept;
    EXECUTE format('DELETE FROM %I WHERE site_id = $1 AND patient_id = ANY ($2) AND %I <> ALL ($3)', name, keys ->> name)
      USING of_site, wanted, ARRAY(SELECT (b ->> (keys ->> name))::uuid FROM jsonb_array_elements(kept -> name) b);
  END LOOP;
  SELECT jsonb_agg(b || jsonb_build_object('version', p.version + 1, 'updated_at', clock_timestamp())) INTO own
    FROM jsonb_array_elements(kept -> 'patient') b JOIN patient p ON p.site_id = of_site AND p.id = (b ->> 'id')::uuid;
  PERFORM change_rows_back('patient', 'id', own, 'b.diagnosis_date <= t.diagnosis_date');
  PERFORM change_rows_back('clinical_event', 'id', kept -> 'clinical_event', 't.kind = ''death'' AND (b.kind <> ''death'' OR b.date > t.date)');
  FOREACH name IN ARRAY ARRAY['diagnosis_features', 'response', 'mrd_measurement', 'treatment', 'transplant', 'follow_up'] LOOP
    PERFORM change_rows_back(name, keys ->> name, kept -> name, 'true');
    PERFORM add_rows_back(name, keys ->> name, kept -> name);
  END LOOP;
  PERFORM change_rows_back('clinical_event', 'id', kept -> 'clinical_event', 'b.kind <> ''death''');
  PERFORM change_rows_back('clinical_event', 'id', kept -> 'clinical_event', 'true');
  PERFORM add_rows_back('clinical_event', 'id', kept -> 'clinical_event');
  PERFORM change_rows_back('patient', 'id', own, 'b.diagnosis_date > t.diagnosis_date');
END $$;
REVOKE EXECUTE ON FUNCTION put_patients_back(uuid, uuid, uuid[]) FROM PUBLIC;

-- Undoes an import of a site of the viewer: patients that it made are gone, others are what they were. NULL: done. A word
-- says why not: not-found, undone, changed (a patient of it was changed since, or something was said about one).
CREATE FUNCTION undo_import(of_site uuid, wanted uuid, why text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  entry patient_import;
  made uuid[];
  part uuid[];
  case_table text;
  said boolean;
BEGIN
  SELECT * INTO entry FROM patient_import WHERE site_id = of_site AND id = wanted AND site_id = ANY (writable_sites()) FOR UPDATE;
  IF NOT FOUND THEN RETURN 'not-found'; END IF;
  IF entry.undone_at IS NOT NULL THEN RETURN 'undone'; END IF;
  PERFORM FROM patient WHERE site_id = of_site
    AND id IN (SELECT patient_id FROM patient_import_row WHERE site_id = of_site AND import_id = wanted) ORDER BY id FOR UPDATE;
  IF entry.added + entry.changed > (
    SELECT count(*) FROM patient_import_row r JOIN patient p ON p.site_id = r.site_id AND p.id = r.patient_id AND p.version = r.version
    WHERE r.site_id = of_site AND r.import_id = wanted)
    THEN RETURN 'changed'; END IF;
  made := ARRAY(SELECT patient_id FROM patient_import_row WHERE site_id = of_site AND import_id = wanted AND before IS NULL);
  FOREACH case_table IN ARRAY ARRAY['risk_override', 'state_change', 'field_query_entry', 'finding_exception', 'source_verification', 'patient_signature'] LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE site_id = $1 AND patient_id = ANY ($2))', case_table) INTO said USING of_site, made;
    IF said THEN RETURN 'changed'; END IF;
  END LOOP;
  IF EXISTS (SELECT FROM patient_state WHERE site_id = of_site AND state = 'locked'
      AND patient_id IN (SELECT patient_id FROM patient_import_row WHERE site_id = of_site AND import_id = wanted)) THEN RETURN 'changed'; END IF;
  PERFORM set_config('registry.reason', why, true);
  PERFORM set_config('registry.undoing', txid_current()::text, true);
  FOR part IN SELECT array_agg(r.patient_id) FROM (
      SELECT patient_id, (row_number() OVER (ORDER BY patient_id) - 1) / 1000 AS at FROM patient_import_row
      WHERE site_id = of_site AND import_id = wanted AND before IS NOT NULL) r
      GROUP BY r.at ORDER BY r.at LOOP
    PERFORM put_patients_back(of_site, wanted, part);
  END LOOP;
  FOREACH case_table IN ARRAY ARRAY['diagnosis_features', 'response', 'mrd_measurement', 'treatment', 'transplant', 'clinical_event', 'follow_up'] LOOP
    EXECUTE format('DELETE FROM %I WHERE site_id = $1 AND patient_id = ANY ($2)', case_table) USING of_site, made;
  END LOOP;
  DELETE FROM patient WHERE site_id = of_site AND id = ANY (made);
  PERFORM set_config('registry.undoing', '', true);
  UPDATE patient_import SET undone_by = viewer_id(), undone_at = clock_timestamp(), undone_reason = why WHERE site_id = of_site AND id = wanted;
  RETURN NULL;
END $$;
DROP FUNCTION undo_import(uuid, text);
DROP FUNCTION put_patients_back(uuid, uuid[]);
