-- What the Prisma schema cannot say: vocabularies, ranges and the order of dates.

-- ── Published evidence ──
ALTER TABLE reference
  ADD CONSTRAINT reference_type CHECK (type IN ('article-journal', 'webpage', 'report')),
  ADD CONSTRAINT reference_number CHECK (number BETWEEN 1 AND 44);

ALTER TABLE trial
  ADD CONSTRAINT trial_slug CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  ADD CONSTRAINT trial_kind CHECK (kind IN ('trial', 'cohort')),
  ADD CONSTRAINT trial_phase CHECK (phase IN ('1', '1/2', '2', '3')),
  ADD CONSTRAINT trial_status CHECK (status IN ('completed', 'closed', 'active', 'recruiting', 'not-yet-recruiting', 'unknown')),
  ADD CONSTRAINT trial_enrolment_start CHECK (enrolment_start ~ '^\d{4}(-(0[1-9]|1[0-2]))?$'),
  ADD CONSTRAINT trial_enrolment_end CHECK (enrolment_end ~ '^\d{4}(-(0[1-9]|1[0-2]))?$'),
  ADD CONSTRAINT trial_enrolment_order CHECK (left(enrolment_start, 4) <= left(enrolment_end, 4)),
  ADD CONSTRAINT trial_enrolment_counts CHECK (enrolment_planned >= 0 AND enrolment_actual >= 0);

ALTER TABLE arm
  ADD CONSTRAINT arm_kind CHECK (kind IN ('experimental', 'control', 'single', 'risk-directed')),
  ADD CONSTRAINT arm_n CHECK (n >= 0);

ALTER TABLE stratum
  ADD CONSTRAINT stratum_risk_group CHECK (risk_group IN ('HR', 'IR', 'LR', 'not-stratified')),
  ADD CONSTRAINT stratum_n CHECK (n >= 0);

ALTER TABLE estimate
  ADD CONSTRAINT estimate_endpoint CHECK (endpoint IN ('EFS', 'OS', 'DFS', 'RFS', 'CIR', 'TRM', 'CR', 'MRD-negative', 'other')),
  ADD CONSTRAINT estimate_time_zero CHECK (time_zero IN ('diagnosis', 'remission', 'randomisation', 'hsct', 'relapse', 'infusion', 'unknown')),
  ADD CONSTRAINT estimate_time_years CHECK (time_years > 0),
  ADD CONSTRAINT estimate_percent CHECK (estimate BETWEEN 0 AND 100),
  ADD CONSTRAINT estimate_se CHECK (se IS NULL OR (se >= 0 AND estimate IS NOT NULL)),
  ADD CONSTRAINT estimate_interval CHECK (
    num_nonnulls(ci_low, ci_high, ci_level) IN (0, 3)
    AND (ci_low IS NULL OR (0 <= ci_low AND ci_low <= estimate AND estimate <= ci_high AND ci_high <= 100 AND estimate IS NOT NULL))
    AND (ci_level IS NULL OR (ci_level > 0 AND ci_level < 100))),
  ADD CONSTRAINT estimate_counts CHECK (n >= 0 AND events >= 0 AND events <= n),
  ADD CONSTRAINT estimate_hazard_ratio CHECK (
    (hazard_ratio IS NULL OR hazard_ratio > 0) AND num_nonnulls(hr_low, hr_high, hr_level) IN (0, 3)
    AND (hr_low IS NULL OR (hr_low <= hazard_ratio AND hazard_ratio <= hr_high))),
  ADD CONSTRAINT estimate_stratum_kmt2a CHECK (stratum_kmt2a IN ('all', 'r', 'g')),
  ADD CONSTRAINT estimate_stratum_risk CHECK (stratum_risk IN ('all', 'HR', 'IR', 'LR')),
  ADD CONSTRAINT estimate_extraction CHECK (extraction IN ('double', 'single')),
  ADD CONSTRAINT estimate_chartable CHECK (NOT chartable OR (
    preferred AND estimate IS NOT NULL AND time_years IS NOT NULL AND endpoint IN ('EFS', 'OS', 'DFS', 'RFS')
    AND (time_zero <> 'unknown' OR 'time-zero-not-stated' = ANY (caveats))));
CREATE UNIQUE INDEX estimate_one_preferred ON estimate
  (trial_slug, endpoint, coalesce(endpoint_detail_en, ''), coalesce(time_years, 0), stratum_kmt2a, stratum_risk,
   coalesce(stratum_arm, ''), coalesce(stratum_age, ''), coalesce(stratum_other_en, '')) WHERE preferred;

