-- The records of a patient are looked up by the patient, and the site is compared of what is found. Asked for by `=`, beside the policy
-- that asks for it too, the site looked so rare in a table without statistics that all of it was read for each death of an import.

CREATE OR REPLACE FUNCTION check_added_deaths() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  broken boolean;
BEGIN
  IF NOT EXISTS (SELECT FROM added a WHERE a.kind = 'death') THEN RETURN NULL; END IF;
  EXECUTE '
    SELECT EXISTS (SELECT FROM added a WHERE a.kind = ''death'' AND (
      EXISTS (SELECT FROM follow_up f WHERE f.patient_id = a.patient_id AND f.site_id IS NOT DISTINCT FROM a.site_id AND f.date > a.date)
      OR EXISTS (SELECT FROM clinical_event e WHERE e.patient_id = a.patient_id AND e.site_id IS NOT DISTINCT FROM a.site_id AND e.id <> a.id
        AND greatest(e.date, e.remission_date) > a.date)
      OR EXISTS (SELECT FROM transplant t WHERE t.patient_id = a.patient_id AND t.site_id IS NOT DISTINCT FROM a.site_id AND t.date > a.date)
      OR EXISTS (SELECT FROM mrd_measurement m WHERE m.patient_id = a.patient_id AND m.site_id IS NOT DISTINCT FROM a.site_id AND m.date > a.date)
      OR EXISTS (SELECT FROM treatment t WHERE t.patient_id = a.patient_id AND t.site_id IS NOT DISTINCT FROM a.site_id
        AND greatest(t.start_date, t.end_date) > a.date)
      OR EXISTS (SELECT FROM response r WHERE r.patient_id = a.patient_id AND r.site_id IS NOT DISTINCT FROM a.site_id AND r.remission_date > a.date)))' INTO broken;
  IF broken THEN
    RAISE EXCEPTION 'records_after_death: date of clinical_event' USING ERRCODE = 'check_violation', CONSTRAINT = 'date_after_death';
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION first_course_date(of_site uuid, wanted uuid) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT min(day) FROM (
    SELECT site_id, date AS day FROM follow_up WHERE patient_id = wanted
    UNION ALL SELECT site_id, date FROM clinical_event WHERE patient_id = wanted
    UNION ALL SELECT site_id, date FROM transplant WHERE patient_id = wanted
    UNION ALL SELECT site_id, date FROM mrd_measurement WHERE patient_id = wanted
    UNION ALL SELECT site_id, start_date FROM treatment WHERE patient_id = wanted
    UNION ALL SELECT site_id, remission_date FROM response WHERE patient_id = wanted
  ) AS course WHERE site_id IS NOT DISTINCT FROM of_site
$$;
CREATE OR REPLACE FUNCTION last_course_date(of_site uuid, wanted uuid, aside uuid) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT max(day) FROM (
    SELECT site_id, date AS day FROM follow_up WHERE patient_id = wanted
    UNION ALL SELECT site_id, greatest(date, remission_date) FROM clinical_event WHERE patient_id = wanted AND id <> aside
    UNION ALL SELECT site_id, date FROM transplant WHERE patient_id = wanted
    UNION ALL SELECT site_id, date FROM mrd_measurement WHERE patient_id = wanted
    UNION ALL SELECT site_id, greatest(start_date, end_date) FROM treatment WHERE patient_id = wanted
    UNION ALL SELECT site_id, remission_date FROM response WHERE patient_id = wanted
  ) AS course WHERE site_id IS NOT DISTINCT FROM of_site
$$;

-- Likewise the lock, which nearly no patient has: who may read is asked where a row is found, not before.
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
    IF EXISTS (SELECT FROM patient_state s WHERE s.patient_id = wanted AND s.site_id IS NOT DISTINCT FROM place AND s.state = 'locked') THEN
      RAISE EXCEPTION 'record_locked: % of %', TG_ARGV[0], TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = 'record_locked';
    END IF;
  END LOOP;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

-- Every question about patients reads these two, which hold little: without statistics their keys were gone through even where they
-- are empty, and who may read was asked for each.
ANALYZE patient_bin;
ANALYZE patient_merge;
