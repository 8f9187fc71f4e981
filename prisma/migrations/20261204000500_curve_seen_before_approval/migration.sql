-- A curve that waits is approved by who has seen it: after its second reading, or by who asked to be shown it. The list hides
-- the step from everybody else; the database refuses it. Without a viewer the owner acts, who keeps the evidence.
CREATE FUNCTION check_curve_seen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'proposed' AND NEW.status = 'approved' AND viewer_id() IS NOT NULL AND viewer_id() <> OLD.proposed_by
    AND NOT EXISTS (SELECT FROM curve_second_reading r WHERE r.curve_id = OLD.id)
    AND NOT EXISTS (SELECT FROM curve_sight s WHERE s.curve_id = OLD.id AND s.read_by = viewer_id())
  THEN
    RAISE EXCEPTION 'curve_not_seen: %', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'reconstructed_curve_seen';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER curve_seen BEFORE UPDATE OF status ON reconstructed_curve FOR EACH ROW EXECUTE FUNCTION check_curve_seen();
