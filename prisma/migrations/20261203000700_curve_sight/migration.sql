-- Who was shown what was read of a curve that waits. Whoever was no longer reads its figure blind, so this is kept: the list
-- draws such a curve only to those who proposed it, were shown it, or come after its second reading.

-- CreateTable
CREATE TABLE "curve_sight" (
    "curve_id" TEXT NOT NULL,
    "read_by" UUID NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "curve_sight_pkey" PRIMARY KEY ("curve_id","read_by")
);

-- AddForeignKey
ALTER TABLE "curve_sight" ADD CONSTRAINT "curve_sight_curve_id_fkey" FOREIGN KEY ("curve_id") REFERENCES "reconstructed_curve"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Who and when is the database's to say.
CREATE TRIGGER stamped BEFORE INSERT ON curve_sight FOR EACH ROW EXECUTE FUNCTION stamp_register_record();
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON curve_sight FOR EACH ROW EXECUTE FUNCTION record_audit();
ALTER TABLE curve_sight ENABLE ROW LEVEL SECURITY;

CREATE POLICY own ON curve_sight FOR SELECT USING (read_by = viewer_id() AND (SELECT viewer_is_curator()));
CREATE POLICY add ON curve_sight FOR INSERT WITH CHECK (
  (SELECT viewer_is_curator()) AND read_by = viewer_id() AND EXISTS (
    SELECT FROM reconstructed_curve c WHERE c.id = curve_id AND c.status = 'proposed' AND c.proposed_by <> viewer_id()));

-- A second reading is of somebody who was not shown the first one.
DROP POLICY add ON curve_second_reading;
CREATE POLICY add ON curve_second_reading FOR INSERT WITH CHECK (
  (SELECT viewer_is_curator()) AND read_by = viewer_id() AND EXISTS (
    SELECT FROM reconstructed_curve c WHERE c.id = curve_id AND c.status = 'proposed' AND c.proposed_by <> viewer_id())
  AND NOT EXISTS (SELECT FROM curve_sight s WHERE s.curve_id = curve_second_reading.curve_id AND s.read_by = viewer_id()));
