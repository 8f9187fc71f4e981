-- What is said about a record beside its data: its state, queries, accepted findings, verification against the source,
-- signatures; the bin that a deleted patient lies in, and two patients made one. All but the bin and the merges is only
-- ever added: the last row of a thing says how it stands.

-- AlterTable
ALTER TABLE "site" ADD COLUMN "signatures" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "state_change" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "patient_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "changed_by" UUID,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "state_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "patient_state" (
    "patient_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "state" TEXT NOT NULL,

    CONSTRAINT "patient_state_pkey" PRIMARY KEY ("patient_id")
);

-- CreateTable
CREATE TABLE "field_query_entry" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "query_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "part" TEXT NOT NULL,
    "record_id" UUID,
    "field" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "written_by" UUID,
    "written_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "field_query_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "finding_exception" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "patient_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "rule" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "record_id" UUID,
    "field" TEXT NOT NULL,
    "seen" TEXT NOT NULL,
    "accepted" BOOLEAN NOT NULL,
    "reason" TEXT,
    "written_by" UUID,
    "written_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "finding_exception_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "source_verification" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "patient_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "part" TEXT NOT NULL,
    "record_id" UUID,
    "verified" BOOLEAN NOT NULL,
    "written_by" UUID,
    "written_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "source_verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "patient_signature" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "patient_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "meaning" TEXT NOT NULL,
    "digest" TEXT NOT NULL DEFAULT '',
    "signed_by" UUID,
    "signed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "patient_signature_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "patient_bin" (
    "patient_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "binned_by" UUID,
    "binned_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "erasure_by" UUID,
    "erasure_at" TIMESTAMPTZ(3),

    CONSTRAINT "patient_bin_pkey" PRIMARY KEY ("patient_id")
);

-- CreateTable
CREATE TABLE "patient_merge" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "site_id" UUID NOT NULL,
    "kept_id" UUID NOT NULL,
    "merged_id" UUID NOT NULL,
    "moved" JSONB NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "merged_by" UUID,
    "merged_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "undone_by" UUID,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "patient_merge_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "state_change_patient_id_idx" ON "state_change"("patient_id");
-- CreateIndex
CREATE INDEX "field_query_entry_query_id_idx" ON "field_query_entry"("query_id");
-- CreateIndex
CREATE INDEX "field_query_entry_patient_id_idx" ON "field_query_entry"("patient_id");
-- CreateIndex
CREATE INDEX "field_query_entry_site_id_idx" ON "field_query_entry"("site_id");
-- CreateIndex
CREATE INDEX "finding_exception_patient_id_idx" ON "finding_exception"("patient_id");
-- CreateIndex
CREATE INDEX "source_verification_patient_id_idx" ON "source_verification"("patient_id");
-- CreateIndex
CREATE INDEX "patient_signature_patient_id_idx" ON "patient_signature"("patient_id");
-- CreateIndex
CREATE UNIQUE INDEX "patient_state_patient_id_site_id_key" ON "patient_state"("patient_id", "site_id");
-- CreateIndex
CREATE UNIQUE INDEX "patient_bin_patient_id_site_id_key" ON "patient_bin"("patient_id", "site_id");
-- CreateIndex
CREATE INDEX "patient_merge_kept_id_idx" ON "patient_merge"("kept_id");

