-- Pairs of patients who may be one child, of all whom a transaction touches at once: an import made them twice a patient, each
-- time with a query that asked again who the viewer is.

-- CreateTable
CREATE TABLE "double_due" (
    "marked_in" BIGINT NOT NULL,
    "patient_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,

    CONSTRAINT "double_due_pkey" PRIMARY KEY ("marked_in","patient_id","site_id")
);

-- A mark lives no longer than its transaction; only the functions below write and read it.
ALTER TABLE double_due ENABLE ROW LEVEL SECURITY;
ALTER TABLE double_due FORCE ROW LEVEL SECURITY;
CREATE POLICY backup ON double_due TO CURRENT_USER USING (true) WITH CHECK (true);

-- The pairs of these patients, in both directions, as `mayBeOneChild` says it. The ages one by one, which an index finds at
-- once, and the neighbours of each patient by themselves (OFFSET 0): joined in one go, every patient would be held against
-- every other of the site where the tables have no statistics yet. Planned anew each time, for one patient or for thousands.
CREATE FUNCTION renew_doubles_of(wanted uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
    LATERAL (
      SELECT o, g.kmt2a FROM patient o LEFT JOIN diagnosis_features g ON g.patient_id = o.id
      WHERE o.site_id = (w.p).site_id AND o.id <> (w.p).id
        AND o.age_days = ANY (ARRAY(SELECT generate_series((w.p).age_days - 3, (w.p).age_days + 3)))
        AND o.diagnosis_date BETWEEN (w.p).diagnosis_date - 3 AND (w.p).diagnosis_date + 3
        AND (o.sex IS NULL OR (w.p).sex IS NULL OR o.sex = (w.p).sex)
        AND (g.kmt2a IS NULL OR w.kmt2a IS NULL OR g.kmt2a = w.kmt2a)
        AND NOT EXISTS (SELECT FROM patient_bin b WHERE b.patient_id = o.id)
        AND NOT EXISTS (SELECT FROM patient_merge m WHERE m.merged_id = o.id AND m.undone_at IS NULL) OFFSET 0
    ) AS n,
    LATERAL (VALUES ((w.p).id, (n.o).id), ((n.o).id, (w.p).id)) AS pair(a, b)
    ON CONFLICT (patient_id, other_id) DO NOTHING' USING wanted;
END $$;
REVOKE EXECUTE ON FUNCTION renew_doubles_of(uuid[]) FROM PUBLIC;

CREATE OR REPLACE FUNCTION renew_doubles(wanted uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT renew_doubles_of(ARRAY[wanted])
$$;

-- Says of a row that the pairs of its patient are due when the transaction ends.
CREATE OR REPLACE FUNCTION follow_doubles() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'patient_merge' THEN
    INSERT INTO double_due VALUES (txid_current(), NEW.merged_id, NEW.site_id) ON CONFLICT DO NOTHING;
  ELSIF TG_TABLE_NAME = 'patient' THEN
    IF TG_OP = 'DELETE' THEN
      INSERT INTO double_due VALUES (txid_current(), OLD.id, OLD.site_id) ON CONFLICT DO NOTHING;
    ELSE
      INSERT INTO double_due VALUES (txid_current(), NEW.id, NEW.site_id) ON CONFLICT DO NOTHING;
    END IF;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO double_due VALUES (txid_current(), OLD.patient_id, OLD.site_id) ON CONFLICT DO NOTHING;
  ELSE
    INSERT INTO double_due VALUES (txid_current(), NEW.patient_id, NEW.site_id) ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;

-- At the end of the transaction, one after the other within a site: of two patients that are entered at once, the one that
-- comes second sees the first. The first mark takes all the others along.
CREATE FUNCTION renew_due_doubles() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  due uuid[];
  sites uuid[];
  site uuid;
BEGIN
  IF NOT EXISTS (SELECT FROM double_due d WHERE d.marked_in = NEW.marked_in AND d.patient_id = NEW.patient_id) THEN RETURN NULL; END IF;
  WITH gone AS (DELETE FROM double_due WHERE marked_in = NEW.marked_in RETURNING patient_id, site_id)
    SELECT array_agg(patient_id), array_agg(DISTINCT site_id) INTO due, sites FROM gone;
  FOREACH site IN ARRAY sites LOOP PERFORM pg_advisory_xact_lock(hashtextextended(site::text, 142)); END LOOP;
  PERFORM renew_doubles_of(due);
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER doubles AFTER INSERT ON double_due DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION renew_due_doubles();

-- Before the audit by their name: who waits for the pairs of a site does not hold the chain of the audit yet.
DROP TRIGGER doubles ON patient;
CREATE TRIGGER a_doubles AFTER INSERT OR DELETE OR UPDATE OF site_id, age_days, diagnosis_date, sex ON patient
  FOR EACH ROW EXECUTE FUNCTION follow_doubles();
DROP TRIGGER doubles ON diagnosis_features;
CREATE TRIGGER a_doubles AFTER INSERT OR UPDATE OF kmt2a ON diagnosis_features FOR EACH ROW EXECUTE FUNCTION follow_doubles();
DROP TRIGGER doubles ON finding_exception;
CREATE TRIGGER a_doubles AFTER INSERT ON finding_exception
  FOR EACH ROW WHEN (NEW.rule = 'patient-doubled') EXECUTE FUNCTION follow_doubles();
DROP TRIGGER doubles ON patient_bin;
CREATE TRIGGER a_doubles AFTER INSERT OR DELETE ON patient_bin FOR EACH ROW EXECUTE FUNCTION follow_doubles();
DROP TRIGGER doubles ON patient_merge;
CREATE TRIGGER a_doubles AFTER INSERT OR UPDATE OF undone_at ON patient_merge FOR EACH ROW EXECUTE FUNCTION follow_doubles();
