-- What a patient adds to a survival curve, kept beside the record, so that a curve of many patients reads none of them.

-- CreateTable
CREATE TABLE "patient_observation" (
    "patient_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "diagnosed_in" SMALLINT NOT NULL,
    "diagnosed_on" DATE NOT NULL,
    "kmt2a" TEXT,
    "failure_undecided" BOOLEAN NOT NULL,
    "failure_day" INTEGER,
    "relapse_day" INTEGER,
    "malignancy_day" INTEGER,
    "death_day" INTEGER,
    "contact_day" INTEGER NOT NULL,
    "imputed" SMALLINT NOT NULL,
    "cr_failure_day" INTEGER,
    "cr_relapse_day" INTEGER,
    "cr_malignancy_day" INTEGER,
    "cr_death_day" INTEGER,
    "cr_contact_day" INTEGER,
    "cr_imputed" SMALLINT NOT NULL,

    CONSTRAINT "patient_observation_pkey" PRIMARY KEY ("patient_id")
);

-- CreateTable
CREATE TABLE "observation_due" (
    "patient_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "marked_in" BIGINT NOT NULL,

    CONSTRAINT "observation_due_pkey" PRIMARY KEY ("patient_id")
);

-- CreateTable
CREATE TABLE "observation_program" (
    "id" BOOLEAN NOT NULL DEFAULT true,
    "fingerprint" TEXT NOT NULL,

    CONSTRAINT "observation_program_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "patient_observation_site_id_idx" ON "patient_observation"("site_id");

-- CreateIndex
CREATE INDEX "observation_due_site_id_idx" ON "observation_due"("site_id");

ALTER TABLE observation_program ADD CONSTRAINT observation_program_one CHECK (id);
INSERT INTO observation_program (fingerprint) VALUES ('');
ALTER TABLE patient_observation
  ADD CONSTRAINT patient_observation_kmt2a CHECK (kmt2a IN ('rearranged', 'germline')),
  ADD CONSTRAINT patient_observation_days CHECK (
    least(failure_day, relapse_day, malignancy_day, death_day, contact_day) >= 0
    AND least(cr_failure_day, cr_relapse_day, cr_malignancy_day, cr_death_day, cr_contact_day) >= 0),
  ADD CONSTRAINT patient_observation_remission CHECK (
    cr_contact_day IS NOT NULL OR num_nonnulls(cr_failure_day, cr_relapse_day, cr_malignancy_day, cr_death_day) = 0);

-- Whoever may read the records may keep what follows from them. The owner passes, for the triggers below work as the owner
-- whoever writes: a command, a restored backup.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['patient_observation', 'observation_due'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY read ON %I FOR SELECT USING (site_id = ANY ((SELECT readable_sites())::uuid[]))', name);
    EXECUTE format('CREATE POLICY add ON %I FOR INSERT WITH CHECK (site_id = ANY ((SELECT readable_sites())::uuid[]))', name);
    EXECUTE format('CREATE POLICY change ON %I FOR UPDATE USING (site_id = ANY ((SELECT readable_sites())::uuid[])) WITH CHECK (site_id = ANY ((SELECT readable_sites())::uuid[]))', name);
    EXECUTE format('CREATE POLICY remove ON %I FOR DELETE USING (site_id = ANY ((SELECT readable_sites())::uuid[]))', name);
    EXECUTE format('CREATE POLICY backup ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;

-- Takes away what is kept of a patient and says that it is to be derived anew: what is kept therefore always holds. The mark
-- is held until the transaction ends, so that nobody derives from the record of before what this one makes of it.
CREATE FUNCTION observation_is_due(patient uuid, site uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM observation_due d WHERE d.patient_id = patient AND d.marked_in = txid_current()) THEN RETURN; END IF;
  INSERT INTO observation_due (patient_id, site_id, marked_in) VALUES (patient, site, txid_current())
    ON CONFLICT (patient_id) DO UPDATE SET site_id = excluded.site_id, marked_in = excluded.marked_in;
  DELETE FROM patient_observation o WHERE o.patient_id = patient;
END $$;
REVOKE EXECUTE ON FUNCTION observation_is_due(uuid, uuid) FROM PUBLIC;

CREATE FUNCTION mark_observation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'patient' THEN
    IF TG_OP = 'DELETE' THEN
      DELETE FROM patient_observation WHERE patient_id = OLD.id;
      DELETE FROM observation_due WHERE patient_id = OLD.id;
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

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['patient', 'diagnosis_features', 'response', 'mrd_measurement', 'treatment', 'transplant', 'clinical_event',
    'follow_up', 'patient_bin', 'patient_merge'] LOOP
    EXECUTE format('CREATE TRIGGER observation AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION mark_observation()', name);
  END LOOP;
END $$;

-- Everything stored so far.
ALTER TABLE patient NO FORCE ROW LEVEL SECURITY;
INSERT INTO observation_due (patient_id, site_id, marked_in) SELECT id, site_id, 0 FROM patient;
ALTER TABLE patient FORCE ROW LEVEL SECURITY;
