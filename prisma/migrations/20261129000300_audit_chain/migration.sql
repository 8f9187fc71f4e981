-- The audit tells more than changes: who read a patient, what left and what came in, who signed in and who failed to; and
-- why, where a reason was given. Every entry is a link of a chain of hashes, so that a change by whoever owns the tables
-- shows too. What an entry says of a patient can be taken out on request, and the chain still holds.

-- AlterTable
ALTER TABLE "audit_entry" ADD COLUMN "nonce" UUID DEFAULT gen_random_uuid();
ALTER TABLE "audit_entry" ADD COLUMN "patient_id" UUID;
ALTER TABLE "audit_entry" ADD COLUMN "reason" TEXT;

-- CreateTable
CREATE TABLE "audit_link" (
    "position" BIGINT NOT NULL,
    "entry_id" BIGINT NOT NULL,
    "values_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_link_pkey" PRIMARY KEY ("position")
);

-- CreateIndex
CREATE UNIQUE INDEX "audit_link_entry_id_key" ON "audit_link"("entry_id");

-- CreateIndex
CREATE INDEX "audit_entry_patient_id_at_idx" ON "audit_entry"("patient_id", "at");

-- CreateIndex
CREATE INDEX "audit_entry_actor_id_at_idx" ON "audit_entry"("actor_id", "at");

ALTER TABLE audit_entry DROP CONSTRAINT audit_entry_action,
  ADD CONSTRAINT audit_entry_action CHECK (action IN (
    'insert', 'update', 'delete', 'read', 'export', 'import', 'sign-in', 'sign-out', 'sign-in-failed', 'erase'));

UPDATE audit_entry a SET patient_id = coalesce(
    CASE WHEN a.table_name IN ('patient', 'diagnosis_features', 'response') THEN a.row_id::uuid END,
    (a.new_values ->> 'patient_id')::uuid, (a.old_values ->> 'patient_id')::uuid,
    (SELECT (f.new_values ->> 'patient_id')::uuid FROM audit_entry f
      WHERE f.table_name = a.table_name AND f.row_id = a.row_id AND f.action = 'insert' LIMIT 1))
  WHERE a.table_name IN ('patient', 'diagnosis_features', 'response', 'mrd_measurement', 'treatment', 'transplant',
    'clinical_event', 'follow_up', 'risk_override');

-- What may be taken out later (values, reason) and what stays (who, when, which row). The nonce goes with the values, so
-- that nobody can find a short value again by trying.
CREATE FUNCTION audit_values_hash(entry audit_entry) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(entry.nonce, entry.old_values, entry.new_values, entry.reason)::text, 'UTF8')), 'hex')
$$;
CREATE FUNCTION audit_hash(before text, entry audit_entry, values_hash text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(before, entry.id, (extract(epoch FROM entry.at) * 1000000)::bigint,
    entry.actor_id, entry.site_id, entry.patient_id, entry.table_name, entry.row_id, entry.action, values_hash)::text, 'UTF8')), 'hex')
$$;

-- Links are made at the end of a transaction, one transaction after the other: nothing else is locked after this.
CREATE FUNCTION link_audit_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  last audit_link;
  own CONSTANT text := audit_values_hash(NEW);
BEGIN
  PERFORM pg_advisory_xact_lock(7230156);
  SELECT * INTO last FROM audit_link ORDER BY position DESC LIMIT 1;
  INSERT INTO audit_link (position, entry_id, values_hash, hash)
    VALUES (coalesce(last.position, 0) + 1, NEW.id, own, audit_hash(coalesce(last.hash, ''), NEW, own));
  RETURN NULL;
END $$;

DO $$
DECLARE
  entry audit_entry;
  before text := '';
  place bigint := 0;
  own text;
BEGIN
  FOR entry IN SELECT * FROM audit_entry ORDER BY id LOOP
    own := audit_values_hash(entry);
    before := audit_hash(before, entry, own);
    place := place + 1;
    INSERT INTO audit_link (position, entry_id, values_hash, hash) VALUES (place, entry.id, own, before);
  END LOOP;
END $$;

CREATE CONSTRAINT TRIGGER link AFTER INSERT ON audit_entry DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION link_audit_entry();

-- A version counter is no event, and the moment of a sign-in has an event of its own. Where an entry that says only that
-- is about to be written, it is not. The reason is the one that the transaction gives.
CREATE FUNCTION complete_audit_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  noise CONSTANT text[] := ARRAY['version', 'last_sign_in_at', 'totp_step', 'totp_proposed'];
BEGIN
  IF NEW.action = 'update' THEN
    NEW.old_values := NEW.old_values - noise;
    NEW.new_values := NEW.new_values - noise;
    IF coalesce(NEW.old_values, '{}') = '{}' AND coalesce(NEW.new_values, '{}') = '{}' THEN RETURN NULL; END IF;
  END IF;
  NEW.reason := coalesce(NEW.reason, nullif(left(current_setting('registry.reason', true), 500), ''));
  RETURN NEW;
END $$;
CREATE TRIGGER complete BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION complete_audit_entry();

-- As before, with the patient; secrets of every kind stay hidden.
CREATE OR REPLACE FUNCTION record_audit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  before jsonb := CASE WHEN TG_OP = 'INSERT' THEN '{}'::jsonb ELSE to_jsonb(OLD) - 'updated_at' END;
  after jsonb := CASE WHEN TG_OP = 'DELETE' THEN '{}'::jsonb ELSE to_jsonb(NEW) - 'updated_at' END;
  whole jsonb := CASE WHEN TG_OP = 'DELETE' THEN before ELSE after END;
  secrets CONSTANT text[] := ARRAY['password_hash', 'totp_secret', 'totp_proposed'];
  old_values jsonb;
  new_values jsonb;
