-- Patients who may be one child, kept by the database: asking every patient for its neighbours took 6 s at 100,000.

-- CreateTable
CREATE TABLE "patient_double" (
    "patient_id" UUID NOT NULL,
    "other_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "accepted" BOOLEAN NOT NULL,

    CONSTRAINT "patient_double_pkey" PRIMARY KEY ("patient_id","other_id")
);

-- CreateIndex
CREATE INDEX "patient_double_other_id_idx" ON "patient_double"("other_id");

ALTER TABLE patient_double ADD CONSTRAINT patient_double_two CHECK (patient_id <> other_id);

ALTER TABLE patient_double ENABLE ROW LEVEL SECURITY;
ALTER TABLE patient_double FORCE ROW LEVEL SECURITY;
CREATE POLICY read ON patient_double FOR SELECT USING (site_id = ANY ((SELECT readable_sites())::uuid[]));
-- For the functions below, which work as the owner.
CREATE POLICY backup ON patient_double TO CURRENT_USER USING (true) WITH CHECK (true);

-- As `seenOfPair` writes one of the two.
CREATE FUNCTION marks_of(p patient, kmt2a text) RETURNS json LANGUAGE sql STABLE AS $$
  SELECT json_build_array(p.id, to_char(p.diagnosis_date, 'YYYY-MM-DD'), p.age_days, p.sex, kmt2a)
$$;

-- Whether somebody said last of these two, as they stand now, that they are not one child; as `acceptedDouble` says it.
CREATE FUNCTION accepted_as_two(a patient, a_kmt2a text, b patient, b_kmt2a text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM finding_exception x
    WHERE x.rule = 'patient-doubled' AND x.accepted AND x.patient_id IN (a.id, b.id) AND x.record_id IN (a.id, b.id)
      AND x.seen = encode(sha256(convert_to(replace(CASE WHEN a.id < b.id
        THEN json_build_array(marks_of(a, a_kmt2a), marks_of(b, b_kmt2a))
        ELSE json_build_array(marks_of(b, b_kmt2a), marks_of(a, a_kmt2a)) END::text, ', ', ','), 'UTF8')), 'hex')
      AND NOT EXISTS (
        SELECT FROM finding_exception y
        WHERE (y.patient_id, y.rule, y.part, y.record_id, y.field) = (x.patient_id, x.rule, x.part, x.record_id, x.field)
          AND (y.written_at, y.id) > (x.written_at, x.id)))
$$;

-- The pairs of one patient, in both directions, as `mayBeOneChild` says it. The ages one by one, which an index finds at once.
CREATE FUNCTION renew_doubles(wanted uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  p patient;
  p_kmt2a text;
BEGIN
  DELETE FROM patient_double WHERE patient_id = wanted;
  DELETE FROM patient_double WHERE other_id = wanted;
  SELECT * INTO p FROM patient WHERE id = wanted
    AND NOT EXISTS (SELECT FROM patient_bin b WHERE b.patient_id = wanted)
    AND NOT EXISTS (SELECT FROM patient_merge m WHERE m.merged_id = wanted AND m.undone_at IS NULL);
  IF NOT FOUND THEN RETURN; END IF;
  SELECT kmt2a INTO p_kmt2a FROM diagnosis_features WHERE patient_id = wanted;
  INSERT INTO patient_double (patient_id, other_id, site_id, accepted)
  SELECT pair.a, pair.b, p.site_id, accepted_as_two(p, p_kmt2a, o, g.kmt2a)
  FROM patient o LEFT JOIN diagnosis_features g ON g.patient_id = o.id,
    LATERAL (VALUES (p.id, o.id), (o.id, p.id)) AS pair(a, b)
  WHERE o.site_id = p.site_id AND o.id <> p.id
    AND o.age_days = ANY (ARRAY(SELECT generate_series(p.age_days - 3, p.age_days + 3)))
    AND o.diagnosis_date BETWEEN p.diagnosis_date - 3 AND p.diagnosis_date + 3
    AND (o.sex IS NULL OR p.sex IS NULL OR o.sex = p.sex)
    AND (g.kmt2a IS NULL OR p_kmt2a IS NULL OR g.kmt2a = p_kmt2a)
    AND NOT EXISTS (SELECT FROM patient_bin b WHERE b.patient_id = o.id)
    AND NOT EXISTS (SELECT FROM patient_merge m WHERE m.merged_id = o.id AND m.undone_at IS NULL);
END $$;
REVOKE EXECUTE ON FUNCTION renew_doubles(uuid) FROM PUBLIC;

-- At the end of the transaction, one after the other within a site: of two patients that are entered at once, the one that
-- comes second sees the first.
CREATE FUNCTION follow_doubles() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  site CONSTANT uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.site_id ELSE NEW.site_id END;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(site::text, 142));
  IF TG_TABLE_NAME = 'patient_merge' THEN
    PERFORM renew_doubles(NEW.merged_id);
  ELSIF TG_TABLE_NAME = 'patient' THEN
    PERFORM renew_doubles(CASE WHEN TG_OP = 'DELETE' THEN OLD.id ELSE NEW.id END);
  ELSE
    PERFORM renew_doubles(CASE WHEN TG_OP = 'DELETE' THEN OLD.patient_id ELSE NEW.patient_id END);
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER doubles AFTER INSERT OR DELETE OR UPDATE OF site_id, age_days, diagnosis_date, sex ON patient
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION follow_doubles();
CREATE CONSTRAINT TRIGGER doubles AFTER INSERT OR UPDATE OF kmt2a ON diagnosis_features
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION follow_doubles();
CREATE CONSTRAINT TRIGGER doubles AFTER INSERT ON finding_exception
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.rule = 'patient-doubled') EXECUTE FUNCTION follow_doubles();
CREATE CONSTRAINT TRIGGER doubles AFTER INSERT OR DELETE ON patient_bin
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION follow_doubles();
CREATE CONSTRAINT TRIGGER doubles AFTER INSERT OR UPDATE OF undone_at ON patient_merge
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION follow_doubles();

-- Everything stored so far.
DO $$
DECLARE
  name text;
  names CONSTANT text[] := ARRAY['patient', 'diagnosis_features', 'finding_exception', 'patient_bin', 'patient_merge'];
BEGIN
  FOREACH name IN ARRAY names LOOP EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', name); END LOOP;
  PERFORM renew_doubles(id) FROM patient;
  FOREACH name IN ARRAY names LOOP EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name); END LOOP;
END $$;
