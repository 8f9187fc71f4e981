-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "reference" (
    "id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "number" INTEGER,
    "type" TEXT NOT NULL,
    "title" TEXT,
    "year" INTEGER,
    "doi" TEXT,
    "pmid" TEXT,
    "csl" JSONB NOT NULL,

    CONSTRAINT "reference_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "trial" (
    "slug" TEXT NOT NULL,
    "acronym" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title_en" TEXT NOT NULL,
    "title_ru" TEXT NOT NULL,
    "study_group" TEXT NOT NULL,
    "sponsor" TEXT,
    "phase" TEXT,
    "status" TEXT NOT NULL,
    "design_en" TEXT NOT NULL,
    "design_ru" TEXT NOT NULL,
    "enrolment_start" TEXT,
    "enrolment_end" TEXT,
    "enrolment_planned" INTEGER,
    "enrolment_actual" INTEGER,
    "countries" TEXT[],
    "eligibility_en" TEXT NOT NULL,
    "eligibility_ru" TEXT NOT NULL,
    "predecessor_slug" TEXT,
    "backbone_en" TEXT NOT NULL,
    "backbone_ru" TEXT NOT NULL,
    "hsct_policy_en" TEXT NOT NULL,
    "hsct_policy_ru" TEXT NOT NULL,
    "notes_en" TEXT NOT NULL,
    "notes_ru" TEXT NOT NULL,

    CONSTRAINT "trial_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "registration" (
    "trial_slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "registry" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,

    CONSTRAINT "registration_pkey" PRIMARY KEY ("trial_slug","position")
);

-- CreateTable
CREATE TABLE "intervention" (
    "trial_slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name_en" TEXT NOT NULL,
    "name_ru" TEXT NOT NULL,
    "class" TEXT NOT NULL,

    CONSTRAINT "intervention_pkey" PRIMARY KEY ("trial_slug","position")
);

-- CreateTable
CREATE TABLE "arm" (
    "trial_slug" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name_en" TEXT NOT NULL,
    "name_ru" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "description_en" TEXT NOT NULL,
    "description_ru" TEXT NOT NULL,
    "n" INTEGER,

    CONSTRAINT "arm_pkey" PRIMARY KEY ("trial_slug","slug")
);

-- CreateTable
CREATE TABLE "stratum" (
    "trial_slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "risk_group" TEXT NOT NULL,
    "local_name" TEXT NOT NULL,
    "definition_en" TEXT NOT NULL,
    "definition_ru" TEXT NOT NULL,
    "n" INTEGER,
    "source_ref" TEXT NOT NULL,
    "source_locator" TEXT NOT NULL,
    "source_url" TEXT,
    "source_level" TEXT NOT NULL,

    CONSTRAINT "stratum_pkey" PRIMARY KEY ("trial_slug","position")
);

-- CreateTable
CREATE TABLE "endpoint_definition" (
    "trial_slug" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "time_zero" TEXT NOT NULL,
    "events" TEXT[],
    "source_ref" TEXT NOT NULL,
    "source_locator" TEXT NOT NULL,
    "source_url" TEXT,
    "source_level" TEXT NOT NULL,

    CONSTRAINT "endpoint_definition_pkey" PRIMARY KEY ("trial_slug","endpoint")
);

-- CreateTable
CREATE TABLE "estimate" (
    "id" TEXT NOT NULL,
    "trial_slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "endpoint" TEXT NOT NULL,
    "endpoint_detail_en" TEXT,
    "endpoint_detail_ru" TEXT,
    "time_zero" TEXT NOT NULL,
    "time_years" DOUBLE PRECISION,
    "estimate" DOUBLE PRECISION,
    "se" DOUBLE PRECISION,
    "ci_low" DOUBLE PRECISION,
    "ci_high" DOUBLE PRECISION,
    "ci_level" DOUBLE PRECISION,
    "n" INTEGER,
    "events" INTEGER,
    "stratum_kmt2a" TEXT NOT NULL,
    "stratum_risk" TEXT NOT NULL,
    "stratum_arm" TEXT,
    "stratum_age" TEXT,
    "stratum_other_en" TEXT,
    "stratum_other_ru" TEXT,
    "label_en" TEXT NOT NULL,
    "label_ru" TEXT NOT NULL,
    "comparison_against_en" TEXT,
    "comparison_against_ru" TEXT,
    "hazard_ratio" DOUBLE PRECISION,
    "hr_low" DOUBLE PRECISION,
    "hr_high" DOUBLE PRECISION,
    "hr_level" DOUBLE PRECISION,
    "comparison_p" TEXT,
    "source_ref" TEXT NOT NULL,
    "source_locator" TEXT NOT NULL,
    "source_url" TEXT,
    "source_level" TEXT NOT NULL,
    "chartable" BOOLEAN NOT NULL,
    "preferred" BOOLEAN NOT NULL,
    "caveats" TEXT[],
    "extraction" TEXT NOT NULL,
    "note_en" TEXT,
    "note_ru" TEXT,

    CONSTRAINT "estimate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "baseline_fact" (
    "trial_slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "characteristic_en" TEXT NOT NULL,
    "characteristic_ru" TEXT NOT NULL,
    "percent" DOUBLE PRECISION,
    "n" INTEGER,
    "denominator" INTEGER,
    "stratum_en" TEXT,
    "stratum_ru" TEXT,
    "source_ref" TEXT NOT NULL,
    "source_locator" TEXT NOT NULL,
    "source_url" TEXT,
    "source_level" TEXT NOT NULL,

    CONSTRAINT "baseline_fact_pkey" PRIMARY KEY ("trial_slug","position")
);

