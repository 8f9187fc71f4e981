-- How a curve was read off its figure by the program's reader: what was measured and how, never the figure. A curve that came
-- from another digitiser has no such row.

-- CreateTable
CREATE TABLE "curve_reading" (
    "curve_id" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "reader" TEXT NOT NULL,
    "pdfjs" TEXT,
    "sha256" TEXT,
    "file_bytes" INTEGER NOT NULL,
    "page" INTEGER,
    "width" DOUBLE PRECISION NOT NULL,
    "height" DOUBLE PRECISION NOT NULL,
    "affine" DOUBLE PRECISION[],
    "x_ticks" DOUBLE PRECISION[],
    "y_ticks" DOUBLE PRECISION[],
    "x_residual" DOUBLE PRECISION NOT NULL,
    "y_residual" DOUBLE PRECISION NOT NULL,
    "x_from" TEXT NOT NULL,
    "y_from" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "printed_as" TEXT NOT NULL,
    "shows" TEXT NOT NULL,
    "colour" TEXT NOT NULL,
    "corrections" INTEGER NOT NULL,
    "waypoints" INTEGER NOT NULL,
    "doubtful_share" DOUBLE PRECISION NOT NULL,
    "marks" DOUBLE PRECISION[],
    "seconds" INTEGER NOT NULL,

    CONSTRAINT "curve_reading_pkey" PRIMARY KEY ("curve_id")
);

-- AddForeignKey
ALTER TABLE "curve_reading" ADD CONSTRAINT "curve_reading_curve_id_fkey" FOREIGN KEY ("curve_id") REFERENCES "reconstructed_curve"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE curve_reading
  ADD CONSTRAINT curve_reading_method CHECK (method IN ('drawing', 'image')),
  ADD CONSTRAINT curve_reading_versions CHECK (reader ~ '^[0-9.]{1,20}$' AND pdfjs ~ '^[0-9.]{1,20}$'),
  ADD CONSTRAINT curve_reading_file CHECK (sha256 ~ '^[0-9a-f]{64}$' AND file_bytes > 0 AND page > 0 AND width > 0 AND height > 0),
  ADD CONSTRAINT curve_reading_axes CHECK (
    cardinality(affine) = 6 AND cardinality(x_ticks) >= 2 AND cardinality(y_ticks) >= 2 AND x_residual >= 0 AND y_residual >= 0),
  ADD CONSTRAINT curve_reading_from CHECK (
    x_from IN ('ticks', 'grid', 'labels', 'clicks') AND y_from IN ('ticks', 'grid', 'labels', 'clicks')),
  ADD CONSTRAINT curve_reading_meaning CHECK (
    unit IN ('days', 'weeks', 'months', 'years') AND printed_as IN ('percent', 'fraction') AND shows IN ('survival', 'incidence')),
  ADD CONSTRAINT curve_reading_colour CHECK (colour ~ '^#[0-9a-f]{6}$'),
  ADD CONSTRAINT curve_reading_work CHECK (
    corrections >= 0 AND waypoints >= 0 AND doubtful_share BETWEEN 0 AND 1 AND seconds >= 0);

CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON curve_reading FOR EACH ROW EXECUTE FUNCTION record_audit();
ALTER TABLE curve_reading ENABLE ROW LEVEL SECURITY;

-- It comes with its curve, in one transaction, and never later, as the points do.
CREATE POLICY read ON curve_reading FOR SELECT USING (EXISTS (SELECT FROM reconstructed_curve c WHERE c.id = curve_id));
CREATE POLICY add ON curve_reading FOR INSERT WITH CHECK ((SELECT viewer_is_curator()) AND EXISTS (
  SELECT FROM reconstructed_curve c WHERE c.id = curve_id AND c.status = 'proposed' AND c.proposed_by = viewer_id() AND c.proposed_at = now()::timestamptz(3)));

CREATE TRIGGER evidence_version AFTER INSERT OR UPDATE OR DELETE ON curve_reading FOR EACH ROW EXECUTE FUNCTION raise_evidence_version();
CREATE TRIGGER evidence_version_emptied AFTER TRUNCATE ON curve_reading FOR EACH STATEMENT EXECUTE FUNCTION raise_evidence_version();
