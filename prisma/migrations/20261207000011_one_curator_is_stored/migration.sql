-- What one curator approved alone is stored, not worked out: a disagreement, a presenting feature, a share and a statement say it
-- in their own row, as figures and judgements do, and an entry of the audit names the approval that it came with.

-- AlterTable
ALTER TABLE "audit_entry" ADD COLUMN "proposal_id" UUID;

-- AlterTable
ALTER TABLE "baseline_fact" ADD COLUMN "one_curator" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "discrepancy" ADD COLUMN "one_curator" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "disease_fact" ADD COLUMN "one_curator" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "disease_statement" ADD COLUMN "one_curator" BOOLEAN NOT NULL DEFAULT false;

-- As before, with the approval that the transaction names. It is no part of the chain: the approval itself is an entry of it.
CREATE OR REPLACE FUNCTION complete_audit_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  noise CONSTANT text[] := ARRAY['version', 'last_sign_in_at', 'totp_step', 'totp_proposed'];
BEGIN
  IF NEW.action = 'update' THEN
    NEW.old_values := NEW.old_values - noise;
    NEW.new_values := NEW.new_values - noise;
    IF coalesce(NEW.old_values, '{}') = '{}' AND coalesce(NEW.new_values, '{}') = '{}' THEN RETURN NULL; END IF;
  END IF;
  NEW.reason := coalesce(NEW.reason, nullif(left(current_setting('registry.reason', true), 500), ''));
  NEW.proposal_id := nullif(current_setting('registry.proposal', true), '')::uuid;
  RETURN NEW;
END $$;

-- Which rows say it themselves.
CREATE FUNCTION says_one_curator(name text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(name IN ('discrepancy', 'baseline_fact', 'disease_fact', 'disease_statement'), false)
$$;

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
      WHEN says_one_curator(rows ->> 'table') THEN jsonb_set(rows, '{row,one_curator}', 'true')
      ELSE rows END
    ELSE rows END
$$;

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
    p.rows := CASE WHEN p.rows -> 'retired' = 'true' THEN p.rows ELSE said_by_one_curator(p.kind, p.rows) END;
  END IF;
  PERFORM set_config('registry.reason', p.reason, true), set_config('registry.proposal', p.id::text, true);
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
  PERFORM set_config('registry.proposal', '', true);
END $$;

-- What was proposed before says it too, so that a load lays the same row over the data set again.
ALTER TABLE evidence_proposal DISABLE TRIGGER decided, DISABLE TRIGGER audit;
UPDATE evidence_proposal SET rows = jsonb_set(rows, '{row,one_curator}', to_jsonb(alone))
  WHERE kind = 'change' AND says_one_curator(rows ->> 'table') AND rows -> 'retired' IS NULL;
ALTER TABLE evidence_proposal ENABLE TRIGGER decided, ENABLE TRIGGER audit;

-- What stands as one curator approved it alone: the latest approved change of its row was by one.
DO $$
DECLARE
  latest record;
  match text;
BEGIN
  PERFORM set_config('registry.reason', 'evidence:load', true);
  FOR latest IN
    SELECT DISTINCT ON (p.rows ->> 'table', k.held) p.rows ->> 'table' AS name, p.rows -> 'row' AS content, p.alone AND p.rows -> 'retired' IS NULL AS alone
    FROM evidence_proposal p,
      LATERAL (SELECT jsonb_agg(p.rows -> 'row' -> key) AS held FROM unnest(evidence_keys(p.rows ->> 'table')) AS key) k
    WHERE p.kind = 'change' AND p.status = 'approved' AND says_one_curator(p.rows ->> 'table')
    ORDER BY p.rows ->> 'table', k.held, p.decided_at DESC
  LOOP
    CONTINUE WHEN NOT latest.alone;
    SELECT string_agg(format('to_jsonb(t) -> %1$L = $1 -> %1$L', key), ' AND ') INTO match FROM unnest(evidence_keys(latest.name)) AS key;
    EXECUTE format('UPDATE %I t SET one_curator = true WHERE %s', latest.name, match) USING latest.content;
  END LOOP;
END $$;

-- Entries of earlier approvals: rows are written just before the approval itself, by the same person with the same reason.
UPDATE audit_entry e SET proposal_id = (
    SELECT a.row_id::uuid FROM audit_entry a
    WHERE a.table_name = 'evidence_proposal' AND a.action = 'update' AND a.new_values ->> 'status' = 'approved'
      AND a.actor_id = e.actor_id AND a.reason = e.reason AND a.id >= e.id AND a.at < e.at + interval '1 minute'
    ORDER BY a.id LIMIT 1)
  WHERE e.actor_id IS NOT NULL AND e.reason IS NOT NULL AND e.action IN ('insert', 'update', 'delete')
    AND e.table_name IN ('reference', 'trial', 'registration', 'intervention', 'arm', 'stratum', 'endpoint_definition', 'estimate', 'report',
      'baseline_fact', 'discrepancy', 'disease_fact', 'disease_statement', 'appraisal', 'review_protocol', 'review_question', 'evidence_proposal');

CREATE OR REPLACE FUNCTION evidence_history(before_id bigint, most integer)
RETURNS TABLE (id bigint, at timestamptz, by_curator boolean, alone boolean, table_name text, row_id text, action text, old_values jsonb, new_values jsonb, reason text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.id, e.at, e.actor_id IS NOT NULL, coalesce(p.alone, false), e.table_name, e.row_id, e.action, e.old_values, e.new_values, e.reason
  FROM audit_entry e LEFT JOIN evidence_proposal p ON p.id = e.proposal_id
  WHERE e.table_name IN ('evidence', 'reference', 'trial', 'registration', 'intervention', 'arm', 'stratum', 'endpoint_definition', 'estimate', 'report',
      'baseline_fact', 'discrepancy', 'disease_fact', 'disease_statement', 'appraisal', 'review_protocol', 'review_question')
    AND (before_id IS NULL OR e.id < before_id)
  ORDER BY e.id DESC LIMIT least(most, 500)
$$;

-- Of what belongs to no study and does not say it in its own row: references and parts of the protocol.
CREATE OR REPLACE FUNCTION one_curator_items() RETURNS TABLE (table_name text, item text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT latest.table_name, latest.item FROM (
    SELECT DISTINCT ON (p.rows ->> 'table', p.rows #>> '{row,id}') p.rows ->> 'table' AS table_name, p.rows #>> '{row,id}' AS item,
      p.alone AND p.rows -> 'retired' IS NULL AS alone
    FROM evidence_proposal p
    WHERE p.kind = 'change' AND p.status = 'approved' AND p.rows ->> 'table' IN ('review_protocol', 'reference')
    ORDER BY p.rows ->> 'table', p.rows #>> '{row,id}', p.decided_at DESC
  ) latest
  WHERE latest.alone ORDER BY 1, 2
$$;