BEGIN
  SELECT jsonb_object_agg(key, CASE WHEN key = ANY (secrets) AND value <> 'null' THEN to_jsonb('(hidden)'::text) ELSE value END) INTO old_values
    FROM jsonb_each(before) WHERE value IS DISTINCT FROM after -> key;
  SELECT jsonb_object_agg(key, CASE WHEN key = ANY (secrets) AND value <> 'null' THEN to_jsonb('(hidden)'::text) ELSE value END) INTO new_values
    FROM jsonb_each(after) WHERE value IS DISTINCT FROM before -> key;
  IF TG_OP = 'UPDATE' AND old_values IS NULL AND new_values IS NULL THEN RETURN NULL; END IF;
  INSERT INTO audit_entry (actor_id, site_id, patient_id, table_name, row_id, action, old_values, new_values)
  VALUES (
    viewer_id(),
    CASE TG_TABLE_NAME WHEN 'site' THEN (whole ->> 'id')::uuid ELSE (whole ->> 'site_id')::uuid END,
    CASE TG_TABLE_NAME WHEN 'patient' THEN (whole ->> 'id')::uuid ELSE (whole ->> 'patient_id')::uuid END,
    TG_TABLE_NAME,
    coalesce(whole ->> 'id', whole ->> 'patient_id', whole ->> 'curve_id', whole ->> 'role'),
    lower(TG_OP), old_values, new_values);
  RETURN NULL;
END $$;

-- What is no change of a row. The program says what happened; who it was, the session says.
CREATE FUNCTION record_event(kind text, subject text, of_patient uuid, of_site uuid, detail jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF kind NOT IN ('read', 'export', 'import') THEN RAISE EXCEPTION 'no event of the program: %', kind USING ERRCODE = '42501'; END IF;
  IF viewer_id() IS NULL THEN RAISE EXCEPTION 'an event needs a viewer' USING ERRCODE = '42501'; END IF;
  IF of_site IS NOT NULL AND NOT of_site = ANY (viewer_sites('data-manager') || viewer_sites('monitor') || viewer_sites('researcher'))
    THEN RAISE EXCEPTION 'an event of another site' USING ERRCODE = '42501'; END IF;
  INSERT INTO audit_entry (actor_id, site_id, patient_id, table_name, row_id, action, new_values)
    VALUES (viewer_id(), of_site, of_patient, subject, coalesce(of_patient::text, ''), kind, detail);
END $$;

-- The first link that does not hold, in the order of the chain; no row: all do. An entry without its values holds where a
-- tombstone later in the chain names its patient.
CREATE FUNCTION verify_audit() RETURNS TABLE (place bigint, entry bigint, fault text)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH linked AS (
    SELECT l.*, lag(l.hash, 1, '') OVER (ORDER BY l.position) AS before, row_number() OVER (ORDER BY l.position) AS counted
    FROM audit_link l
  ), judged AS (
    SELECT l.position AS place, l.entry_id AS entry, CASE
      WHEN l.position <> l.counted THEN 'a link before this one is missing'
      WHEN e.id IS NULL THEN 'the entry is missing'
      WHEN audit_hash(l.before, e, l.values_hash) <> l.hash THEN 'who, when or which row was changed, or a link before this one'
      WHEN e.nonce IS NULL AND e.old_values IS NULL AND e.new_values IS NULL AND e.reason IS NULL AND EXISTS (
        SELECT FROM audit_entry t JOIN audit_link k ON k.entry_id = t.id
        WHERE t.action = 'erase' AND t.patient_id = e.patient_id AND k.position > l.position) THEN NULL
      WHEN audit_values_hash(e) <> l.values_hash THEN 'the values were changed'
    END AS fault
    FROM linked l LEFT JOIN audit_entry e ON e.id = l.entry_id
    UNION ALL
    SELECT NULL, e.id, 'the entry is not in the chain' FROM audit_entry e
    WHERE NOT EXISTS (SELECT FROM audit_link l WHERE l.entry_id = e.id)
  )
  SELECT j.place, j.entry, j.fault FROM judged j WHERE j.fault IS NOT NULL ORDER BY j.place NULLS LAST, j.entry LIMIT 1
$$;

-- Takes everything that the audit says of a patient out of it and leaves a tombstone with the reason: who did what when
-- stays, what was there does not. For the owner and for functions of the owner that decide who may; returns how many
-- entries were emptied. Call it after the patient's rows are gone, so that the entries of their going are emptied too.
CREATE FUNCTION erase_patient_from_audit(erased uuid, why text) RETURNS bigint
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  emptied bigint;
  place uuid;
BEGIN
  IF char_length(btrim(coalesce(why, ''))) < 10 THEN RAISE EXCEPTION 'an erasure needs a reason of at least 10 characters' USING ERRCODE = 'check_violation'; END IF;
  -- Those of this transaction get their links now, while they still have their values.
  SET CONSTRAINTS link IMMEDIATE;
  SELECT site_id INTO place FROM audit_entry WHERE patient_id = erased AND site_id IS NOT NULL ORDER BY id LIMIT 1;
  UPDATE audit_entry SET old_values = NULL, new_values = NULL, reason = NULL, nonce = NULL
    WHERE patient_id = erased AND action <> 'erase' AND nonce IS NOT NULL;
  GET DIAGNOSTICS emptied = ROW_COUNT;
  INSERT INTO audit_entry (actor_id, site_id, patient_id, table_name, row_id, action, reason)
    VALUES (viewer_id(), place, erased, 'patient', erased::text, 'erase', why);
  SET CONSTRAINTS link DEFERRED;
  RETURN emptied;
END $$;

REVOKE EXECUTE ON FUNCTION erase_patient_from_audit(uuid, text), verify_audit() FROM PUBLIC;
