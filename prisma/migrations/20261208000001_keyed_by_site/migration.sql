-- Tables of a site are keyed by site: `site_id` leads each primary key, unique index and foreign key among them, so that they can
-- be partitioned or distributed by it (docs/decisions/0277). Rows stay as they are. Where rows are found by an id alone, a plain
-- index stays.

DO $$
DECLARE
  -- The columns that say beside the site which row it is.
  keys CONSTANT jsonb := '{
    "patient": "id", "diagnosis_features": "patient_id", "response": "patient_id", "mrd_measurement": "id", "treatment": "id",
    "transplant": "id", "clinical_event": "id", "follow_up": "id", "risk_override": "id", "state_change": "id",
    "field_query_entry": "id", "finding_exception": "id", "source_verification": "id", "patient_signature": "id",
    "patient_state": "patient_id", "patient_bin": "patient_id", "patient_merge": "id", "patient_import": "id",
    "patient_import_row": "import_id, patient_id", "patient_check": "patient_id", "patient_observation": "patient_id",
    "observation_due": "patient_id", "list_due": "id", "patient_double": "patient_id, other_id", "patient_doubled": "patient_id",
    "double_due": "marked_in, patient_id", "network_contribution": "release_id, patient_id", "network_step": "id",
    "import_word": "id", "saved_cohort": "id", "figure_release": "id"}';
  -- What is done with a row of the patient when the patient goes.
  away CONSTANT jsonb := '{
    "diagnosis_features": "RESTRICT", "response": "RESTRICT", "mrd_measurement": "RESTRICT", "treatment": "RESTRICT",
    "transplant": "RESTRICT", "clinical_event": "RESTRICT", "follow_up": "RESTRICT", "risk_override": "RESTRICT",
    "state_change": "RESTRICT", "field_query_entry": "RESTRICT", "finding_exception": "RESTRICT", "source_verification": "RESTRICT",
    "patient_signature": "RESTRICT", "patient_state": "CASCADE", "patient_bin": "CASCADE", "patient_import_row": "CASCADE",
    "entry_draft": "CASCADE"}';
  -- A foreign key that is added looks at every row; row-level security would show the owner none of them.
  forced CONSTANT text[] := ARRAY(SELECT c.relname::text FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relforcerowsecurity AND (keys ? c.relname OR away ? c.relname));
  name text;
  key text;
  one record;
BEGIN
  FOREACH name IN ARRAY forced LOOP EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', name); END LOOP;
  FOR one IN SELECT f.conname, f.conrelid::regclass AS of_table FROM pg_constraint f
      WHERE f.contype = 'f' AND f.confrelid IN ('patient'::regclass, 'patient_import'::regclass) LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', one.of_table, one.conname);
  END LOOP;
  FOR name, key IN SELECT * FROM jsonb_each_text(keys) LOOP
    EXECUTE format('ALTER TABLE %1$I DROP CONSTRAINT %2$I, ADD CONSTRAINT %2$I PRIMARY KEY (site_id, %3$s)', name, name || '_pkey', key);
  END LOOP;
  DROP INDEX patient_id_site_id_key, diagnosis_features_patient_id_site_id_key, response_patient_id_site_id_key,
    patient_state_patient_id_site_id_key, patient_bin_patient_id_site_id_key;
  -- Nothing follows a site that changes, as none does: what a row is spread by stays.
  FOR name, key IN SELECT * FROM jsonb_each_text(away) LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY (site_id, patient_id) REFERENCES patient (site_id, id) ON DELETE %s ON UPDATE NO ACTION',
      name, name || '_site_id_patient_id_fkey', key);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['kept_id', 'merged_id'] LOOP
    EXECUTE format('ALTER TABLE patient_merge ADD CONSTRAINT %I FOREIGN KEY (site_id, %I) REFERENCES patient (site_id, id) ON DELETE RESTRICT ON UPDATE NO ACTION',
      'patient_merge_site_id_' || name || '_fkey', name);
  END LOOP;
  ALTER TABLE patient_import_row ADD CONSTRAINT patient_import_row_site_id_import_id_fkey
    FOREIGN KEY (site_id, import_id) REFERENCES patient_import (site_id, id) ON DELETE CASCADE ON UPDATE NO ACTION;
  FOR one IN SELECT f.conname, f.conrelid::regclass AS of_table, CASE f.confdeltype WHEN 'c' THEN 'CASCADE' ELSE 'RESTRICT' END AS away
      FROM pg_constraint f WHERE f.contype = 'f' AND f.confrelid = 'site'::regclass
      AND (keys ? f.conrelid::regclass::text OR f.conrelid IN ('site_settings'::regclass, 'import_column'::regclass)) LOOP
    EXECUTE format('ALTER TABLE %1$s DROP CONSTRAINT %2$I, ADD CONSTRAINT %2$I FOREIGN KEY (site_id) REFERENCES site (id) ON DELETE %3$s ON UPDATE NO ACTION',
      one.of_table, one.conname, one.away);
  END LOOP;
  FOREACH name IN ARRAY forced LOOP EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name); END LOOP;
END $$;

DROP INDEX clinical_event_one_death, patient_merge_once;
CREATE UNIQUE INDEX clinical_event_one_death ON clinical_event (site_id, patient_id) WHERE kind = 'death';
CREATE UNIQUE INDEX patient_merge_once ON patient_merge (site_id, merged_id) WHERE undone_at IS NULL;
-- What the keys lead with now.
DROP INDEX observation_due_site_id_idx, field_query_entry_site_id_idx, network_step_site_id_idx;

CREATE INDEX patient_id_idx ON patient (id);
CREATE INDEX diagnosis_features_patient_id_idx ON diagnosis_features (patient_id);
CREATE INDEX response_patient_id_idx ON response (patient_id);
CREATE INDEX patient_state_patient_id_idx ON patient_state (patient_id);
CREATE INDEX patient_bin_patient_id_idx ON patient_bin (patient_id);
CREATE INDEX patient_check_patient_id_idx ON patient_check (patient_id);
CREATE INDEX patient_observation_patient_id_idx ON patient_observation (patient_id);
CREATE INDEX patient_doubled_patient_id_idx ON patient_doubled (patient_id);
CREATE INDEX double_due_marked_in_idx ON double_due (marked_in);
CREATE INDEX network_contribution_release_id_idx ON network_contribution (release_id);

-- A patient stays at the site: what is kept beside the records is kept by site, and would be there twice.
CREATE FUNCTION refuse_other_site() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a patient stays at the site' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER a_site BEFORE UPDATE OF site_id ON patient FOR EACH ROW WHEN (OLD.site_id <> NEW.site_id) EXECUTE FUNCTION refuse_other_site();
