-- Whoever has been told where a second reading differs no longer reads blind: a curator reads a figure once as it stands, and
-- may read it again only after its values have changed. Readings that were stored before stay.
CREATE FUNCTION refuse_read_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Two windows of one curator at once: one after the other.
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.read_by::text || NEW.estimate_id, 0));
  IF EXISTS (SELECT FROM second_reading r WHERE r.estimate_id = NEW.estimate_id AND r.read_by = NEW.read_by
             AND r.content -> 'first' = NEW.content -> 'first') THEN
    RAISE EXCEPTION 'reading: again' USING ERRCODE = 'check_violation', CONSTRAINT = 'second_reading_once';
  END IF;
  RETURN NEW;
END $$;
-- After `stamped`, which says who reads.
CREATE TRIGGER unread BEFORE INSERT ON second_reading FOR EACH ROW EXECUTE FUNCTION refuse_read_again();