ALTER TABLE baseline_fact
  ADD CONSTRAINT baseline_fact_percent CHECK (percent BETWEEN 0 AND 100),
  ADD CONSTRAINT baseline_fact_counts CHECK (n >= 0 AND denominator >= 0 AND n <= denominator);

ALTER TABLE disease_fact
  ADD CONSTRAINT disease_fact_percent CHECK (percent BETWEEN 0 AND 100),
  ADD CONSTRAINT disease_fact_range CHECK (
    num_nonnulls(range_low, range_high) IN (0, 2) AND (range_low IS NULL OR (0 <= range_low AND range_low <= range_high AND range_high <= 100))),
  ADD CONSTRAINT disease_fact_counts CHECK (n >= 0 AND denominator >= 0),
  ADD CONSTRAINT disease_fact_qualifier CHECK (qualifier IN ('exact', 'approximate', 'lower-bound', 'upper-bound', 'range', 'as-printed', 'not-given'));

ALTER TABLE discrepancy
  ADD CONSTRAINT discrepancy_subject CHECK (subject = coalesce(trial_slug, 'disease')),
  ADD CONSTRAINT discrepancy_reason CHECK (reason IN
    ('typo', 'other population', 'other endpoint', 'other data cut', 'misattribution', 'rounding', 'unclear'));

ALTER TABLE reconstructed_curve
  ADD CONSTRAINT reconstructed_curve_endpoint CHECK (endpoint IN ('EFS', 'OS', 'DFS', 'RFS')),
  ADD CONSTRAINT reconstructed_curve_events CHECK (total_events >= 0);
ALTER TABLE curve_point ADD CONSTRAINT curve_point_range CHECK (time_years >= 0 AND survival BETWEEN 0 AND 100);
ALTER TABLE number_at_risk ADD CONSTRAINT number_at_risk_range CHECK (time_years >= 0 AND at_risk >= 0);

DO $$
DECLARE evidence_table text;
BEGIN
  FOREACH evidence_table IN ARRAY ARRAY['stratum', 'endpoint_definition', 'estimate', 'baseline_fact', 'discrepancy', 'disease_fact', 'disease_statement', 'reconstructed_curve'] LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (source_level IN (''primary-fulltext'', ''primary-abstract'', ''registry'', ''review''))',
      evidence_table, evidence_table || '_source_level');
  END LOOP;
END $$;

-- ── People ──
ALTER TABLE app_user ADD CONSTRAINT app_user_email CHECK (email = lower(email) AND email ~ '^[^@\s]+@[^@\s]+$');
ALTER TABLE membership
  ADD CONSTRAINT membership_role CHECK (role IN ('researcher', 'data-manager', 'curator', 'administrator')),
  ADD CONSTRAINT membership_site CHECK ((role IN ('researcher', 'data-manager')) = (site_id IS NOT NULL));
CREATE UNIQUE INDEX membership_once ON membership (user_id, role, site_id) NULLS NOT DISTINCT;

-- ── Local cases ──
ALTER TABLE patient
  ADD CONSTRAINT patient_pseudonym CHECK (pseudonym ~ '^[A-Za-z0-9][A-Za-z0-9-]{0,19}$'),
  ADD CONSTRAINT patient_sex CHECK (sex IN ('female', 'male')),
  ADD CONSTRAINT patient_age CHECK (age_days BETWEEN 0 AND 730),
  ADD CONSTRAINT patient_diagnosis_date CHECK (diagnosis_date >= DATE '1970-01-01');

ALTER TABLE diagnosis_features
  ADD CONSTRAINT diagnosis_features_kmt2a CHECK (kmt2a IN ('rearranged', 'germline')),
  ADD CONSTRAINT diagnosis_features_partner CHECK (kmt2a_partner IN ('AFF1', 'MLLT1', 'MLLT3', 'MLLT10', 'AFDN', 'EPS15', 'other')),
  ADD CONSTRAINT diagnosis_features_wbc CHECK (wbc BETWEEN 0 AND 5000),
  ADD CONSTRAINT diagnosis_features_cns CHECK (cns IN ('CNS1', 'CNS2', 'CNS3')),
  ADD CONSTRAINT diagnosis_features_immunophenotype CHECK (immunophenotype IN ('pro-B', 'common-B', 'pre-B', 'mature-B', 'T', 'mixed'));

