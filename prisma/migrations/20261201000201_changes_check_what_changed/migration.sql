-- A change looks at what it changes. A date that stays where it is, of a record that stays with its patient, was checked when it was
-- stored, and so were all others when they were; a patient whose diagnosis stays is not compared with every record of the course. A
-- record that stays with its patient is locked and looked at once and not twice.

DROP TRIGGER diagnosis_is_first ON patient;
CREATE TRIGGER diagnosis_is_first BEFORE UPDATE ON patient FOR EACH ROW
  WHEN (OLD.diagnosis_date IS DISTINCT FROM NEW.diagnosis_date) EXECUTE FUNCTION check_diagnosis_is_first();
CREATE TRIGGER diagnosis_is_first_added BEFORE INSERT ON patient FOR EACH ROW EXECUTE FUNCTION check_diagnosis_is_first();

DO $$
DECLARE
  name text;
  trigger_name text;
  named text;
BEGIN
  FOR name, trigger_name, named IN VALUES
    ('mrd_measurement', 'course_date', 'date'), ('treatment', 'course_start', 'start_date'), ('treatment', 'course_end', 'end_date'),
    ('transplant', 'course_date', 'date'), ('follow_up', 'course_date', 'date'), ('response', 'course_date', 'remission_date'),
    ('clinical_event', 'course_date', 'date'), ('clinical_event', 'course_remission', 'remission_date') LOOP
    EXECUTE format('DROP TRIGGER %I ON %I', trigger_name, name);
    -- A death that becomes another event is bound by the dates of others from then on.
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE ON %I FOR EACH ROW
      WHEN (OLD.%I IS DISTINCT FROM NEW.%I OR OLD.patient_id IS DISTINCT FROM NEW.patient_id%s) EXECUTE FUNCTION check_course_date(%L)',
      trigger_name, name, named, named,
      CASE WHEN name = 'clinical_event' THEN ' OR OLD.kind IS DISTINCT FROM NEW.kind' ELSE '' END, named);
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION refuse_locked() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before uuid := CASE WHEN TG_OP <> 'INSERT' THEN (to_jsonb(OLD) ->> TG_ARGV[0])::uuid END;
  after uuid := CASE WHEN TG_OP <> 'DELETE' THEN (to_jsonb(NEW) ->> TG_ARGV[0])::uuid END;
  wanted uuid;
BEGIN
  IF TG_OP = 'DELETE' AND is_undoing() THEN RETURN OLD; END IF;
  FOREACH wanted IN ARRAY ARRAY[before, NULLIF(after, before)] LOOP
    CONTINUE WHEN wanted IS NULL;
    IF TG_TABLE_NAME <> 'patient' THEN PERFORM FROM patient WHERE id = wanted FOR KEY SHARE; END IF;
    IF EXISTS (SELECT FROM patient_state WHERE patient_id = wanted AND state = 'locked') THEN
      RAISE EXCEPTION 'record_locked: % of %', TG_ARGV[0], TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = 'record_locked';
    END IF;
  END LOOP;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

-- What `patient_rows` says of one patient, of many at once: each table is read once.
CREATE FUNCTION patient_rows_of(wanted uuid[]) RETURNS TABLE (patient_id uuid, said jsonb) LANGUAGE sql STABLE AS $$
  WITH own AS MATERIALIZED (SELECT * FROM patient p WHERE p.id = ANY (wanted)),
    features AS MATERIALIZED (SELECT f.patient_id AS of, to_jsonb(f) AS rows FROM diagnosis_features f WHERE f.patient_id = ANY (wanted)),
    responses AS MATERIALIZED (SELECT r.patient_id AS of, to_jsonb(r) AS rows FROM response r WHERE r.patient_id = ANY (wanted)),
    samples AS MATERIALIZED (SELECT m.patient_id AS of, jsonb_agg(to_jsonb(m)) AS rows FROM mrd_measurement m WHERE m.patient_id = ANY (wanted) GROUP BY 1),
    treatments AS MATERIALIZED (SELECT t.patient_id AS of, jsonb_agg(to_jsonb(t)) AS rows FROM treatment t WHERE t.patient_id = ANY (wanted) GROUP BY 1),
    transplants AS MATERIALIZED (SELECT t.patient_id AS of, jsonb_agg(to_jsonb(t)) AS rows FROM transplant t WHERE t.patient_id = ANY (wanted) GROUP BY 1),
    contacts AS MATERIALIZED (SELECT f.patient_id AS of, jsonb_agg(to_jsonb(f)) AS rows FROM follow_up f WHERE f.patient_id = ANY (wanted) GROUP BY 1),
    events AS MATERIALIZED (SELECT e.patient_id AS of, jsonb_agg(to_jsonb(e)) AS rows FROM clinical_event e WHERE e.patient_id = ANY (wanted) GROUP BY 1)
  SELECT own.id, jsonb_build_object(
    'patient', to_jsonb(own), 'diagnosis_features', features.rows, 'response', responses.rows,
    'mrd_measurement', coalesce(samples.rows, '[]'), 'treatment', coalesce(treatments.rows, '[]'), 'transplant', coalesce(transplants.rows, '[]'),
    'follow_up', coalesce(contacts.rows, '[]'), 'clinical_event', coalesce(events.rows, '[]'))
  FROM own
    LEFT JOIN features ON features.of = own.id LEFT JOIN responses ON responses.of = own.id LEFT JOIN samples ON samples.of = own.id
    LEFT JOIN treatments ON treatments.of = own.id LEFT JOIN transplants ON transplants.of = own.id
    LEFT JOIN contacts ON contacts.of = own.id LEFT JOIN events ON events.of = own.id
$$;
