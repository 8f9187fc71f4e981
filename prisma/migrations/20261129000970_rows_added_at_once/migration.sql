-- Rows that are added are checked and audited a statement at a time: an import adds a thousand patients with each, and every
-- query of a row-level trigger asked again who the viewer is and what that person may see, a dozen times a row. What changes or
-- goes is still looked at a row at a time and before it does.

-- ── Who asks: the same answers, by plans that are kept ──

CREATE OR REPLACE FUNCTION is_owner() RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  RETURN pg_has_role(session_user, (SELECT relowner FROM pg_class WHERE oid = 'app_user'::regclass), 'MEMBER');
END $$;

CREATE OR REPLACE FUNCTION viewer_sites(wanted_role text) RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  person CONSTANT uuid := viewer_id();
BEGIN
  IF person IS NULL THEN RETURN '{}'; END IF;
  RETURN (SELECT coalesce(array_agg(m.site_id), '{}') FROM memberships_of(person) m WHERE m.role = wanted_role AND m.site_id IS NOT NULL);
END $$;

-- ── Locked records ──

-- As `refuse_locked`, of rows that are there already: their reference to the patient holds its row against a lock.
CREATE FUNCTION refuse_added_to_locked() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  locked boolean;
BEGIN
  PERFORM FROM patient WHERE id IN (SELECT a.patient_id FROM added a) FOR KEY SHARE;
  EXECUTE 'SELECT EXISTS (SELECT FROM patient_state s WHERE s.state = ''locked'' AND s.patient_id IN (SELECT a.patient_id FROM added a))' INTO locked;
  IF locked THEN
    RAISE EXCEPTION 'record_locked: patient_id of %', TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = 'record_locked';
  END IF;
  RETURN NULL;
END $$;

-- ── Dates of a course ──

-- As `check_course_date`. The query is planned anew each time, for tables grow while an import is written.
CREATE FUNCTION check_added_dates() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  named text;
  broken text;
BEGIN
  FOREACH named IN ARRAY TG_ARGV LOOP
    EXECUTE format('
      SELECT CASE WHEN a.%1$I < p.diagnosis_date THEN ''date_before_diagnosis'' WHEN a.%1$I > current_date + 1 THEN ''date_in_future'' ELSE ''date_after_death'' END
      FROM added a LEFT JOIN patient p ON p.id = a.patient_id
        LEFT JOIN clinical_event d ON d.patient_id = a.patient_id AND d.kind = ''death'' %2$s
      WHERE a.%1$I < p.diagnosis_date OR a.%1$I > current_date + 1 OR a.%1$I > d.date LIMIT 1',
      named, CASE WHEN TG_TABLE_NAME = 'clinical_event' THEN 'AND d.id <> a.id AND a.kind <> ''death''' END) INTO broken;
    IF broken IS NOT NULL THEN
      RAISE EXCEPTION '%: % of %', broken, named, TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
  END LOOP;
  RETURN NULL;
END $$;

-- As `check_death_is_last`: nothing of a patient lies after a death that is added.
CREATE FUNCTION check_added_deaths() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  broken boolean;
BEGIN
  IF NOT EXISTS (SELECT FROM added a WHERE a.kind = 'death') THEN RETURN NULL; END IF;
  EXECUTE '
    SELECT EXISTS (SELECT FROM added a WHERE a.kind = ''death'' AND (
      EXISTS (SELECT FROM follow_up f WHERE f.patient_id = a.patient_id AND f.date > a.date)
      OR EXISTS (SELECT FROM clinical_event e WHERE e.patient_id = a.patient_id AND e.id <> a.id AND greatest(e.date, e.remission_date) > a.date)
      OR EXISTS (SELECT FROM transplant t WHERE t.patient_id = a.patient_id AND t.date > a.date)
      OR EXISTS (SELECT FROM mrd_measurement m WHERE m.patient_id = a.patient_id AND m.date > a.date)
      OR EXISTS (SELECT FROM treatment t WHERE t.patient_id = a.patient_id AND greatest(t.start_date, t.end_date) > a.date)
      OR EXISTS (SELECT FROM response r WHERE r.patient_id = a.patient_id AND r.remission_date > a.date)))' INTO broken;
  IF broken THEN
    RAISE EXCEPTION 'records_after_death: date of clinical_event' USING ERRCODE = 'check_violation', CONSTRAINT = 'date_after_death';
  END IF;
  RETURN NULL;