-- CreateTable
CREATE TABLE "discrepancy" (
    "subject" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "trial_slug" TEXT,
    "field" TEXT NOT NULL,
    "review_says_en" TEXT NOT NULL,
    "review_says_ru" TEXT NOT NULL,
    "primary_says_en" TEXT NOT NULL,
    "primary_says_ru" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "resolution_en" TEXT NOT NULL,
    "resolution_ru" TEXT NOT NULL,
    "source_ref" TEXT NOT NULL,
    "source_locator" TEXT NOT NULL,
    "source_url" TEXT,
    "source_level" TEXT NOT NULL,

    CONSTRAINT "discrepancy_pkey" PRIMARY KEY ("subject","position")
);

-- CreateTable
CREATE TABLE "disease_fact" (
    "id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "topic" TEXT NOT NULL,
    "characteristic_en" TEXT NOT NULL,
    "characteristic_ru" TEXT NOT NULL,
    "population_en" TEXT NOT NULL,
    "population_ru" TEXT NOT NULL,
    "percent" DOUBLE PRECISION,
    "qualifier" TEXT NOT NULL,
    "range_low" DOUBLE PRECISION,
    "range_high" DOUBLE PRECISION,
    "n" INTEGER,
    "denominator" INTEGER,
    "note_en" TEXT,
    "note_ru" TEXT,
    "source_ref" TEXT NOT NULL,
    "source_locator" TEXT NOT NULL,
    "source_url" TEXT,
    "source_level" TEXT NOT NULL,

    CONSTRAINT "disease_fact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disease_statement" (
    "id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "topic" TEXT NOT NULL,
    "text_en" TEXT NOT NULL,
    "text_ru" TEXT NOT NULL,
    "source_ref" TEXT NOT NULL,
    "source_locator" TEXT NOT NULL,
    "source_url" TEXT,
    "source_level" TEXT NOT NULL,

    CONSTRAINT "disease_statement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reconstructed_curve" (
    "id" TEXT NOT NULL,
    "trial_slug" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "time_zero" TEXT NOT NULL,
    "stratum_kmt2a" TEXT NOT NULL,
    "stratum_risk" TEXT NOT NULL,
    "stratum_arm" TEXT,
    "label_en" TEXT NOT NULL,
    "label_ru" TEXT NOT NULL,
    "total_events" INTEGER,
    "source_ref" TEXT NOT NULL,
    "source_locator" TEXT NOT NULL,
    "source_url" TEXT,
    "source_level" TEXT NOT NULL,

    CONSTRAINT "reconstructed_curve_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "curve_point" (
    "curve_id" TEXT NOT NULL,
    "time_years" DOUBLE PRECISION NOT NULL,
    "survival" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "curve_point_pkey" PRIMARY KEY ("curve_id","time_years")
);

-- CreateTable
CREATE TABLE "number_at_risk" (
    "curve_id" TEXT NOT NULL,
    "time_years" DOUBLE PRECISION NOT NULL,
    "at_risk" INTEGER NOT NULL,

    CONSTRAINT "number_at_risk_pkey" PRIMARY KEY ("curve_id","time_years")
);

-- CreateTable
CREATE TABLE "site" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "made_up" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "site_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "email" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "failed_sign_ins" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "disabled_at" TIMESTAMPTZ(3),
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "site_id" UUID,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "patient" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "site_id" UUID NOT NULL,
    "pseudonym" TEXT NOT NULL,
    "sex" TEXT,
    "age_days" INTEGER NOT NULL,
    "diagnosis_date" DATE NOT NULL,
    "protocol_slug" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "patient_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "diagnosis_features" (
    "patient_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "kmt2a" TEXT,
    "kmt2a_evaluable" BOOLEAN,
    "kmt2a_partner" TEXT,
    "wbc" DOUBLE PRECISION,
    "cns" TEXT,
    "immunophenotype" TEXT,
    "testicular" BOOLEAN,

    CONSTRAINT "diagnosis_features_pkey" PRIMARY KEY ("patient_id")
);

-- CreateTable
CREATE TABLE "response" (
    "patient_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "day8_blasts" DOUBLE PRECISION,
    "prednisone_response" TEXT,
    "cns_day8" TEXT,
    "remission_eoi" BOOLEAN,
    "remission_date" DATE,

    CONSTRAINT "response_pkey" PRIMARY KEY ("patient_id")
);

-- CreateTable
CREATE TABLE "mrd_measurement" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "patient_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "date" DATE NOT NULL,
    "time_point" TEXT NOT NULL,
    "method" TEXT,
    "result" TEXT NOT NULL,
    "value_percent" DOUBLE PRECISION,
    "sensitivity_percent" DOUBLE PRECISION,

    CONSTRAINT "mrd_measurement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "treatment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "patient_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "class" TEXT NOT NULL,
    "start_date" DATE NOT NULL,
    "end_date" DATE,

    CONSTRAINT "treatment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transplant" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "patient_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "date" DATE NOT NULL,
    "donor" TEXT,
    "conditioning" TEXT,
    "remission" TEXT,

    CONSTRAINT "transplant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clinical_event" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "patient_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "date" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "relapse_sites" TEXT[],
    "lineage" TEXT,
    "death_cause" TEXT,

    CONSTRAINT "clinical_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "follow_up" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "patient_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "date" DATE NOT NULL,
    "status" TEXT NOT NULL,

    CONSTRAINT "follow_up_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "actor_id" UUID,
    "site_id" UUID,
    "table_name" TEXT NOT NULL,
    "row_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "old_values" JSONB,
    "new_values" JSONB,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "reference_number_key" ON "reference"("number");

-- CreateIndex
CREATE UNIQUE INDEX "reference_doi_key" ON "reference"("doi");

-- CreateIndex
CREATE INDEX "registration_identifier_idx" ON "registration"("identifier");

-- CreateIndex
CREATE INDEX "estimate_endpoint_stratum_kmt2a_stratum_risk_idx" ON "estimate"("endpoint", "stratum_kmt2a", "stratum_risk");

-- CreateIndex
CREATE INDEX "estimate_trial_slug_position_idx" ON "estimate"("trial_slug", "position");

-- CreateIndex
CREATE UNIQUE INDEX "site_code_key" ON "site"("code");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_email_key" ON "app_user"("email");

-- CreateIndex
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "patient_site_id_pseudonym_key" ON "patient"("site_id", "pseudonym");

-- CreateIndex
CREATE UNIQUE INDEX "patient_id_site_id_key" ON "patient"("id", "site_id");

-- CreateIndex
CREATE UNIQUE INDEX "diagnosis_features_patient_id_site_id_key" ON "diagnosis_features"("patient_id", "site_id");

-- CreateIndex
CREATE UNIQUE INDEX "response_patient_id_site_id_key" ON "response"("patient_id", "site_id");

-- CreateIndex
CREATE INDEX "mrd_measurement_patient_id_idx" ON "mrd_measurement"("patient_id");

-- CreateIndex
CREATE INDEX "treatment_patient_id_idx" ON "treatment"("patient_id");

-- CreateIndex
CREATE INDEX "transplant_patient_id_idx" ON "transplant"("patient_id");

-- CreateIndex
CREATE INDEX "clinical_event_patient_id_idx" ON "clinical_event"("patient_id");

-- CreateIndex
CREATE INDEX "follow_up_patient_id_idx" ON "follow_up"("patient_id");

-- CreateIndex
CREATE INDEX "audit_entry_site_id_at_idx" ON "audit_entry"("site_id", "at");

-- CreateIndex
CREATE INDEX "audit_entry_table_name_row_id_idx" ON "audit_entry"("table_name", "row_id");

-- AddForeignKey
ALTER TABLE "trial" ADD CONSTRAINT "trial_predecessor_slug_fkey" FOREIGN KEY ("predecessor_slug") REFERENCES "trial"("slug") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "registration" ADD CONSTRAINT "registration_trial_slug_fkey" FOREIGN KEY ("trial_slug") REFERENCES "trial"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "intervention" ADD CONSTRAINT "intervention_trial_slug_fkey" FOREIGN KEY ("trial_slug") REFERENCES "trial"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "arm" ADD CONSTRAINT "arm_trial_slug_fkey" FOREIGN KEY ("trial_slug") REFERENCES "trial"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stratum" ADD CONSTRAINT "stratum_trial_slug_fkey" FOREIGN KEY ("trial_slug") REFERENCES "trial"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stratum" ADD CONSTRAINT "stratum_source_ref_fkey" FOREIGN KEY ("source_ref") REFERENCES "reference"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "endpoint_definition" ADD CONSTRAINT "endpoint_definition_trial_slug_fkey" FOREIGN KEY ("trial_slug") REFERENCES "trial"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "endpoint_definition" ADD CONSTRAINT "endpoint_definition_source_ref_fkey" FOREIGN KEY ("source_ref") REFERENCES "reference"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "estimate" ADD CONSTRAINT "estimate_trial_slug_fkey" FOREIGN KEY ("trial_slug") REFERENCES "trial"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "estimate" ADD CONSTRAINT "estimate_source_ref_fkey" FOREIGN KEY ("source_ref") REFERENCES "reference"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "estimate" ADD CONSTRAINT "estimate_trial_slug_stratum_arm_fkey" FOREIGN KEY ("trial_slug", "stratum_arm") REFERENCES "arm"("trial_slug", "slug") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "baseline_fact" ADD CONSTRAINT "baseline_fact_trial_slug_fkey" FOREIGN KEY ("trial_slug") REFERENCES "trial"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "baseline_fact" ADD CONSTRAINT "baseline_fact_source_ref_fkey" FOREIGN KEY ("source_ref") REFERENCES "reference"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "discrepancy" ADD CONSTRAINT "discrepancy_trial_slug_fkey" FOREIGN KEY ("trial_slug") REFERENCES "trial"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "discrepancy" ADD CONSTRAINT "discrepancy_source_ref_fkey" FOREIGN KEY ("source_ref") REFERENCES "reference"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "disease_fact" ADD CONSTRAINT "disease_fact_source_ref_fkey" FOREIGN KEY ("source_ref") REFERENCES "reference"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "disease_statement" ADD CONSTRAINT "disease_statement_source_ref_fkey" FOREIGN KEY ("source_ref") REFERENCES "reference"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reconstructed_curve" ADD CONSTRAINT "reconstructed_curve_trial_slug_fkey" FOREIGN KEY ("trial_slug") REFERENCES "trial"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reconstructed_curve" ADD CONSTRAINT "reconstructed_curve_source_ref_fkey" FOREIGN KEY ("source_ref") REFERENCES "reference"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "curve_point" ADD CONSTRAINT "curve_point_curve_id_fkey" FOREIGN KEY ("curve_id") REFERENCES "reconstructed_curve"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "number_at_risk" ADD CONSTRAINT "number_at_risk_curve_id_fkey" FOREIGN KEY ("curve_id") REFERENCES "reconstructed_curve"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "patient" ADD CONSTRAINT "patient_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "diagnosis_features" ADD CONSTRAINT "diagnosis_features_patient_id_site_id_fkey" FOREIGN KEY ("patient_id", "site_id") REFERENCES "patient"("id", "site_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "response" ADD CONSTRAINT "response_patient_id_site_id_fkey" FOREIGN KEY ("patient_id", "site_id") REFERENCES "patient"("id", "site_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mrd_measurement" ADD CONSTRAINT "mrd_measurement_patient_id_site_id_fkey" FOREIGN KEY ("patient_id", "site_id") REFERENCES "patient"("id", "site_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "treatment" ADD CONSTRAINT "treatment_patient_id_site_id_fkey" FOREIGN KEY ("patient_id", "site_id") REFERENCES "patient"("id", "site_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transplant" ADD CONSTRAINT "transplant_patient_id_site_id_fkey" FOREIGN KEY ("patient_id", "site_id") REFERENCES "patient"("id", "site_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clinical_event" ADD CONSTRAINT "clinical_event_patient_id_site_id_fkey" FOREIGN KEY ("patient_id", "site_id") REFERENCES "patient"("id", "site_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "follow_up" ADD CONSTRAINT "follow_up_patient_id_site_id_fkey" FOREIGN KEY ("patient_id", "site_id") REFERENCES "patient"("id", "site_id") ON DELETE RESTRICT ON UPDATE CASCADE;

