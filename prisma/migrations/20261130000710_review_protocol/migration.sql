-- How the evidence was gathered, the risk of bias of its studies, and how certain the answers are.

-- CreateTable
CREATE TABLE "appraisal" (
    "trial_slug" TEXT NOT NULL,
    "tool" TEXT NOT NULL,
    "domains" JSONB NOT NULL,
    "overall" JSONB NOT NULL,
    "appraised_on" TEXT NOT NULL,

    CONSTRAINT "appraisal_pkey" PRIMARY KEY ("trial_slug","tool")
);

-- CreateTable
CREATE TABLE "review_protocol" (
    "id" TEXT NOT NULL,
    "content" JSONB NOT NULL,

    CONSTRAINT "review_protocol_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_question" (
    "id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "content" JSONB NOT NULL,

    CONSTRAINT "review_question_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "appraisal" ADD CONSTRAINT "appraisal_trial_slug_fkey" FOREIGN KEY ("trial_slug") REFERENCES "trial"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE appraisal ADD CONSTRAINT appraisal_tool CHECK (tool IN ('QUIPS', 'ROBINS-I', 'RoB 2'));

DO $$
DECLARE evidence text;
BEGIN
  FOREACH evidence IN ARRAY ARRAY['appraisal', 'review_protocol', 'review_question']
  LOOP
    EXECUTE format('CREATE TRIGGER evidence_version AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION raise_evidence_version()', evidence);
    EXECUTE format('CREATE TRIGGER evidence_version_emptied AFTER TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION raise_evidence_version()', evidence);
    EXECUTE format('CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION record_evidence_audit()', evidence);
  END LOOP;
END $$;

-- The public history tells of them too.
CREATE OR REPLACE FUNCTION evidence_history(before_id bigint, most integer)
RETURNS TABLE (id bigint, at timestamptz, by_curator boolean, table_name text, row_id text, action text, old_values jsonb, new_values jsonb, reason text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.id, e.at, e.actor_id IS NOT NULL, e.table_name, e.row_id, e.action, e.old_values, e.new_values, e.reason FROM audit_entry e
  WHERE e.table_name IN ('evidence', 'reference', 'trial', 'registration', 'intervention', 'arm', 'stratum', 'endpoint_definition', 'estimate', 'report',
      'baseline_fact', 'discrepancy', 'disease_fact', 'disease_statement', 'appraisal', 'review_protocol', 'review_question')
    AND (before_id IS NULL OR e.id < before_id)
  ORDER BY e.id DESC LIMIT least(most, 500)
$$;
