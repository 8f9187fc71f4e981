-- What the list of patients shows, searches and sorts by stands beside the kept observation: the list then reads one narrow
-- table. A change of the patient takes the row away as before, so it always holds.

-- AlterTable: what was kept lacks the columns and is derived anew.
INSERT INTO observation_due (patient_id, site_id, marked_in)
  SELECT patient_id, site_id, 0 FROM patient_observation ON CONFLICT DO NOTHING;
DELETE FROM patient_observation;
ALTER TABLE "patient_observation"
  ADD COLUMN "pseudonym" TEXT NOT NULL,
  ADD COLUMN "age_days" INTEGER NOT NULL,
  ADD COLUMN "protocol_slug" TEXT,
  ADD COLUMN "kmt2a_partner" TEXT,
  ADD COLUMN "version" INTEGER NOT NULL,
  ADD COLUMN "list_key" TEXT COLLATE "C" NOT NULL;

-- Who has a pair that nobody accepted: four pairs a patient, looked through for each filter by errors, took longer than the
-- list itself.
-- CreateTable
CREATE TABLE "patient_doubled" (
    "patient_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,

    CONSTRAINT "patient_doubled_pkey" PRIMARY KEY ("patient_id")
);

ALTER TABLE patient_doubled ENABLE ROW LEVEL SECURITY;
ALTER TABLE patient_doubled FORCE ROW LEVEL SECURITY;
CREATE POLICY read ON patient_doubled FOR SELECT USING (site_id = ANY ((SELECT readable_sites())::uuid[]));
-- For the function below, which works as the owner.
CREATE POLICY backup ON patient_doubled TO CURRENT_USER USING (true) WITH CHECK (true);
INSERT INTO patient_doubled (patient_id, site_id) SELECT DISTINCT patient_id, site_id FROM patient_double WHERE NOT accepted;

CREATE OR REPLACE FUNCTION renew_doubles_of(wanted uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  touched uuid[] := wanted || ARRAY(SELECT patient_id FROM patient_double WHERE other_id = ANY (wanted));
BEGIN
  DELETE FROM patient_double WHERE patient_id = ANY (wanted);
  DELETE FROM patient_double WHERE other_id = ANY (wanted);
  EXECUTE '
    INSERT INTO patient_double (patient_id, other_id, site_id, accepted)
    SELECT pair.a, pair.b, (w.p).site_id, accepted_as_two(w.p, w.kmt2a, n.o, n.kmt2a)
    FROM (
      SELECT p, f.kmt2a FROM unnest($1) AS due(id) JOIN patient p ON p.id = due.id LEFT JOIN diagnosis_features f ON f.patient_id = p.id
      WHERE NOT EXISTS (SELECT FROM patient_bin b WHERE b.patient_id = p.id)
        AND NOT EXISTS (SELECT FROM patient_merge m WHERE m.merged_id = p.id AND m.undone_at IS NULL) OFFSET 0
    ) AS w,
    generate_series(-3, 3) AS apart,
    LATERAL (
      SELECT i.o, g.kmt2a FROM (
        SELECT q AS o FROM patient q WHERE q.site_id = (w.p).site_id AND q.age_days = (w.p).age_days + apart
          AND q.diagnosis_date BETWEEN (w.p).diagnosis_date - 3 AND (w.p).diagnosis_date + 3 AND q.id <> (w.p).id
          AND (q.sex IS NULL OR (w.p).sex IS NULL OR q.sex = (w.p).sex) OFFSET 0
      ) AS i LEFT JOIN diagnosis_features g ON g.patient_id = (i.o).id
      WHERE (g.kmt2a IS NULL OR w.kmt2a IS NULL OR g.kmt2a = w.kmt2a)
        AND NOT EXISTS (SELECT FROM patient_bin b WHERE b.patient_id = (i.o).id)
        AND NOT EXISTS (SELECT FROM patient_merge m WHERE m.merged_id = (i.o).id AND m.undone_at IS NULL) OFFSET 0
    ) AS n,
    LATERAL (VALUES ((w.p).id, (n.o).id), ((n.o).id, (w.p).id)) AS pair(a, b)
    ON CONFLICT (patient_id, other_id) DO NOTHING' USING wanted;
  touched := touched || ARRAY(SELECT patient_id FROM patient_double WHERE other_id = ANY (wanted));
  DELETE FROM patient_doubled WHERE patient_id = ANY (touched);
  INSERT INTO patient_doubled (patient_id, site_id)
    SELECT DISTINCT patient_id, site_id FROM patient_double WHERE patient_id = ANY (touched) AND NOT accepted;
END $$;
