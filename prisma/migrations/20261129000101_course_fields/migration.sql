-- What protocols and reports ask for beyond the first fields, and why a field is empty where somebody knows why.

-- AlterTable
ALTER TABLE "patient" ADD COLUMN "missing_codes" JSONB NOT NULL DEFAULT '{}';
ALTER TABLE "patient" ADD COLUMN "note" TEXT;
ALTER TABLE "patient" ADD COLUMN "protocol_arm" TEXT;
ALTER TABLE "patient" ADD COLUMN "transplanted" BOOLEAN;
ALTER TABLE "diagnosis_features" ADD COLUMN "cd10" TEXT;
ALTER TABLE "diagnosis_features" ADD COLUMN "congenital" BOOLEAN;
ALTER TABLE "diagnosis_features" ADD COLUMN "down_syndrome" BOOLEAN;
ALTER TABLE "diagnosis_features" ADD COLUMN "karyotype" TEXT;
ALTER TABLE "diagnosis_features" ADD COLUMN "lineage" TEXT;
ALTER TABLE "diagnosis_features" ADD COLUMN "other_genetics" TEXT;
ALTER TABLE "response" ADD COLUMN "prephase" TEXT;
ALTER TABLE "mrd_measurement" ADD COLUMN "missing_codes" JSONB NOT NULL DEFAULT '{}';
ALTER TABLE "mrd_measurement" ADD COLUMN "quantification_percent" DOUBLE PRECISION;
ALTER TABLE "treatment" ADD COLUMN "agents" TEXT;
ALTER TABLE "treatment" ADD COLUMN "cycle" INTEGER;
ALTER TABLE "treatment" ADD COLUMN "missing_codes" JSONB NOT NULL DEFAULT '{}';
ALTER TABLE "transplant" ADD COLUMN "acute_gvhd" TEXT;
ALTER TABLE "transplant" ADD COLUMN "chronic_gvhd" TEXT;
ALTER TABLE "transplant" ADD COLUMN "missing_codes" JSONB NOT NULL DEFAULT '{}';
ALTER TABLE "clinical_event" ADD COLUMN "missing_codes" JSONB NOT NULL DEFAULT '{}';
ALTER TABLE "clinical_event" ADD COLUMN "remission_date" DATE;
ALTER TABLE "clinical_event" ADD COLUMN "remission_date_precision" TEXT;
ALTER TABLE "follow_up" ADD COLUMN "missing_codes" JSONB NOT NULL DEFAULT '{}';

ALTER TABLE patient
  ADD CONSTRAINT patient_protocol_arm CHECK (char_length(protocol_arm) BETWEEN 1 AND 60),
  ADD CONSTRAINT patient_note CHECK (char_length(note) BETWEEN 1 AND 500);
ALTER TABLE diagnosis_features
  ADD CONSTRAINT diagnosis_features_lineage CHECK (lineage IN ('B-cell-precursor', 'T', 'mixed-phenotype', 'undifferentiated')),
  ADD CONSTRAINT diagnosis_features_cd10 CHECK (cd10 IN ('positive', 'negative')),
  ADD CONSTRAINT diagnosis_features_karyotype CHECK (char_length(karyotype) BETWEEN 1 AND 200),
  ADD CONSTRAINT diagnosis_features_other_genetics CHECK (char_length(other_genetics) BETWEEN 1 AND 200);
ALTER TABLE response ADD CONSTRAINT response_prephase CHECK (prephase IN ('prednisone', 'dexamethasone', 'other', 'none'));
ALTER TABLE mrd_measurement
  DROP CONSTRAINT mrd_time_point,
  ADD CONSTRAINT mrd_time_point CHECK (time_point IN ('end-of-induction', 'after-blina-1', 'after-hr1', 'end-of-consolidation', 'before-hsct', 'relapse', 'other')),
  ADD CONSTRAINT mrd_quantification CHECK (quantification_percent > 0 AND quantification_percent <= 100);
ALTER TABLE treatment
  ADD CONSTRAINT treatment_agents CHECK (char_length(agents) BETWEEN 1 AND 100),
  ADD CONSTRAINT treatment_cycle CHECK (cycle BETWEEN 1 AND 30);
ALTER TABLE transplant
  ADD CONSTRAINT transplant_acute_gvhd CHECK (acute_gvhd IN ('none', 'I', 'II', 'III', 'IV')),
  ADD CONSTRAINT transplant_chronic_gvhd CHECK (chronic_gvhd IN ('none', 'mild', 'moderate', 'severe'));
ALTER TABLE clinical_event
  ADD CONSTRAINT clinical_event_remission CHECK (remission_date IS NULL OR (kind = 'relapse' AND remission_date >= date)),
  ADD CONSTRAINT clinical_event_remission_precision CHECK (
    remission_date_precision IS NULL OR (remission_date IS NOT NULL AND remission_date_precision IN ('month', 'year')));
CREATE TRIGGER course_remission BEFORE INSERT OR UPDATE ON clinical_event FOR EACH ROW EXECUTE FUNCTION check_course_date('remission_date');

-- A reason stands for a field that is empty; the codes are those of REDCap for missing data.
CREATE FUNCTION are_missing_codes(codes jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_typeof(codes) = 'object' AND NOT EXISTS (
    SELECT FROM jsonb_each_text(codes) WHERE value NOT IN ('UNK', 'NASK', 'NA') OR key !~ '^[A-Za-z0-9]{1,40}$')
$$;
DO $$
DECLARE coded text;
BEGIN
  FOREACH coded IN ARRAY ARRAY['patient', 'mrd_measurement', 'treatment', 'transplant', 'clinical_event', 'follow_up'] LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (are_missing_codes(missing_codes))', coded, coded || '_missing_codes');
  END LOOP;
END $$;

-- The remission after a relapse is a day on which the child lived.
CREATE OR REPLACE FUNCTION last_course_date(wanted uuid, aside uuid) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT max(day) FROM (
    SELECT date AS day FROM follow_up WHERE patient_id = wanted
    UNION ALL SELECT greatest(date, remission_date) FROM clinical_event WHERE patient_id = wanted AND id <> aside
    UNION ALL SELECT date FROM transplant WHERE patient_id = wanted
    UNION ALL SELECT date FROM mrd_measurement WHERE patient_id = wanted
    UNION ALL SELECT greatest(start_date, end_date) FROM treatment WHERE patient_id = wanted
    UNION ALL SELECT remission_date FROM response WHERE patient_id = wanted
  ) AS course
$$;

-- Codes of the sites' own: letters of either alphabet, and the marks that stand in them.
ALTER TABLE patient
  DROP CONSTRAINT patient_pseudonym,
  ADD CONSTRAINT patient_pseudonym CHECK (pseudonym ~ '^[A-Za-zА-Яа-яЁё0-9][A-Za-zА-Яа-яЁё0-9./_-]{0,19}$');
