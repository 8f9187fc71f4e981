-- What a second curator's own reading of the figure came to beside the curve that waits: the largest difference and where it
-- is. One reading a curve: whoever has seen the difference no longer reads blind. Never the figure, its file or its name.

-- CreateTable
CREATE TABLE "curve_second_reading" (
    "curve_id" TEXT NOT NULL,
    "difference_points" DOUBLE PRECISION NOT NULL,
    "at_years" DOUBLE PRECISION NOT NULL,
    "end_years" DOUBLE PRECISION NOT NULL,
    "method" TEXT NOT NULL,
    "reader" TEXT NOT NULL,
    "pdfjs" TEXT,
    "sha256" TEXT,
    "read_by" UUID NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "curve_second_reading_pkey" PRIMARY KEY ("curve_id")
);

-- AddForeignKey
ALTER TABLE "curve_second_reading" ADD CONSTRAINT "curve_second_reading_curve_id_fkey" FOREIGN KEY ("curve_id") REFERENCES "reconstructed_curve"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE curve_second_reading
  ADD CONSTRAINT curve_second_reading_difference CHECK (difference_points BETWEEN 0 AND 100),
  ADD CONSTRAINT curve_second_reading_years CHECK (at_years >= 0 AND end_years > 0 AND at_years <= end_years),
  ADD CONSTRAINT curve_second_reading_method CHECK (method IN ('drawing', 'image')),
  ADD CONSTRAINT curve_second_reading_versions CHECK (reader ~ '^[0-9.]{1,20}$' AND pdfjs ~ '^[0-9.]{1,20}$'),
  ADD CONSTRAINT curve_second_reading_file CHECK (sha256 ~ '^[0-9a-f]{64}$');

-- Who read and when is the database's to say.
CREATE TRIGGER stamped BEFORE INSERT ON curve_second_reading FOR EACH ROW EXECUTE FUNCTION stamp_register_record();
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON curve_second_reading FOR EACH ROW EXECUTE FUNCTION record_audit();
ALTER TABLE curve_second_reading ENABLE ROW LEVEL SECURITY;

-- Of a curve that waits, and by another curator than the one who proposed it.
CREATE POLICY read ON curve_second_reading FOR SELECT USING (EXISTS (SELECT FROM reconstructed_curve c WHERE c.id = curve_id));
CREATE POLICY add ON curve_second_reading FOR INSERT WITH CHECK (
  (SELECT viewer_is_curator()) AND read_by = viewer_id() AND EXISTS (
    SELECT FROM reconstructed_curve c WHERE c.id = curve_id AND c.status = 'proposed' AND c.proposed_by <> viewer_id()));

CREATE TRIGGER evidence_version AFTER INSERT OR UPDATE OR DELETE ON curve_second_reading FOR EACH ROW EXECUTE FUNCTION raise_evidence_version();
CREATE TRIGGER evidence_version_emptied AFTER TRUNCATE ON curve_second_reading FOR EACH STATEMENT EXECUTE FUNCTION raise_evidence_version();
