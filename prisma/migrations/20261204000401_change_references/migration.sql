-- A publication is added or corrected by two curators, as the parts of a study are.

-- One row of the evidence by its key: refused where it is no longer what the proposer saw.
CREATE OR REPLACE FUNCTION apply_evidence_change(seen jsonb, name text, content jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  keys text[] := CASE name WHEN 'trial' THEN ARRAY['slug'] WHEN 'arm' THEN ARRAY['trial_slug', 'slug']
    WHEN 'stratum' THEN ARRAY['trial_slug', 'position'] WHEN 'registration' THEN ARRAY['trial_slug', 'position']
    WHEN 'intervention' THEN ARRAY['trial_slug', 'position'] WHEN 'baseline_fact' THEN ARRAY['trial_slug', 'position']
    WHEN 'discrepancy' THEN ARRAY['subject', 'position']
    WHEN 'endpoint_definition' THEN ARRAY['trial_slug', 'endpoint'] WHEN 'report' THEN ARRAY['id']
    WHEN 'appraisal' THEN ARRAY['trial_slug', 'tool'] WHEN 'review_question' THEN ARRAY['id']
    WHEN 'reference' THEN ARRAY['id'] END;
  match text;
  columns text;
  held jsonb;
  place integer;
BEGIN
  IF keys IS NULL THEN RAISE EXCEPTION 'proposal: no such table' USING ERRCODE = 'check_violation'; END IF;
  SELECT string_agg(format('to_jsonb(t) -> %1$L = $1 -> %1$L', key), ' AND ') INTO match FROM unnest(keys) AS key;
  EXECUTE format('SELECT to_jsonb(t) FROM %I t WHERE %s FOR UPDATE', name, match) INTO held USING content;
  IF (jsonb_typeof(seen) = 'object') IS DISTINCT FROM (held IS NOT NULL)
    OR (held IS NOT NULL AND EXISTS (SELECT FROM jsonb_each(seen) b WHERE held -> b.key IS DISTINCT FROM b.value)) THEN
    RAISE EXCEPTION 'proposal: stale' USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_proposal_stale';
  END IF;
  IF held IS NULL AND name IN ('arm', 'report') THEN
    EXECUTE format('SELECT coalesce(max(position), -1) + 1 FROM %I WHERE trial_slug = $1', name) INTO place USING content ->> 'trial_slug';
    content := content || jsonb_build_object('position', place);
  END IF;
  IF held IS NULL AND name = 'reference' THEN
    content := content || jsonb_build_object('position', (SELECT coalesce(max(position), -1) + 1 FROM reference));
  END IF;
  SELECT string_agg(quote_ident(key), ', ') INTO columns FROM jsonb_object_keys(content) AS key;
  IF held IS NULL THEN
    EXECUTE format('INSERT INTO %1$I (%2$s) SELECT %2$s FROM jsonb_populate_record(NULL::%1$I, $1)', name, columns) USING content;
  ELSE
    EXECUTE format('UPDATE %1$I t SET (%2$s) = (SELECT %2$s FROM jsonb_populate_record(NULL::%1$I, $1)) WHERE %3$s', name, columns, match) USING content;
  END IF;
END $$;
