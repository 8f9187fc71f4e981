-- Statements and shares of the disease, the protocol, its search log and flow, and whose figures answer a question are
-- proposed and approved as the parts of a study are. What nobody stands for any more is retired the same way.

-- The protocol in rows of its own, so that a change of one part of it stays when the data set changes another.
DO $$
DECLARE held jsonb;
BEGIN
  SELECT content INTO held FROM review_protocol WHERE id = 'protocol';
  IF held IS NULL THEN RETURN; END IF;
  PERFORM set_config('registry.reason', 'evidence:load', true);
  INSERT INTO review_protocol (id, content) SELECT 'flow', held -> 'flow';
  INSERT INTO review_protocol (id, content)
    SELECT 'search-' || lpad((place - 1)::text, 3, '0'), item FROM jsonb_array_elements(held -> 'searches') WITH ORDINALITY AS s(item, place);
  INSERT INTO review_protocol (id, content)
    SELECT 'covers-' || (item ->> 'question'), item - 'question' FROM jsonb_array_elements(coalesce(held -> 'covers', '[]')) AS c(item);
  UPDATE review_protocol SET content = content - 'flow' - 'searches' - 'covers' WHERE id = 'protocol';
END $$;

-- What names a row of each table that a change may write; null: none may.
CREATE FUNCTION evidence_keys(name text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE name WHEN 'trial' THEN ARRAY['slug'] WHEN 'arm' THEN ARRAY['trial_slug', 'slug']
    WHEN 'stratum' THEN ARRAY['trial_slug', 'position'] WHEN 'registration' THEN ARRAY['trial_slug', 'position']
    WHEN 'intervention' THEN ARRAY['trial_slug', 'position'] WHEN 'baseline_fact' THEN ARRAY['trial_slug', 'position']
    WHEN 'discrepancy' THEN ARRAY['subject', 'position']
    WHEN 'endpoint_definition' THEN ARRAY['trial_slug', 'endpoint'] WHEN 'report' THEN ARRAY['id']
    WHEN 'appraisal' THEN ARRAY['trial_slug', 'tool'] WHEN 'review_question' THEN ARRAY['id']
    WHEN 'reference' THEN ARRAY['id'] WHEN 'disease_statement' THEN ARRAY['id'] WHEN 'disease_fact' THEN ARRAY['id']
    WHEN 'review_protocol' THEN ARRAY['id'] END
$$;

-- Finds the row that a change is about and keeps it; refused where it is no longer what the proposer saw.
CREATE FUNCTION evidence_row_as_seen(seen jsonb, name text, content jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  match text;
  held jsonb;
BEGIN
  IF evidence_keys(name) IS NULL THEN RAISE EXCEPTION 'proposal: no such table' USING ERRCODE = 'check_violation'; END IF;
  SELECT string_agg(format('to_jsonb(t) -> %1$L = $1 -> %1$L', key), ' AND ') INTO match FROM unnest(evidence_keys(name)) AS key;
  EXECUTE format('SELECT to_jsonb(t) FROM %I t WHERE %s FOR UPDATE', name, match) INTO held USING content;
  IF (jsonb_typeof(seen) = 'object') IS DISTINCT FROM (held IS NOT NULL)
    OR (held IS NOT NULL AND EXISTS (SELECT FROM jsonb_each(seen) b WHERE held -> b.key IS DISTINCT FROM b.value)) THEN
    RAISE EXCEPTION 'proposal: stale' USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_proposal_stale';
  END IF;
  RETURN held;
END $$;
REVOKE ALL ON FUNCTION evidence_row_as_seen(jsonb, text, jsonb) FROM PUBLIC;

-- One row of the evidence by its key. What is new goes to the end of its list.
CREATE OR REPLACE FUNCTION apply_evidence_change(seen jsonb, name text, content jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  match text;
  columns text;
  held jsonb := evidence_row_as_seen(seen, name, content);
  place integer;
BEGIN
  IF held IS NULL AND name IN ('arm', 'report') THEN
    EXECUTE format('SELECT coalesce(max(position), -1) + 1 FROM %I WHERE trial_slug = $1', name) INTO place USING content ->> 'trial_slug';
  ELSIF held IS NULL AND name IN ('reference', 'disease_statement', 'disease_fact', 'review_question') THEN
    EXECUTE format('SELECT coalesce(max(position), -1) + 1 FROM %I', name) INTO place;
  END IF;
  IF place IS NOT NULL THEN content := content || jsonb_build_object('position', place); END IF;
  SELECT string_agg(format('to_jsonb(t) -> %1$L = $1 -> %1$L', key), ' AND ') INTO match FROM unnest(evidence_keys(name)) AS key;
  SELECT string_agg(quote_ident(key), ', ') INTO columns FROM jsonb_object_keys(content) AS key;
  IF held IS NULL THEN
    EXECUTE format('INSERT INTO %1$I (%2$s) SELECT %2$s FROM jsonb_populate_record(NULL::%1$I, $1)', name, columns) USING content;
  ELSE
    EXECUTE format('UPDATE %1$I t SET (%2$s) = (SELECT %2$s FROM jsonb_populate_record(NULL::%1$I, $1)) WHERE %3$s', name, columns, match) USING content;
  END IF;
END $$;

-- Takes a row away: what a curator may retire, and nothing that figures hang on.
CREATE FUNCTION retire_evidence_row(seen jsonb, name text, content jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE match text;
BEGIN
  IF NOT coalesce(name IN ('disease_statement', 'disease_fact', 'appraisal') OR (name = 'review_protocol' AND content ->> 'id' LIKE 'covers-%'), false) THEN
    RAISE EXCEPTION 'proposal: no such table' USING ERRCODE = 'check_violation';
  END IF;
  PERFORM evidence_row_as_seen(seen, name, content);
  SELECT string_agg(format('to_jsonb(t) -> %1$L = $1 -> %1$L', key), ' AND ') INTO match FROM unnest(evidence_keys(name)) AS key;
  EXECUTE format('DELETE FROM %I t WHERE %s', name, match) USING content;
END $$;
REVOKE ALL ON FUNCTION retire_evidence_row(jsonb, text, jsonb) FROM PUBLIC;

CREATE OR REPLACE FUNCTION approve_evidence_proposal(wanted uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  p evidence_proposal;
  current_row jsonb;
  item jsonb;
  place integer;
BEGIN
  IF NOT coalesce(viewer_is_curator(), false) THEN RAISE EXCEPTION 'no curator' USING ERRCODE = '42501'; END IF;
  SELECT * INTO p FROM evidence_proposal WHERE id = wanted FOR UPDATE;
  IF NOT FOUND OR p.status <> 'proposed' THEN
    RAISE EXCEPTION 'proposal: decided' USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_proposal_status';
  END IF;
  IF p.proposed_by = viewer_id() THEN
    IF NOT may_approve_alone() THEN
      RAISE EXCEPTION 'proposal: own' USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_proposal_second_curator';
    END IF;
    p.rows := said_by_one_curator(p.kind, p.rows);
  END IF;
  PERFORM set_config('registry.reason', p.reason, true);
  IF p.kind = 'correction' THEN
    SELECT to_jsonb(e) INTO current_row FROM estimate e WHERE e.id = p.estimate_id AND e.trial_slug = p.trial_slug FOR UPDATE;
    IF current_row IS NULL OR p.rows ->> 'id' <> p.estimate_id
      OR EXISTS (SELECT FROM jsonb_each(p.base) b WHERE current_row -> b.key IS DISTINCT FROM b.value) THEN
      RAISE EXCEPTION 'proposal: stale' USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_proposal_stale';
    END IF;
    PERFORM write_evidence_row('estimate', p.rows - 'trial_slug' - 'position', false);
  ELSIF p.kind = 'change' AND p.rows -> 'retired' = 'true' THEN
    PERFORM retire_evidence_row(p.base -> 'row', p.rows ->> 'table', p.rows -> 'row');
  ELSIF p.kind = 'change' THEN
    PERFORM apply_evidence_change(p.base -> 'row', p.rows ->> 'table', p.rows -> 'row');
  ELSE
    FOR item IN SELECT jsonb_array_elements(p.rows -> 'reference') LOOP
      CONTINUE WHEN EXISTS (SELECT FROM reference r WHERE r.id = item ->> 'id' AND r.csl = item -> 'csl');
      SELECT coalesce(max(position), -1) + 1 INTO place FROM reference;
      PERFORM write_evidence_row('reference', item || jsonb_build_object('position', place), true);
    END LOOP;
    FOR item IN SELECT jsonb_array_elements(p.rows -> 'report') LOOP
      CONTINUE WHEN EXISTS (SELECT FROM report r WHERE r.id = item ->> 'id' AND r.trial_slug = p.trial_slug AND r.source_ref = item ->> 'source_ref');
      SELECT coalesce(max(position), -1) + 1 INTO place FROM report WHERE trial_slug = p.trial_slug;
      PERFORM write_evidence_row('report', item || jsonb_build_object('position', place, 'trial_slug', p.trial_slug), true);
    END LOOP;
    FOR item IN SELECT jsonb_array_elements(p.rows -> 'estimate') LOOP
      SELECT coalesce(max(position), -1) + 1 INTO place FROM estimate WHERE trial_slug = p.trial_slug;
      PERFORM write_evidence_row('estimate', item || jsonb_build_object('position', place, 'trial_slug', p.trial_slug), true);
    END LOOP;
  END IF;
  UPDATE evidence_proposal SET status = 'approved', rows = p.rows, alone = p.proposed_by = viewer_id() WHERE id = wanted;
END $$;

-- Which parts of a study stand as one curator approved them alone. What belongs to no study is told by its own row.
CREATE OR REPLACE FUNCTION one_curator_parts() RETURNS TABLE (trial_slug text, table_name text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT latest.trial_slug, latest.table_name FROM (
    SELECT DISTINCT ON (subject, p.rows ->> 'table', item) subject AS trial_slug, p.rows ->> 'table' AS table_name, p.alone
    FROM evidence_proposal p,
      LATERAL (SELECT p.rows -> 'row' AS content) r,
      LATERAL (SELECT coalesce(r.content ->> 'trial_slug', r.content ->> 'slug') AS subject,
        concat_ws(' ', r.content ->> 'slug', r.content ->> 'position', r.content ->> 'endpoint', r.content ->> 'id') AS item) k
    WHERE p.kind = 'change' AND p.status = 'approved' AND subject IS NOT NULL AND p.rows ->> 'table' NOT IN ('appraisal', 'review_question')
    ORDER BY subject, p.rows ->> 'table', item, p.decided_at DESC
  ) latest
  WHERE latest.alone ORDER BY 1, 2
$$;

-- The same of what belongs to no study: statements, shares, references and parts of the protocol, by table and id.
CREATE FUNCTION one_curator_items() RETURNS TABLE (table_name text, item text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT latest.table_name, latest.item FROM (
    SELECT DISTINCT ON (p.rows ->> 'table', p.rows #>> '{row,id}') p.rows ->> 'table' AS table_name, p.rows #>> '{row,id}' AS item,
      p.alone AND p.rows -> 'retired' IS NULL AS alone
    FROM evidence_proposal p
    WHERE p.kind = 'change' AND p.status = 'approved'
      AND p.rows ->> 'table' IN ('disease_statement', 'disease_fact', 'review_protocol', 'reference')
    ORDER BY p.rows ->> 'table', p.rows #>> '{row,id}', p.decided_at DESC
  ) latest
  WHERE latest.alone ORDER BY 1, 2
$$;
