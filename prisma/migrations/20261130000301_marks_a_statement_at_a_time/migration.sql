-- What follows from rows that are added or go is done a statement at a time, and the links of the audit once a transaction: an
-- import adds, and its undoing removes, a thousand patients and more with each statement. Updates are still looked at a row
-- at a time.

-- CreateTable
CREATE TABLE "audit_due" (
    "marked_in" BIGINT NOT NULL,
    "first_entry" BIGINT NOT NULL,

    CONSTRAINT "audit_due_pkey" PRIMARY KEY ("marked_in")
);

-- A mark lives no longer than its transaction; only the functions below write and read it.
ALTER TABLE audit_due ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_due FORCE ROW LEVEL SECURITY;
CREATE POLICY backup ON audit_due TO CURRENT_USER USING (true) WITH CHECK (true);

-- ── Observations ──

-- As `mark_observation`, of all patients of the rows `touched`.
CREATE FUNCTION mark_observations() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'patient' AND TG_OP = 'DELETE' THEN
    EXECUTE 'DELETE FROM patient_observation WHERE patient_id IN (SELECT t.id FROM touched t)';
    EXECUTE 'DELETE FROM observation_due WHERE patient_id IN (SELECT t.id FROM touched t)';
    RETURN NULL;
  END IF;
  EXECUTE format('
    WITH marked AS (
      INSERT INTO observation_due AS d (patient_id, site_id, marked_in)
      SELECT DISTINCT t.%I, t.site_id, txid_current() FROM touched t ORDER BY 1
      ON CONFLICT (patient_id) DO UPDATE SET site_id = excluded.site_id, marked_in = excluded.marked_in
        WHERE (d.site_id, d.marked_in) <> (excluded.site_id, excluded.marked_in)
      RETURNING patient_id)
    DELETE FROM patient_observation o USING marked m WHERE o.patient_id = m.patient_id',
    CASE TG_TABLE_NAME WHEN 'patient' THEN 'id' ELSE 'patient_id' END);
  RETURN NULL;
END $$;

-- ── Pairs of possible doubles ──

CREATE FUNCTION follow_doubles_of_many() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  EXECUTE format('INSERT INTO double_due SELECT DISTINCT txid_current(), t.%I, t.site_id FROM touched t ON CONFLICT DO NOTHING',
    CASE TG_TABLE_NAME WHEN 'patient' THEN 'id' ELSE 'patient_id' END);
  RETURN NULL;
END $$;

-- The pairs of all patients that a transaction has marked, one transaction after the other within a site.
CREATE FUNCTION renew_marked_doubles(wanted bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  due uuid[];
  sites uuid[];
  site uuid;
BEGIN
  WITH gone AS (DELETE FROM double_due WHERE marked_in = wanted RETURNING patient_id, site_id)
    SELECT array_agg(patient_id), array_agg(DISTINCT site_id) INTO due, sites FROM gone;
  IF due IS NULL THEN RETURN; END IF;
  FOREACH site IN ARRAY sites LOOP PERFORM pg_advisory_xact_lock(hashtextextended(site::text, 142)); END LOOP;
  PERFORM renew_doubles_of(due);
END $$;
REVOKE EXECUTE ON FUNCTION renew_marked_doubles(bigint) FROM PUBLIC;

CREATE OR REPLACE FUNCTION renew_due_doubles() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM double_due d WHERE d.marked_in = NEW.marked_in AND d.patient_id = NEW.patient_id) THEN
    PERFORM renew_marked_doubles(NEW.marked_in);
  END IF;
  RETURN NULL;
END $$;

-- ── Links of the audit ──

CREATE FUNCTION mark_audit_entries() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO audit_due (marked_in, first_entry)
    SELECT txid_current(), min(a.id) FROM added a HAVING count(*) > 0 ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

-- As `link_audit_entry`, of all entries of the transaction in their order: those from its first on that have no link, for what
-- others have committed has one. Pairs are made before: who waits for those of a site does not hold the chain yet.
CREATE FUNCTION link_due_entries() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  entry audit_entry;
  place bigint;
  before text;
  own text;
BEGIN
  DELETE FROM audit_due WHERE marked_in = NEW.marked_in;
  IF NOT FOUND THEN RETURN NULL; END IF;
  PERFORM renew_marked_doubles(NEW.marked_in);
  PERFORM pg_advisory_xact_lock(7230156);
  SELECT l.position, l.hash INTO place, before FROM audit_link l ORDER BY l.position DESC LIMIT 1;
  FOR entry IN EXECUTE 'SELECT e.* FROM audit_entry e WHERE e.id >= $1
      AND NOT EXISTS (SELECT FROM audit_link l WHERE l.entry_id = e.id) ORDER BY e.id' USING NEW.first_entry LOOP
    own := audit_values_hash(entry);
    place := coalesce(place, 0) + 1;
    before := audit_hash(coalesce(before, ''), entry, own);
    INSERT INTO audit_link (position, entry_id, values_hash, hash) VALUES (place, entry.id, own, before);
  END LOOP;
  RETURN NULL;
END $$;

DROP TRIGGER link ON audit_entry;
DROP FUNCTION link_audit_entry();
CREATE TRIGGER mark AFTER INSERT ON audit_entry REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION mark_audit_entries();
CREATE CONSTRAINT TRIGGER link AFTER INSERT ON audit_due DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION link_due_entries();

-- ── What goes ──

