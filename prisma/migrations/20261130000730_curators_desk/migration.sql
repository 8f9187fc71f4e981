-- What a curator has at hand beside the evidence: forms that are not sent yet, and register records as they were read.

-- CreateTable
CREATE TABLE "evidence_draft" (
    "user_id" UUID NOT NULL,
    "form" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "evidence_draft_pkey" PRIMARY KEY ("user_id","form")
);

-- CreateTable
CREATE TABLE "register_record" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "trial_slug" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "read_by" UUID NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "register_record_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "register_record_trial_slug_number_read_at_idx" ON "register_record"("trial_slug", "number", "read_at");

-- AddForeignKey
ALTER TABLE "evidence_draft" ADD CONSTRAINT "evidence_draft_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A load that drops the study must not take what was read of it along: it is refused instead.
-- AddForeignKey
ALTER TABLE "register_record" ADD CONSTRAINT "register_record_trial_slug_fkey" FOREIGN KEY ("trial_slug") REFERENCES "trial"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE evidence_draft
  ADD CONSTRAINT evidence_draft_form CHECK (char_length(form) BETWEEN 1 AND 300),
  ADD CONSTRAINT evidence_draft_content CHECK (jsonb_typeof(content) = 'object' AND pg_column_size(content) <= 65536);
ALTER TABLE register_record ADD CONSTRAINT register_record_content CHECK (jsonb_typeof(content) = 'object' AND pg_column_size(content) <= 1048576);

-- A draft is its writer's alone. A record that was read stays as it was read.
ALTER TABLE evidence_draft ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON evidence_draft USING (user_id = viewer_id() AND (SELECT viewer_is_curator()))
  WITH CHECK (user_id = viewer_id() AND (SELECT viewer_is_curator()));
ALTER TABLE register_record ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON register_record FOR SELECT USING ((SELECT viewer_is_curator()));
CREATE POLICY add ON register_record FOR INSERT WITH CHECK ((SELECT viewer_is_curator()) AND read_by = viewer_id());

CREATE FUNCTION stamp_register_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.read_by := coalesce(viewer_id(), NEW.read_by);
  NEW.read_at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE TRIGGER stamped BEFORE INSERT ON register_record FOR EACH ROW EXECUTE FUNCTION stamp_register_record();
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON register_record FOR EACH ROW EXECUTE FUNCTION record_audit();
