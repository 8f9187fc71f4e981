-- Who brought a figure, corrected it, approved it or turned it down has seen its values, and is no second reader of it.
CREATE FUNCTION refuse_seen_reading() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM evidence_proposal p
             WHERE NEW.read_by IN (p.proposed_by, p.decided_by)
               AND (p.estimate_id = NEW.estimate_id
                 OR (p.kind = 'report' AND p.rows -> 'estimate' @> jsonb_build_array(jsonb_build_object('id', NEW.estimate_id))))) THEN
    RAISE EXCEPTION 'reading: seen' USING ERRCODE = 'check_violation', CONSTRAINT = 'second_reading_blind';
  END IF;
  RETURN NEW;
END $$;
-- After `stamped`, which says who reads.
CREATE TRIGGER unseen BEFORE INSERT ON second_reading FOR EACH ROW EXECUTE FUNCTION refuse_seen_reading();