ALTER TABLE response
  ADD CONSTRAINT response_day8_blasts CHECK (day8_blasts BETWEEN 0 AND 5000000),
  ADD CONSTRAINT response_prednisone CHECK (prednisone_response IN ('good', 'poor', 'not-evaluable')),
  ADD CONSTRAINT response_cns_day8 CHECK (cns_day8 IN ('CNS1', 'CNS2', 'CNS3'));

ALTER TABLE mrd_measurement
  ADD CONSTRAINT mrd_time_point CHECK (time_point IN ('end-of-induction', 'after-blina-1', 'after-hr1', 'end-of-consolidation', 'before-hsct', 'other')),
  ADD CONSTRAINT mrd_method CHECK (method IN ('flow', 'ig-tr-pcr', 'kmt2a-fusion-pcr', 'ngs')),
  ADD CONSTRAINT mrd_result CHECK (result IN ('negative', 'positive-not-quantifiable', 'quantified')),
  ADD CONSTRAINT mrd_value CHECK ((result = 'quantified') = (value_percent IS NOT NULL) AND (value_percent IS NULL OR (value_percent > 0 AND value_percent <= 100))),
  ADD CONSTRAINT mrd_sensitivity CHECK (sensitivity_percent > 0 AND sensitivity_percent <= 100);

ALTER TABLE treatment
  ADD CONSTRAINT treatment_class CHECK (class IN ('chemotherapy', 'bispecific antibody', 'CAR-T', 'FLT3 inhibitor', 'HDAC inhibitor',
    'proteasome inhibitor', 'hypomethylating agent', 'BCL2 inhibitor', 'menin inhibitor', 'differentiation agent', 'antibody-drug conjugate', 'other')),
  ADD CONSTRAINT treatment_dates CHECK (end_date >= start_date);

ALTER TABLE transplant
  ADD CONSTRAINT transplant_donor CHECK (donor IN ('matched-sibling', 'matched-unrelated', 'haploidentical', 'cord-blood', 'other')),
  ADD CONSTRAINT transplant_conditioning CHECK (conditioning IN ('tbi', 'busulfan', 'treosulfan', 'other')),
  ADD CONSTRAINT transplant_remission CHECK (remission IN ('CR1', 'CR2', 'CR3+', 'not-in-remission'));

ALTER TABLE clinical_event
  ADD CONSTRAINT clinical_event_kind CHECK (kind IN ('induction-failure', 'relapse', 'second-malignancy', 'death')),
  ADD CONSTRAINT clinical_event_relapse CHECK (kind = 'relapse' OR (relapse_sites = '{}' AND lineage IS NULL)),
  ADD CONSTRAINT clinical_event_relapse_sites CHECK (relapse_sites <@ ARRAY['bone-marrow', 'cns', 'testis', 'other']),
  ADD CONSTRAINT clinical_event_lineage CHECK (lineage IN ('same', 'switch-to-myeloid')),
  ADD CONSTRAINT clinical_event_death_cause CHECK (death_cause IS NULL OR (kind = 'death' AND death_cause IN ('leukaemia', 'treatment-related', 'other')));
CREATE UNIQUE INDEX clinical_event_one_death ON clinical_event (patient_id) WHERE kind = 'death';

ALTER TABLE follow_up ADD CONSTRAINT follow_up_status CHECK (status IN ('alive-in-remission', 'alive-with-disease', 'lost'));

ALTER TABLE audit_entry ADD CONSTRAINT audit_entry_action CHECK (action IN ('insert', 'update', 'delete'));

-- Dates of a patient's course: not before the diagnosis, not in the future, nothing after death.
-- The tolerance of one day is for sites east of the server. The message repeats the rule's name, for the program's driver
-- hands on the message only, and names the column, which is the form's field.
CREATE FUNCTION check_course_date() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  happened date := (to_jsonb(NEW) ->> TG_ARGV[0])::date;
  diagnosed date;
  died date;
