-- When a load said first what it says of an own figure, so that a curator can put it away as everything else that was seen.

-- AlterTable
ALTER TABLE "evidence_proposal" ADD COLUMN "contradicted_at" TIMESTAMPTZ(3);

-- What it contradicts is the load's to say, and when, and no step of the proposal.
CREATE OR REPLACE FUNCTION check_evidence_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'proposed' AND NEW.status IN ('approved', 'rejected') THEN
    NEW.decided_by := coalesce(viewer_id(), NEW.decided_by);
    NEW.decided_at := clock_timestamp();
  ELSIF NOT (OLD.status = 'approved' AND NEW.status = 'superseded')
    AND to_jsonb(NEW) - 'contradicts' - 'contradicted_at' IS DISTINCT FROM to_jsonb(OLD) - 'contradicts' - 'contradicted_at' THEN
    RAISE EXCEPTION 'proposal: % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_proposal_status';
  END IF;
  RETURN NEW;
END $$;

-- Of what was said before nobody knows when: nobody has seen it.
ALTER TABLE evidence_proposal DISABLE TRIGGER audit;
UPDATE evidence_proposal SET contradicted_at = clock_timestamp() WHERE contradicts IS NOT NULL;
ALTER TABLE evidence_proposal ENABLE TRIGGER audit;

ALTER TABLE evidence_proposal ADD CONSTRAINT evidence_proposal_contradicted_at CHECK ((contradicts IS NULL) = (contradicted_at IS NULL));
