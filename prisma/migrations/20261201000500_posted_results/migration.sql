-- What a study's register record posts of participants and baseline is shown to everybody on the study's page. The record
-- itself stays the curators'.

-- The latest reading of each number of a study; of a person who read it nothing is told.
CREATE FUNCTION posted_register_records(wanted text)
  RETURNS TABLE (number text, read_on timestamptz, updated text, flow jsonb, baseline jsonb)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT ON (r.number) r.number, r.read_at, r.content ->> 'updated', r.content -> 'flow', r.content -> 'baseline'
  FROM register_record r WHERE r.trial_slug = wanted ORDER BY r.number, r.read_at DESC
$$;

CREATE TRIGGER evidence_version AFTER INSERT OR UPDATE OR DELETE ON register_record FOR EACH ROW EXECUTE FUNCTION raise_evidence_version();
CREATE TRIGGER evidence_version_emptied AFTER TRUNCATE ON register_record FOR EACH STATEMENT EXECUTE FUNCTION raise_evidence_version();
