-- Studies, arms, risk groups, definitions, reports and judgements are proposed and approved as figures are. A centre that has
-- one curator may let that one approve alone; what was approved so says it.

-- AlterTable
ALTER TABLE "evidence_proposal" ALTER COLUMN "trial_slug" DROP NOT NULL,
ADD COLUMN "alone" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "role_rule" ADD COLUMN "alone" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE evidence_proposal
  DROP CONSTRAINT evidence_proposal_kind,
  DROP CONSTRAINT evidence_proposal_second_curator,
  ADD CONSTRAINT evidence_proposal_kind CHECK (kind IN ('correction', 'report', 'change')
    AND (estimate_id IS NOT NULL) = (kind = 'correction') AND (base IS NULL) = (kind = 'report') AND (trial_slug IS NOT NULL OR kind = 'change')),
  ADD CONSTRAINT evidence_proposal_second_curator CHECK (status NOT IN ('approved', 'superseded') OR (decided_by = proposed_by) = alone);
ALTER TABLE role_rule ADD CONSTRAINT role_rule_alone CHECK (NOT alone OR role = 'curator');

-- Only while there is no second curator: as soon as there is one, two are needed again.
CREATE FUNCTION may_approve_alone() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT alone FROM role_rule WHERE role = 'curator'), false)
    AND (SELECT count(DISTINCT u.id) FROM membership m JOIN app_user u ON u.id = m.user_id
         WHERE m.role = 'curator' AND u.disabled_at IS NULL AND (m.expires_at IS NULL OR m.expires_at > now())) = 1
$$;

-- Every figure that one curator approved alone says so wherever it stands.
CREATE FUNCTION said_by_one_curator(kind text, rows jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE kind
    WHEN 'correction' THEN jsonb_set(rows, '{caveats}', coalesce(rows -> 'caveats', '[]') || '["one-curator"]')
    WHEN 'report' THEN jsonb_set(rows, '{estimate}', (
      SELECT coalesce(jsonb_agg(jsonb_set(e, '{caveats}', coalesce(e -> 'caveats', '[]') || '["one-curator"]')), '[]')
      FROM jsonb_array_elements(rows -> 'estimate') e))
    ELSE rows END
$$;

-- One row of the evidence by its key: refused where it is no longer what the proposer saw.
CREATE FUNCTION apply_evidence_change(seen jsonb, name text, content jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  keys text[] := CASE name WHEN 'trial' THEN ARRAY['slug'] WHEN 'arm' THEN ARRAY['trial_slug', 'slug']
    WHEN 'stratum' THEN ARRAY['trial_slug', 'position'] WHEN 'registration' THEN ARRAY['trial_slug', 'position']
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
REVOKE ALL ON FUNCTION apply_evidence_change(jsonb, text, jsonb) FROM PUBLIC;

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
