-- What an entry form needs to lose nothing: dates known in part, an answer where "no remission" leaves one open, forms
-- that may be sent twice, and what somebody has typed and not saved yet.

-- AlterTable: how much of a date is known; null is the whole day. The date itself is then the day that counts.
ALTER TABLE "patient" ADD COLUMN "diagnosis_date_precision" TEXT;
ALTER TABLE "response" ADD COLUMN "failure_excluded" BOOLEAN;
ALTER TABLE "response" ADD COLUMN "remission_date_precision" TEXT;
ALTER TABLE "mrd_measurement" ADD COLUMN "date_precision" TEXT;
ALTER TABLE "treatment" ADD COLUMN "end_date_precision" TEXT;
ALTER TABLE "treatment" ADD COLUMN "start_date_precision" TEXT;
ALTER TABLE "transplant" ADD COLUMN "date_precision" TEXT;
ALTER TABLE "clinical_event" ADD COLUMN "date_precision" TEXT;
ALTER TABLE "follow_up" ADD COLUMN "date_precision" TEXT;

ALTER TABLE patient ADD CONSTRAINT patient_diagnosis_date_precision CHECK (diagnosis_date_precision IN ('month', 'year'));
ALTER TABLE response
  ADD CONSTRAINT response_remission_date_precision CHECK (
    remission_date_precision IS NULL OR (remission_date IS NOT NULL AND remission_date_precision IN ('month', 'year'))),
  ADD CONSTRAINT response_failure_excluded CHECK (failure_excluded IS NULL OR (failure_excluded AND remission_eoi IS FALSE));
ALTER TABLE mrd_measurement ADD CONSTRAINT mrd_date_precision CHECK (date_precision IN ('month', 'year'));
ALTER TABLE treatment
  ADD CONSTRAINT treatment_start_date_precision CHECK (start_date_precision IN ('month', 'year')),
  ADD CONSTRAINT treatment_end_date_precision CHECK (
    end_date_precision IS NULL OR (end_date IS NOT NULL AND end_date_precision IN ('month', 'year')));
ALTER TABLE transplant ADD CONSTRAINT transplant_date_precision CHECK (date_precision IN ('month', 'year'));
ALTER TABLE clinical_event ADD CONSTRAINT clinical_event_date_precision CHECK (date_precision IN ('month', 'year'));
ALTER TABLE follow_up ADD CONSTRAINT follow_up_date_precision CHECK (date_precision IN ('month', 'year'));

-- CreateTable
CREATE TABLE "entry_submission" (
    "user_id" UUID NOT NULL,
    "key" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "patient_id" UUID NOT NULL,
    "record_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "entry_submission_pkey" PRIMARY KEY ("user_id", "key")
);

-- CreateTable
CREATE TABLE "entry_draft" (
    "user_id" UUID NOT NULL,
    "form" TEXT NOT NULL,
    "site_id" UUID,
    "patient_id" UUID,
    "content" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "entry_draft_pkey" PRIMARY KEY ("user_id", "form")
);

-- AddForeignKey
ALTER TABLE "entry_submission" ADD CONSTRAINT "entry_submission_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "entry_draft" ADD CONSTRAINT "entry_draft_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "entry_draft" ADD CONSTRAINT "entry_draft_patient_id_site_id_fkey" FOREIGN KEY ("patient_id", "site_id") REFERENCES "patient"("id", "site_id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE entry_draft
  ADD CONSTRAINT entry_draft_form CHECK (char_length(form) BETWEEN 1 AND 120),
  ADD CONSTRAINT entry_draft_place CHECK ((site_id IS NULL) = (patient_id IS NULL)),
  ADD CONSTRAINT entry_draft_content CHECK (jsonb_typeof(content) = 'object' AND pg_column_size(content) <= 65536);

-- Of their own writer alone, and only while the writer is data manager: of the patient's site, or anywhere for a patient
-- who is not stored yet. Neither is audited: they are no records, and what they held is gone when they are.
ALTER TABLE entry_submission ENABLE ROW LEVEL SECURITY;
ALTER TABLE entry_submission FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON entry_submission
  USING (user_id = viewer_id() AND cardinality((SELECT writable_sites())::uuid[]) > 0)
  WITH CHECK (user_id = viewer_id() AND cardinality((SELECT writable_sites())::uuid[]) > 0);
ALTER TABLE entry_draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE entry_draft FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON entry_draft
  USING (user_id = viewer_id() AND CASE WHEN site_id IS NULL THEN cardinality((SELECT writable_sites())::uuid[]) > 0
    ELSE site_id = ANY ((SELECT writable_sites())::uuid[]) END)
  WITH CHECK (user_id = viewer_id() AND CASE WHEN site_id IS NULL THEN cardinality((SELECT writable_sites())::uuid[]) > 0
    ELSE site_id = ANY ((SELECT writable_sites())::uuid[]) END);