-- As `record_audit` writes what goes: the whole row, an entry each.
CREATE FUNCTION record_removed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  actor CONSTANT uuid := viewer_id();
BEGIN
  INSERT INTO audit_entry (actor_id, site_id, patient_id, table_name, row_id, action, old_values)
  SELECT actor, (b.whole ->> 'site_id')::uuid, (b.whole ->> CASE WHEN TG_TABLE_NAME = 'patient' THEN 'id' ELSE 'patient_id' END)::uuid,
    TG_TABLE_NAME, coalesce(b.whole ->> 'id', b.whole ->> 'patient_id'), 'delete', b.whole
  FROM (SELECT to_jsonb(t) - 'updated_at' AS whole FROM touched t) b;
  RETURN NULL;
END $$;

CREATE FUNCTION forget_checks() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  EXECUTE 'DELETE FROM patient_check WHERE patient_id IN (SELECT t.id FROM touched t)';
  RETURN NULL;
END $$;
DROP TRIGGER forget_check ON patient;
DROP FUNCTION forget_check();
CREATE TRIGGER forget_check AFTER DELETE ON patient REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION forget_checks();

-- Whether an import is being undone, which holds all its patients and has seen that none is locked. As the owner, which
-- nobody is but the owner's functions: a setting alone anybody could make.
CREATE FUNCTION is_undoing() RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  IF coalesce(current_setting('registry.undoing', true), '') <> txid_current()::text THEN RETURN false; END IF;
  RETURN current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'patient_import'::regclass);
END $$;

CREATE OR REPLACE FUNCTION refuse_locked() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wanted uuid;
BEGIN
  IF TG_OP = 'DELETE' AND is_undoing() THEN RETURN OLD; END IF;
  FOREACH wanted IN ARRAY ARRAY[
    CASE WHEN TG_OP <> 'INSERT' THEN (to_jsonb(OLD) ->> TG_ARGV[0])::uuid END,
    CASE WHEN TG_OP <> 'DELETE' THEN (to_jsonb(NEW) ->> TG_ARGV[0])::uuid END] LOOP
    CONTINUE WHEN wanted IS NULL;
    IF TG_TABLE_NAME <> 'patient' THEN PERFORM FROM patient WHERE id = wanted FOR KEY SHARE; END IF;
    IF EXISTS (SELECT FROM patient_state WHERE patient_id = wanted AND state = 'locked') THEN
      RAISE EXCEPTION 'record_locked: % of %', TG_ARGV[0], TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = 'record_locked';
    END IF;
  END LOOP;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

-- As before; while it deletes it says so.
CREATE OR REPLACE FUNCTION undo_import(wanted uuid) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  entry patient_import;
  made uuid[];
  one record;
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
  FOR one IN SELECT patient_id, before FROM patient_import_row WHERE import_id = wanted AND before IS NOT NULL ORDER BY patient_id LOOP
    PERFORM put_patient_back(one.patient_id, one.before);
  END LOOP;
  PERFORM set_config('registry.undoing', txid_current()::text, true);
  FOREACH case_table IN ARRAY ARRAY['diagnosis_features', 'response', 'mrd_measurement', 'treatment', 'transplant', 'clinical_event', 'follow_up'] LOOP
    EXECUTE format('DELETE FROM %I WHERE patient_id = ANY ($1)', case_table) USING made;
  END LOOP;
  DELETE FROM patient WHERE id = ANY (made);
  PERFORM set_config('registry.undoing', '', true);
  UPDATE patient_import SET undone_by = viewer_id(), undone_at = clock_timestamp() WHERE id = wanted;
  RETURN NULL;
END $$;

-- ── The triggers ──

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['patient', 'diagnosis_features', 'response', 'mrd_measurement', 'treatment', 'transplant', 'clinical_event', 'follow_up'] LOOP
    EXECUTE format('DROP TRIGGER audit ON %I', name);
    EXECUTE format('CREATE TRIGGER audit AFTER UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION record_audit()', name);
    EXECUTE format('CREATE TRIGGER audit_removed AFTER DELETE ON %I REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION record_removed()', name);
    EXECUTE format('DROP TRIGGER observation ON %I', name);
    EXECUTE format('CREATE TRIGGER observation AFTER UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION mark_observation()', name);
    EXECUTE format('CREATE TRIGGER observation_added AFTER INSERT ON %I REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION mark_observations()', name);
    EXECUTE format('CREATE TRIGGER observation_removed AFTER DELETE ON %I REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION mark_observations()', name);
  END LOOP;
END $$;
DROP TRIGGER a_doubles ON patient;
CREATE TRIGGER a_doubles AFTER UPDATE OF site_id, age_days, diagnosis_date, sex ON patient FOR EACH ROW EXECUTE FUNCTION follow_doubles();
CREATE TRIGGER a_doubles_added AFTER INSERT ON patient REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION follow_doubles_of_many();
CREATE TRIGGER a_doubles_removed AFTER DELETE ON patient REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION follow_doubles_of_many();
DROP TRIGGER a_doubles ON diagnosis_features;
CREATE TRIGGER a_doubles AFTER UPDATE OF kmt2a ON diagnosis_features FOR EACH ROW EXECUTE FUNCTION follow_doubles();
CREATE TRIGGER a_doubles_added AFTER INSERT ON diagnosis_features REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION follow_doubles_of_many();
