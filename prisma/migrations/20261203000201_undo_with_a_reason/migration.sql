-- Why an import was undone is kept beside it, as why it was done, and stands in the audit beside everything that went back.

-- AlterTable
ALTER TABLE "patient_import" ADD COLUMN "undone_reason" TEXT;
ALTER TABLE patient_import ADD CONSTRAINT patient_import_undone_reason CHECK (
  (undone_at IS NOT NULL OR undone_reason IS NULL) AND char_length(undone_reason) BETWEEN 10 AND 500 AND undone_reason ~ '^\S.*\S$');

DROP FUNCTION undo_import(uuid);
-- As before; an import that was undone without a reason, by the program before this one, stays so.
CREATE FUNCTION undo_import(wanted uuid, why text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
  PERFORM set_config('registry.reason', why, true);
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
  UPDATE patient_import SET undone_by = viewer_id(), undone_at = clock_timestamp(), undone_reason = why WHERE id = wanted;
  RETURN NULL;
END $$;
