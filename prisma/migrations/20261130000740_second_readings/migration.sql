-- A figure read a second time by somebody who does not see the first reading. What was typed stays as it was typed, so that
-- what differed is no matter of memory.

-- CreateTable
CREATE TABLE "second_reading" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "trial_slug" TEXT NOT NULL,
    "estimate_id" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "differed" TEXT[],
    "read_by" UUID NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "second_reading_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "second_reading_estimate_id_read_at_idx" ON "second_reading"("estimate_id", "read_at");

ALTER TABLE second_reading ADD CONSTRAINT second_reading_content CHECK (jsonb_typeof(content) = 'object');

ALTER TABLE second_reading ENABLE ROW LEVEL SECURITY;
-- Whoever reads the same figure after must not see it either: a reading is its reader's alone.
CREATE POLICY own ON second_reading FOR SELECT USING (read_by = viewer_id() AND (SELECT viewer_is_curator()));
CREATE POLICY add ON second_reading FOR INSERT WITH CHECK (read_by = viewer_id() AND (SELECT viewer_is_curator()));
CREATE TRIGGER stamped BEFORE INSERT ON second_reading FOR EACH ROW EXECUTE FUNCTION stamp_register_record();
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON second_reading FOR EACH ROW EXECUTE FUNCTION record_audit();
