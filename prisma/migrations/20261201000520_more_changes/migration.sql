-- Interventions, presenting features and disagreements of sources are changed as the other parts of a study are. A judgement
-- that one curator approved alone says so wherever it stands, as a figure does.

-- One row of the evidence by its key: refused where it is no longer what the proposer saw.
CREATE OR REPLACE FUNCTION apply_evidence_change(seen jsonb, name text, content jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  keys text[] := CASE name WHEN 'trial' THEN ARRAY['slug'] WHEN 'arm' THEN ARRAY['trial_slug', 'slug']
    WHEN 'stratum' THEN ARRAY['trial_slug', 'position'] WHEN 'registration' THEN ARRAY['trial_slug', 'position']
    WHEN 'intervention' THEN ARRAY['trial_slug', 'position'] WHEN 'baseline_fact' THEN ARRAY['trial_slug', 'position']
    WHEN 'discrepancy' THEN ARRAY['subject', 'position']
    WHEN 'endpoint_definition' THEN ARRAY['trial_slug', 'endpoint'] WHEN 'report' THEN ARRAY['id']
    WHEN 'appraisal' THEN ARRAY['trial_slug', 'tool'] WHEN 'review_question' THEN ARRAY['id'] END;
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
  SELECT string_agg(quote_ident(key), ', ') INTO columns FROM jsonb_object_keys(content) AS key;
  IF held IS NULL THEN
    EXECUTE format('INSERT INTO %1$I (%2$s) SELECT %2$s FROM jsonb_populate_record(NULL::%1$I, $1)', name, columns) USING content;
  ELSE
    EXECUTE format('UPDATE %1$I t SET (%2$s) = (SELECT %2$s FROM jsonb_populate_record(NULL::%1$I, $1)) WHERE %3$s', name, columns, match) USING content;
  END IF;
END $$;

CREATE OR REPLACE FUNCTION said_by_one_curator(kind text, rows jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE kind
    WHEN 'correction' THEN jsonb_set(rows, '{caveats}', coalesce(rows -> 'caveats', '[]') || '["one-curator"]')
    WHEN 'report' THEN jsonb_set(rows, '{estimate}', (
      SELECT coalesce(jsonb_agg(jsonb_set(e, '{caveats}', coalesce(e -> 'caveats', '[]') || '["one-curator"]')), '[]')
      FROM jsonb_array_elements(rows -> 'estimate') e))
    WHEN 'change' THEN CASE
      WHEN rows ->> 'table' = 'appraisal' THEN jsonb_set(rows, '{row,overall,oneCurator}', 'true')
      WHEN rows ->> 'table' = 'review_question' AND jsonb_typeof(rows #> '{row,content,certainty}') = 'object'
        THEN jsonb_set(rows, '{row,content,certainty,oneCurator}', 'true')
      ELSE rows END
    ELSE rows END
$$;