BEGIN
  IF happened IS NULL THEN RETURN NEW; END IF;
  SELECT diagnosis_date INTO diagnosed FROM patient WHERE id = NEW.patient_id;
  IF happened < diagnosed THEN
    RAISE EXCEPTION 'date_before_diagnosis: % of %', TG_ARGV[0], TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = 'date_before_diagnosis';
  END IF;
  IF happened > current_date + 1 THEN
    RAISE EXCEPTION 'date_in_future: % of %', TG_ARGV[0], TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = 'date_in_future';
  END IF;
  -- The row itself aside: a death that is being corrected into another event is a death no longer.
  SELECT date INTO died FROM clinical_event WHERE patient_id = NEW.patient_id AND kind = 'death' AND id::text IS DISTINCT FROM to_jsonb(NEW) ->> 'id';
  IF happened > died AND NOT (TG_TABLE_NAME = 'clinical_event' AND to_jsonb(NEW) ->> 'kind' = 'death') THEN
    RAISE EXCEPTION 'date_after_death: % of %', TG_ARGV[0], TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = 'date_after_death';
  END IF;
  RETURN NEW;
END $$;

-- The last day on which anything of a patient is recorded, one event aside: the death, whatever it was before.
CREATE FUNCTION last_course_date(wanted uuid, aside uuid) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT max(day) FROM (
    SELECT date AS day FROM follow_up WHERE patient_id = wanted
    UNION ALL SELECT date FROM clinical_event WHERE patient_id = wanted AND id <> aside
    UNION ALL SELECT date FROM transplant WHERE patient_id = wanted
    UNION ALL SELECT date FROM mrd_measurement WHERE patient_id = wanted
    UNION ALL SELECT greatest(start_date, end_date) FROM treatment WHERE patient_id = wanted
    UNION ALL SELECT remission_date FROM response WHERE patient_id = wanted
  ) AS course
$$;

CREATE FUNCTION first_course_date(wanted uuid) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT min(day) FROM (
    SELECT date AS day FROM follow_up WHERE patient_id = wanted
    UNION ALL SELECT date FROM clinical_event WHERE patient_id = wanted
    UNION ALL SELECT date FROM transplant WHERE patient_id = wanted
    UNION ALL SELECT date FROM mrd_measurement WHERE patient_id = wanted
    UNION ALL SELECT start_date FROM treatment WHERE patient_id = wanted
    UNION ALL SELECT remission_date FROM response WHERE patient_id = wanted
  ) AS course
$$;

CREATE FUNCTION check_death_is_last() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.kind = 'death' AND last_course_date(NEW.patient_id, NEW.id) > NEW.date THEN
    RAISE EXCEPTION 'records_after_death: date of clinical_event' USING ERRCODE = 'check_violation', CONSTRAINT = 'date_after_death';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION check_diagnosis_is_first() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.diagnosis_date > current_date + 1 THEN
    RAISE EXCEPTION 'date_in_future: diagnosis_date of patient' USING ERRCODE = 'check_violation', CONSTRAINT = 'date_in_future';
  END IF;
  IF TG_OP = 'UPDATE' AND first_course_date(NEW.id) < NEW.diagnosis_date THEN
    RAISE EXCEPTION 'records_before_diagnosis: diagnosis_date of patient' USING ERRCODE = 'check_violation', CONSTRAINT = 'date_before_diagnosis';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER diagnosis_is_first BEFORE INSERT OR UPDATE ON patient FOR EACH ROW EXECUTE FUNCTION check_diagnosis_is_first();
CREATE TRIGGER course_date BEFORE INSERT OR UPDATE ON follow_up FOR EACH ROW EXECUTE FUNCTION check_course_date('date');
CREATE TRIGGER course_date BEFORE INSERT OR UPDATE ON clinical_event FOR EACH ROW EXECUTE FUNCTION check_course_date('date');
CREATE TRIGGER death_is_last BEFORE INSERT OR UPDATE ON clinical_event FOR EACH ROW EXECUTE FUNCTION check_death_is_last();
CREATE TRIGGER course_date BEFORE INSERT OR UPDATE ON transplant FOR EACH ROW EXECUTE FUNCTION check_course_date('date');
CREATE TRIGGER course_date BEFORE INSERT OR UPDATE ON mrd_measurement FOR EACH ROW EXECUTE FUNCTION check_course_date('date');
CREATE TRIGGER course_start BEFORE INSERT OR UPDATE ON treatment FOR EACH ROW EXECUTE FUNCTION check_course_date('start_date');
CREATE TRIGGER course_end BEFORE INSERT OR UPDATE ON treatment FOR EACH ROW EXECUTE FUNCTION check_course_date('end_date');
CREATE TRIGGER course_date BEFORE INSERT OR UPDATE ON response FOR EACH ROW EXECUTE FUNCTION check_course_date('remission_date');