END $$;

-- ── Audit ──

-- As `record_audit` writes what is added: the whole row, an entry each, in the order of the rows.
CREATE FUNCTION record_added() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  actor CONSTANT uuid := viewer_id();
BEGIN
  INSERT INTO audit_entry (actor_id, site_id, patient_id, table_name, row_id, action, new_values)
  SELECT actor, (b.whole ->> 'site_id')::uuid, (b.whole ->> CASE WHEN TG_TABLE_NAME = 'patient' THEN 'id' ELSE 'patient_id' END)::uuid,
    TG_TABLE_NAME, coalesce(b.whole ->> 'id', b.whole ->> 'patient_id'), 'insert', b.whole
  FROM (SELECT to_jsonb(a) - 'updated_at' AS whole FROM added a) b;
  RETURN NULL;
END $$;

-- By their names they run in this order: locked, audited, dates, deaths.
DO $$
DECLARE
  name text;
  date_columns CONSTANT jsonb := '{"follow_up": ["date"], "clinical_event": ["date", "remission_date"], "transplant": ["date"],
    "mrd_measurement": ["date"], "treatment": ["start_date", "end_date"], "response": ["remission_date"]}';
  named text;
  trigger_name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['patient', 'diagnosis_features', 'response', 'mrd_measurement', 'treatment', 'transplant', 'clinical_event', 'follow_up'] LOOP
    EXECUTE format('DROP TRIGGER audit ON %I', name);
    EXECUTE format('CREATE TRIGGER audit AFTER UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION record_audit()', name);
    EXECUTE format('CREATE TRIGGER audit_added AFTER INSERT ON %I REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION record_added()', name);
    -- Nobody says anything about a patient who is not there: a new one is never locked.
    EXECUTE format('DROP TRIGGER a_locked ON %I', name);
    EXECUTE format('CREATE TRIGGER a_locked BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_locked(%L)',
      name, CASE WHEN name = 'patient' THEN 'id' ELSE 'patient_id' END);
    CONTINUE WHEN name = 'patient';
    EXECUTE format('CREATE TRIGGER a_locked_added AFTER INSERT ON %I REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_added_to_locked()', name);
    CONTINUE WHEN NOT date_columns ? name;
    FOREACH named IN ARRAY ARRAY(SELECT jsonb_array_elements_text(date_columns -> name)) LOOP
      trigger_name := CASE named WHEN 'start_date' THEN 'course_start' WHEN 'end_date' THEN 'course_end'
        WHEN 'remission_date' THEN CASE name WHEN 'response' THEN 'course_date' ELSE 'course_remission' END ELSE 'course_date' END;
      EXECUTE format('DROP TRIGGER %I ON %I', trigger_name, name);
      EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION check_course_date(%L)', trigger_name, name, named);
    END LOOP;
    EXECUTE format('CREATE TRIGGER course_added AFTER INSERT ON %I REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION check_added_dates(%s)',
      name, (SELECT string_agg(quote_literal(c), ', ') FROM jsonb_array_elements_text(date_columns -> name) c));
  END LOOP;
  DROP TRIGGER death_is_last ON clinical_event;
  CREATE TRIGGER death_is_last BEFORE UPDATE ON clinical_event FOR EACH ROW EXECUTE FUNCTION check_death_is_last();
  CREATE TRIGGER death_added AFTER INSERT ON clinical_event REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION check_added_deaths();
END $$;