-- AddForeignKey
ALTER TABLE "state_change" ADD CONSTRAINT "state_change_patient_id_site_id_fkey" FOREIGN KEY ("patient_id", "site_id") REFERENCES "patient"("id", "site_id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "patient_state" ADD CONSTRAINT "patient_state_patient_id_site_id_fkey" FOREIGN KEY ("patient_id", "site_id") REFERENCES "patient"("id", "site_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "field_query_entry" ADD CONSTRAINT "field_query_entry_patient_id_site_id_fkey" FOREIGN KEY ("patient_id", "site_id") REFERENCES "patient"("id", "site_id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "finding_exception" ADD CONSTRAINT "finding_exception_patient_id_site_id_fkey" FOREIGN KEY ("patient_id", "site_id") REFERENCES "patient"("id", "site_id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "source_verification" ADD CONSTRAINT "source_verification_patient_id_site_id_fkey" FOREIGN KEY ("patient_id", "site_id") REFERENCES "patient"("id", "site_id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "patient_signature" ADD CONSTRAINT "patient_signature_patient_id_site_id_fkey" FOREIGN KEY ("patient_id", "site_id") REFERENCES "patient"("id", "site_id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "patient_bin" ADD CONSTRAINT "patient_bin_patient_id_site_id_fkey" FOREIGN KEY ("patient_id", "site_id") REFERENCES "patient"("id", "site_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "patient_merge" ADD CONSTRAINT "patient_merge_kept_id_site_id_fkey" FOREIGN KEY ("kept_id", "site_id") REFERENCES "patient"("id", "site_id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "patient_merge" ADD CONSTRAINT "patient_merge_merged_id_site_id_fkey" FOREIGN KEY ("merged_id", "site_id") REFERENCES "patient"("id", "site_id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE UNIQUE INDEX patient_merge_once ON patient_merge (merged_id) WHERE undone_at IS NULL;
ALTER TABLE state_change
  ADD CONSTRAINT state_change_state CHECK (state IN ('draft', 'complete', 'locked')),
  ADD CONSTRAINT state_change_reason CHECK (reason IS NULL OR (char_length(reason) BETWEEN 10 AND 500 AND reason ~ '^\S.*\S$'));
ALTER TABLE field_query_entry
  ADD CONSTRAINT field_query_entry_action CHECK (action IN ('open', 'answer', 'close', 'reopen')),
  ADD CONSTRAINT field_query_entry_text CHECK (char_length(text) BETWEEN 3 AND 500 AND text ~ '^\S.*\S$'),
  ADD CONSTRAINT field_query_entry_field CHECK (field ~ '^[A-Za-z0-9]{1,40}$');
ALTER TABLE finding_exception
  ADD CONSTRAINT finding_exception_rule CHECK (rule ~ '^[a-z0-9-]{1,60}$'),
  ADD CONSTRAINT finding_exception_field CHECK (field ~ '^[A-Za-z0-9]{1,40}$'),
  ADD CONSTRAINT finding_exception_seen CHECK (seen ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT finding_exception_reason CHECK (
    accepted = (reason IS NOT NULL) AND (reason IS NULL OR (char_length(reason) BETWEEN 10 AND 500 AND reason ~ '^\S.*\S$')));
ALTER TABLE patient_signature ADD CONSTRAINT patient_signature_meaning CHECK (meaning IN ('entered', 'reviewed', 'approved'));
ALTER TABLE patient_bin ADD CONSTRAINT patient_bin_reason CHECK (char_length(reason) BETWEEN 10 AND 500 AND reason ~ '^\S.*\S$');
ALTER TABLE patient_merge
  ADD CONSTRAINT patient_merge_two CHECK (kept_id <> merged_id),
  ADD CONSTRAINT patient_merge_reason CHECK (char_length(reason) BETWEEN 10 AND 500 AND reason ~ '^\S.*\S$');
DO $$
DECLARE about_a_place text;
BEGIN
  FOREACH about_a_place IN ARRAY ARRAY['field_query_entry', 'finding_exception', 'source_verification'] LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (part IN (''patient'', ''mrd'', ''treatment'', ''transplant'', ''event'', ''follow-up''))',
      about_a_place, about_a_place || '_part');
  END LOOP;
END $$;

-- Who wrote a row is for the database to say.
CREATE FUNCTION name_writer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RETURN jsonb_populate_record(NEW, jsonb_build_object(TG_ARGV[0], viewer_id()));
END $$;
CREATE TRIGGER name_writer BEFORE INSERT ON state_change FOR EACH ROW EXECUTE FUNCTION name_writer('changed_by');
CREATE TRIGGER name_writer BEFORE INSERT ON field_query_entry FOR EACH ROW EXECUTE FUNCTION name_writer('written_by');
CREATE TRIGGER name_writer BEFORE INSERT ON finding_exception FOR EACH ROW EXECUTE FUNCTION name_writer('written_by');
CREATE TRIGGER name_writer BEFORE INSERT ON source_verification FOR EACH ROW EXECUTE FUNCTION name_writer('written_by');
CREATE TRIGGER name_writer BEFORE INSERT ON patient_signature FOR EACH ROW EXECUTE FUNCTION name_writer('signed_by');
CREATE TRIGGER name_writer BEFORE INSERT ON patient_bin FOR EACH ROW EXECUTE FUNCTION name_writer('binned_by');
CREATE TRIGGER name_writer BEFORE INSERT ON patient_merge FOR EACH ROW EXECUTE FUNCTION name_writer('merged_by');

-- ── The state of a record ──

-- A record is a draft until somebody says that it is complete; what is complete may be locked, and is unlocked with a
-- reason. The patient's row is held meanwhile, so that no change slips in beside the lock.
CREATE FUNCTION change_state() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  held CONSTANT uuid := (SELECT id FROM patient WHERE id = NEW.patient_id AND site_id = ANY (writable_sites()) FOR UPDATE);
  before CONSTANT text := coalesce((SELECT state FROM patient_state WHERE patient_id = held), 'draft');
BEGIN
  IF held IS NULL THEN RETURN NEW; END IF;
  IF NOT (before, NEW.state) IN (('draft', 'complete'), ('complete', 'draft'), ('complete', 'locked'), ('locked', 'complete')) THEN
    RAISE EXCEPTION 'state_step: % to %', before, NEW.state USING ERRCODE = 'check_violation', CONSTRAINT = 'state_step';
  END IF;
  IF before = 'locked' AND NEW.reason IS NULL THEN
    RAISE EXCEPTION 'unlock_reason: reason of state_change' USING ERRCODE = 'check_violation', CONSTRAINT = 'unlock_reason';
  END IF;
  INSERT INTO patient_state (patient_id, site_id, state) VALUES (NEW.patient_id, NEW.site_id, NEW.state)
    ON CONFLICT (patient_id) DO UPDATE SET state = EXCLUDED.state;
  RETURN NEW;
END $$;
CREATE TRIGGER change_state BEFORE INSERT ON state_change FOR EACH ROW EXECUTE FUNCTION change_state();

-- What is locked takes no change, whichever way it is tried. A change that adds to the patient holds the row against a lock.
CREATE FUNCTION refuse_locked() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wanted uuid;
BEGIN
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

-- ── Queries ──

-- A query is opened at a field, then answered, closed and reopened in that order, each at the place where it was opened.
CREATE FUNCTION check_query_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  opened field_query_entry;
  last field_query_entry;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.query_id::text, 1));
  SELECT * INTO opened FROM field_query_entry WHERE query_id = NEW.query_id AND action = 'open';
  SELECT * INTO last FROM field_query_entry WHERE query_id = NEW.query_id ORDER BY written_at DESC, id DESC LIMIT 1;
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
CREATE TRIGGER step BEFORE INSERT ON field_query_entry FOR EACH ROW EXECUTE FUNCTION check_query_step();

-- ── Verification against the source ──

-- Whatever changes a verified part, the verification is over, and the row says by whose change.
CREATE FUNCTION end_verification() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  bookkeeping CONSTANT text[] := ARRAY['version', 'updated_at', 'patient_id'];
  record CONSTANT uuid := CASE WHEN TG_ARGV[0] = 'patient' THEN NULL ELSE (to_jsonb(OLD) ->> 'id')::uuid END;
  patient CONSTANT uuid := coalesce((to_jsonb(OLD) ->> 'patient_id')::uuid, (to_jsonb(OLD) ->> 'id')::uuid);
  last source_verification;
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - bookkeeping = to_jsonb(NEW) - bookkeeping THEN RETURN NULL; END IF;
  SELECT * INTO last FROM source_verification v WHERE v.patient_id = patient AND v.part = TG_ARGV[0] AND v.record_id IS NOT DISTINCT FROM record
    ORDER BY v.written_at DESC, v.id DESC LIMIT 1;
  IF last.verified THEN
    INSERT INTO source_verification (patient_id, site_id, part, record_id, verified)
      VALUES (last.patient_id, last.site_id, last.part, last.record_id, false);
  END IF;
  RETURN NULL;
END $$;

-- ── Signatures ──

-- Everything stored about a patient in one number: a signature is of these data and of no others.
CREATE FUNCTION patient_digest(wanted uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(
    (SELECT to_jsonb(p) - 'version' - 'updated_at' FROM patient p WHERE p.id = wanted),
    (SELECT to_jsonb(f) FROM diagnosis_features f WHERE f.patient_id = wanted),
    (SELECT to_jsonb(r) FROM response r WHERE r.patient_id = wanted),
    (SELECT jsonb_agg(to_jsonb(m) ORDER BY m.id) FROM mrd_measurement m WHERE m.patient_id = wanted),
    (SELECT jsonb_agg(to_jsonb(t) ORDER BY t.id) FROM treatment t WHERE t.patient_id = wanted),
    (SELECT jsonb_agg(to_jsonb(t) ORDER BY t.id) FROM transplant t WHERE t.patient_id = wanted),
    (SELECT jsonb_agg(to_jsonb(e) ORDER BY e.id) FROM clinical_event e WHERE e.patient_id = wanted),
    (SELECT jsonb_agg(to_jsonb(f) ORDER BY f.id) FROM follow_up f WHERE f.patient_id = wanted),
    (SELECT jsonb_agg(to_jsonb(o) ORDER BY o.id) FROM risk_override o WHERE o.patient_id = wanted)
  )::text, 'UTF8')), 'hex')
$$;
CREATE FUNCTION sign_data() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.digest := patient_digest(NEW.patient_id);
  RETURN NEW;
END $$;
CREATE TRIGGER sign_data BEFORE INSERT ON patient_signature FOR EACH ROW EXECUTE FUNCTION sign_data();

-- Whether this proves the password of who is signed in, who types it again to sign; counted as everywhere.
CREATE FUNCTION confirm_own_password(proof text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN proves_own_password(proof);
END $$;

-- Whether a site signs its records is decided by those who enter them there, or by an administrator.
CREATE FUNCTION set_site_signatures(wanted uuid, asked boolean) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT (wanted = ANY (writable_sites()) OR viewer_is_administrator()) THEN RETURN false; END IF;
  UPDATE site SET signatures = asked WHERE id = wanted;
  RETURN FOUND;
END $$;

-- ── The bin, and two patients made one ──

-- Patients who lie in the bin or were merged into another: no list, curve or export has them. The transaction that asks for
-- them says so.
CREATE FUNCTION hidden_patients() RETURNS uuid[] LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN current_setting('registry.purpose', true) = 'hidden' THEN '{}'::uuid[] ELSE ARRAY(
    SELECT patient_id FROM patient_bin UNION ALL SELECT merged_id FROM patient_merge WHERE undone_at IS NULL
  ) END
$$;

CREATE FUNCTION check_bin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM patient WHERE id = NEW.patient_id FOR UPDATE;
  IF EXISTS (SELECT FROM patient_state WHERE patient_id = NEW.patient_id AND state = 'locked') THEN
    RAISE EXCEPTION 'record_locked: patient_id of patient_bin' USING ERRCODE = 'check_violation', CONSTRAINT = 'record_locked';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER check_bin BEFORE INSERT ON patient_bin FOR EACH ROW EXECUTE FUNCTION check_bin();

-- One person asks for the erasure of what has lain in the bin for 30 days; `erase_patient` is for another.
CREATE FUNCTION ask_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.erasure_at IS NOT NULL AND OLD.binned_at > now() - interval '30 days' THEN
    RAISE EXCEPTION 'bin_days: erasure_at of patient_bin' USING ERRCODE = 'check_violation', CONSTRAINT = 'bin_days';
  END IF;
  NEW.erasure_by := CASE WHEN NEW.erasure_at IS NULL THEN NULL ELSE viewer_id() END;
  NEW.erasure_at := CASE WHEN NEW.erasure_at IS NULL THEN NULL ELSE clock_timestamp() END;
  RETURN NEW;
END $$;
CREATE TRIGGER ask_erasure BEFORE UPDATE OF erasure_at ON patient_bin FOR EACH ROW EXECUTE FUNCTION ask_erasure();

-- Erases a patient with everything recorded, those merged into it included. False: not in the bin of the viewer's sites.
CREATE FUNCTION erase_patient(wanted uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
  erased := ARRAY[wanted] || ARRAY(SELECT merged_id FROM patient_merge WHERE kept_id = wanted AND undone_at IS NULL);
  DELETE FROM patient_merge WHERE kept_id = ANY (erased) OR merged_id = ANY (erased);
  FOREACH case_table IN ARRAY ARRAY['diagnosis_features', 'response', 'mrd_measurement', 'treatment', 'transplant', 'clinical_event',
      'follow_up', 'risk_override', 'state_change', 'field_query_entry', 'finding_exception', 'source_verification', 'patient_signature'] LOOP
    EXECUTE format('DELETE FROM %I WHERE patient_id = ANY ($1)', case_table) USING erased;
  END LOOP;
  DELETE FROM patient WHERE id = ANY (erased);
  -- What the audit holds of the patient goes too; a tombstone with the reason stays.
  FOREACH one IN ARRAY erased LOOP PERFORM erase_patient_from_audit(one, entry.reason); END LOOP;
  RETURN true;
END $$;

CREATE FUNCTION check_merge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM patient WHERE id IN (NEW.kept_id, NEW.merged_id) ORDER BY id FOR UPDATE;
  IF EXISTS (SELECT FROM patient_state WHERE patient_id IN (NEW.kept_id, NEW.merged_id) AND state = 'locked') THEN
    RAISE EXCEPTION 'record_locked: patient_id of patient_merge' USING ERRCODE = 'check_violation', CONSTRAINT = 'record_locked';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER check_merge BEFORE INSERT ON patient_merge FOR EACH ROW EXECUTE FUNCTION check_merge();

CREATE FUNCTION undo_merge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.undone_at IS NOT NULL OR NEW.undone_at IS NULL THEN
    RAISE EXCEPTION 'merge_undone: undone_at of patient_merge' USING ERRCODE = 'check_violation', CONSTRAINT = 'merge_undone';
  END IF;
  NEW.undone_by := viewer_id();
  NEW.undone_at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE TRIGGER undo_merge BEFORE UPDATE OF undone_at ON patient_merge FOR EACH ROW EXECUTE FUNCTION undo_merge();

-- What was said about a record goes with it to the other patient.
CREATE FUNCTION follow_record() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE field_query_entry SET patient_id = NEW.patient_id WHERE record_id = NEW.id;
  UPDATE finding_exception SET patient_id = NEW.patient_id WHERE record_id = NEW.id;
  UPDATE source_verification SET patient_id = NEW.patient_id WHERE record_id = NEW.id;
  RETURN NULL;
END $$;

-- ── Who sees and writes it ──

DO $$
DECLARE
  name text;
  parts CONSTANT jsonb := '{"patient": "patient", "diagnosis_features": "patient", "response": "patient", "mrd_measurement": "mrd",
    "treatment": "treatment", "transplant": "transplant", "clinical_event": "event", "follow_up": "follow-up"}';
BEGIN
  FOREACH name IN ARRAY ARRAY['state_change', 'field_query_entry', 'finding_exception', 'source_verification', 'patient_signature'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY read ON %I FOR SELECT USING (site_id = ANY ((SELECT readable_sites())::uuid[]))', name);
    EXECUTE format('CREATE POLICY add ON %I FOR INSERT WITH CHECK (site_id = ANY ((SELECT writable_sites())::uuid[]))', name);
    EXECUTE format('CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION record_audit()', name);
  END LOOP;
  -- The program has no right to change these; the functions above follow a record with them.
  FOREACH name IN ARRAY ARRAY['field_query_entry', 'finding_exception', 'source_verification'] LOOP
    EXECUTE format('CREATE POLICY follow ON %I FOR UPDATE USING (site_id = ANY ((SELECT writable_sites())::uuid[])) WITH CHECK (site_id = ANY ((SELECT writable_sites())::uuid[]))', name);
  END LOOP;
  -- Nor to take them away; an erasure does.
  FOREACH name IN ARRAY ARRAY['state_change', 'field_query_entry', 'finding_exception', 'source_verification', 'patient_signature', 'risk_override'] LOOP
    EXECUTE format('CREATE POLICY erase ON %I FOR DELETE USING (site_id = ANY ((SELECT writable_sites())::uuid[]) AND current_setting(''registry.purpose'', true) = ''hidden'')', name);
  END LOOP;
  FOR name IN SELECT jsonb_object_keys(parts) LOOP
    EXECUTE format('CREATE TRIGGER a_locked BEFORE INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_locked(%L)',
      name, CASE WHEN name = 'patient' THEN 'id' ELSE 'patient_id' END);
    EXECUTE format('CREATE TRIGGER verification AFTER UPDATE%s ON %I FOR EACH ROW EXECUTE FUNCTION end_verification(%L)',
      CASE WHEN parts ->> name = 'patient' THEN '' ELSE ' OR DELETE' END, name, parts ->> name);
    EXECUTE format('CREATE POLICY not_hidden ON %I AS RESTRICTIVE USING (NOT %I = ANY ((SELECT hidden_patients())::uuid[]))',
      name, CASE WHEN name = 'patient' THEN 'id' ELSE 'patient_id' END);
    IF parts ->> name <> 'patient' THEN
      EXECUTE format('CREATE TRIGGER follow AFTER UPDATE OF patient_id ON %I FOR EACH ROW WHEN (OLD.patient_id <> NEW.patient_id) EXECUTE FUNCTION follow_record()', name);
    END IF;
  END LOOP;
  FOREACH name IN ARRAY ARRAY['risk_override', 'state_change', 'field_query_entry', 'finding_exception', 'source_verification', 'patient_signature'] LOOP
    EXECUTE format('CREATE POLICY not_hidden ON %I AS RESTRICTIVE USING (NOT patient_id = ANY ((SELECT hidden_patients())::uuid[]))', name);
  END LOOP;
  CREATE TRIGGER a_locked BEFORE INSERT OR UPDATE OR DELETE ON risk_override FOR EACH ROW EXECUTE FUNCTION refuse_locked('patient_id');
  FOREACH name IN ARRAY ARRAY['patient_state', 'patient_bin', 'patient_merge'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY read ON %I FOR SELECT USING (site_id = ANY ((SELECT readable_sites() || writable_sites())::uuid[]))', name);
    EXECUTE format('CREATE POLICY add ON %I FOR INSERT WITH CHECK (site_id = ANY ((SELECT writable_sites())::uuid[]))', name);
    EXECUTE format('CREATE POLICY change ON %I FOR UPDATE USING (site_id = ANY ((SELECT writable_sites())::uuid[])) WITH CHECK (site_id = ANY ((SELECT writable_sites())::uuid[]))', name);
    EXECUTE format('CREATE POLICY remove ON %I FOR DELETE USING (site_id = ANY ((SELECT writable_sites())::uuid[]))', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['patient_bin', 'patient_merge'] LOOP
    EXECUTE format('CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION record_audit()', name);
  END LOOP;
END $$;
