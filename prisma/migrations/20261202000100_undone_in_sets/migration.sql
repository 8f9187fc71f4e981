-- What an import changed is put back a table at a time for a thousand patients, as what it added goes: one patient after the other
-- took two dozen statements each, every one of which asked anew who the viewer is.

-- Rows of a table become what they were, where they differ: `stored` are whole rows, and `fits` says which of them, of the row now
-- (t) and then (b). Whose a row is stays.
CREATE FUNCTION change_rows_back(of_table text, key text, stored jsonb, fits text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  columns text;
  kept text;
BEGIN
  SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum), string_agg('b.' || quote_ident(attname), ', ' ORDER BY attnum) INTO columns, kept
    FROM pg_attribute WHERE attrelid = of_table::regclass AND attnum > 0 AND NOT attisdropped AND attname NOT IN ('id', 'patient_id', 'site_id');
  EXECUTE format('UPDATE %1$I t SET (%2$s) = ROW(%3$s) FROM jsonb_populate_recordset(NULL::%1$I, $1) b
    WHERE b.%4$I = t.%4$I AND b IS DISTINCT FROM t AND (%5$s)', of_table, columns, kept, key, fits) USING stored;
END $$;

CREATE FUNCTION add_rows_back(of_table text, key text, stored jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('INSERT INTO %1$I SELECT b.* FROM jsonb_populate_recordset(NULL::%1$I, $1) b
    WHERE NOT EXISTS (SELECT FROM %1$I t WHERE t.%2$I = b.%2$I)', of_table, key) USING stored;
END $$;

-- Makes patients what an import kept of them; it is known that nothing has changed them since. Each row is checked against the
-- others: what was not there goes first; a diagnosis that moves later comes after all that it would leave behind, any other before
-- it; a death that moves later, or is none any more, comes before the others' dates, any other death after them.
CREATE FUNCTION put_patients_back(of_import uuid, wanted uuid[]) RETURNS void LANGUAGE plpgsql AS $$
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
    WHERE r.import_id = of_import AND r.patient_id = ANY (wanted) GROUP BY said.key) b;
  FOR name IN SELECT jsonb_object_keys(keys) LOOP
    kept := jsonb_build_object(name, '[]'::jsonb) || kept;
    EXECUTE format('DELETE FROM %I WHERE patient_id = ANY ($1) AND %I <> ALL ($2)', name, keys ->> name)
      USING wanted, ARRAY(SELECT (b ->> (keys ->> name))::uuid FROM jsonb_array_elements(kept -> name) b);
  END LOOP;
  SELECT jsonb_agg(b || jsonb_build_object('version', p.version + 1, 'updated_at', clock_timestamp())) INTO own
    FROM jsonb_array_elements(kept -> 'patient') b JOIN patient p ON p.id = (b ->> 'id')::uuid;
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
REVOKE EXECUTE ON FUNCTION change_rows_back(text, text, jsonb, text), add_rows_back(text, text, jsonb), put_patients_back(uuid, uuid[]) FROM PUBLIC;

-- As before; what an undoing changes of a patient whom it holds is not looked at again row by row, either.
CREATE OR REPLACE FUNCTION refuse_locked() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before uuid := CASE WHEN TG_OP <> 'INSERT' THEN (to_jsonb(OLD) ->> TG_ARGV[0])::uuid END;
  after uuid := CASE WHEN TG_OP <> 'DELETE' THEN (to_jsonb(NEW) ->> TG_ARGV[0])::uuid END;
  wanted uuid;
BEGIN
  IF coalesce(after, before) = before AND is_undoing() THEN RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END; END IF;
  FOREACH wanted IN ARRAY ARRAY[before, NULLIF(after, before)] LOOP
    CONTINUE WHEN wanted IS NULL;
    IF TG_TABLE_NAME <> 'patient' THEN PERFORM FROM patient WHERE id = wanted FOR KEY SHARE; END IF;
    IF EXISTS (SELECT FROM patient_state WHERE patient_id = wanted AND state = 'locked') THEN
      RAISE EXCEPTION 'record_locked: % of %', TG_ARGV[0], TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = 'record_locked';
    END IF;
  END LOOP;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

-- As before, with what was changed in parts of a thousand patients.
CREATE OR REPLACE FUNCTION undo_import(wanted uuid) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  entry patient_import;
  made uuid[];
  part uuid[];
  case_table text;
  said boolean;
BEGIN
  SELECT * INTO entry FROM patient_import WHERE id = wanted AND site_id = ANY (writable_sites()) FOR UPDATE;
  IF NOT FOUND THEN RETURN 'not-found'; END IF;
  IF entry.undone_at IS NOT NULL THEN RETURN 'undone'; END IF;
  PERFORM FROM patient WHERE id IN (SELECT patient_id FROM patient_import_row WHERE import_id = wanted) ORDER BY id FOR UPDATE;
  IF entry.added + entry.changed > (
    SELECT count(*) FROM patient_import_row r JOIN patient p ON p.id = r.patient_id AND p.version = r.version WHERE r.import_id = wanted)
    THEN RETURN 'changed'; END IF;
  made := ARRAY(SELECT patient_id FROM patient_import_row WHERE import_id = wanted AND before IS NULL);
  FOREACH case_table IN ARRAY ARRAY['risk_override', 'state_change', 'field_query_entry', 'finding_exception', 'source_verification', 'patient_signature'] LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE patient_id = ANY ($1))', case_table) INTO said USING made;
    IF said THEN RETURN 'changed'; END IF;
  END LOOP;
  IF EXISTS (SELECT FROM patient_state WHERE state = 'locked'
      AND patient_id IN (SELECT patient_id FROM patient_import_row WHERE import_id = wanted)) THEN RETURN 'changed'; END IF;
  PERFORM set_config('registry.undoing', txid_current()::text, true);
  FOR part IN SELECT array_agg(r.patient_id) FROM (
      SELECT patient_id, (row_number() OVER (ORDER BY patient_id) - 1) / 1000 AS at FROM patient_import_row WHERE import_id = wanted AND before IS NOT NULL) r
      GROUP BY r.at ORDER BY r.at LOOP
    PERFORM put_patients_back(wanted, part);
  END LOOP;
  FOREACH case_table IN ARRAY ARRAY['diagnosis_features', 'response', 'mrd_measurement', 'treatment', 'transplant', 'clinical_event', 'follow_up'] LOOP
    EXECUTE format('DELETE FROM %I WHERE patient_id = ANY ($1)', case_table) USING made;
  END LOOP;
  DELETE FROM patient WHERE id = ANY (made);
  PERFORM set_config('registry.undoing', '', true);
  UPDATE patient_import SET undone_by = viewer_id(), undone_at = clock_timestamp() WHERE id = wanted;
  RETURN NULL;
END $$;

DROP FUNCTION put_patient_back(uuid, jsonb);
DROP FUNCTION put_row_back(text, text, uuid, jsonb);
