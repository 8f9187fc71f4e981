-- Publications of a trial at one cut of its data each: what a figure was known from, and since when.

-- CreateTable
CREATE TABLE "report" (
    "id" TEXT NOT NULL,
    "trial_slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "source_ref" TEXT NOT NULL,
    "published" TEXT,
    "details" JSONB NOT NULL,

    CONSTRAINT "report_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "report_trial_slug_position_idx" ON "report"("trial_slug", "position");

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_trial_slug_fkey" FOREIGN KEY ("trial_slug") REFERENCES "trial"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_source_ref_fkey" FOREIGN KEY ("source_ref") REFERENCES "reference"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE report ADD CONSTRAINT report_published CHECK (published ~ '^\d{4}(-\d{2}(-\d{2})?)?$');
CREATE TRIGGER evidence_version AFTER INSERT OR UPDATE OR DELETE ON report FOR EACH ROW EXECUTE FUNCTION raise_evidence_version();
CREATE TRIGGER evidence_version_emptied AFTER TRUNCATE ON report FOR EACH STATEMENT EXECUTE FUNCTION raise_evidence_version();
