-- A load says which figures of this registry contradict figures that the data set brought or changed after curators had
-- approved them. Such a figure is not charted until a curator decides; the curators' list says why.

-- AlterTable
ALTER TABLE "evidence_proposal" ADD COLUMN "contradicts" JSONB;

ALTER TABLE evidence_proposal ADD CONSTRAINT evidence_proposal_contradicts CHECK (jsonb_typeof(contradicts) = 'array' AND jsonb_array_length(contradicts) > 0);

-- What it contradicts is the load's to say, and no step of the proposal.
CREATE OR REPLACE FUNCTION check_evidence_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'proposed' AND NEW.status IN ('approved', 'rejected') THEN
    NEW.decided_by := coalesce(viewer_id(), NEW.decided_by);
    NEW.decided_at := clock_timestamp();
  ELSIF NOT (OLD.status = 'approved' AND NEW.status = 'superseded')
    AND to_jsonb(NEW) - 'contradicts' IS DISTINCT FROM to_jsonb(OLD) - 'contradicts' THEN
    RAISE EXCEPTION 'proposal: % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_proposal_status';
  END IF;
  RETURN NEW;
END $$;
