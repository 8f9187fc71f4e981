-- What a study's register record posts of adverse events is shown as its participants are.
DROP FUNCTION posted_register_records(text);
CREATE FUNCTION posted_register_records(wanted text)
  RETURNS TABLE (number text, read_on timestamptz, updated text, flow jsonb, baseline jsonb, adverse jsonb)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT ON (r.number) r.number, r.read_at, r.content ->> 'updated', r.content -> 'flow', r.content -> 'baseline',
    r.content -> 'adverse'
  FROM register_record r WHERE r.trial_slug = wanted ORDER BY r.number, r.read_at DESC
$$;
