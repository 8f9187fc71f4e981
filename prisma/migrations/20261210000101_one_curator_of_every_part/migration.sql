-- Arms, risk groups, numbers in registers, interventions and definitions say in their own row that one curator approved them alone, as
-- disagreements do; reports, references and parts of the protocol say it where their content stands. So does what is given away of them.

-- AlterTable
ALTER TABLE "arm" ADD COLUMN "one_curator" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "endpoint_definition" ADD COLUMN "one_curator" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "intervention" ADD COLUMN "one_curator" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "registration" ADD COLUMN "one_curator" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "stratum" ADD COLUMN "one_curator" BOOLEAN NOT NULL DEFAULT false;

-- Which rows say it in a column.
CREATE OR REPLACE FUNCTION says_one_curator(name text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(name IN ('discrepancy', 'baseline_fact', 'disease_fact', 'disease_statement', 'arm', 'stratum', 'registration', 'intervention',
    'endpoint_definition'), false)
$$;

-- A changed row that says it.
CREATE FUNCTION row_by_one_curator(name text, content jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN says_one_curator(name) THEN content || '{"one_curator": true}'
    WHEN name = 'appraisal' THEN jsonb_set(content, '{overall,oneCurator}', 'true')
    WHEN name = 'review_question' AND jsonb_typeof(content #> '{content,certainty}') = 'object'
      THEN jsonb_set(content, '{content,certainty,oneCurator}', 'true')
    WHEN name = 'report' THEN jsonb_set(content, '{details,oneCurator}', 'true')
    WHEN name = 'review_protocol' THEN jsonb_set(content, '{content,oneCurator}', 'true')
    WHEN name = 'reference' THEN jsonb_set(content, '{csl,custom}', coalesce(content #> '{csl,custom}', '{}') || '{"oneCurator": true}')
    ELSE content END
$$;

CREATE OR REPLACE FUNCTION said_by_one_curator(kind text, rows jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE kind
    WHEN 'correction' THEN jsonb_set(rows, '{caveats}', coalesce(rows -> 'caveats', '[]') || '["one-curator"]')
    WHEN 'report' THEN jsonb_set(rows, '{estimate}', (
      SELECT coalesce(jsonb_agg(jsonb_set(e, '{caveats}', coalesce(e -> 'caveats', '[]') || '["one-curator"]')), '[]')
      FROM jsonb_array_elements(rows -> 'estimate') e))
    WHEN 'change' THEN jsonb_set(rows, '{row}', row_by_one_curator(rows ->> 'table', rows -> 'row'))
    ELSE rows END
$$;

-- What was proposed before says it too, so that a load lays the same row over the data set again.
ALTER TABLE evidence_proposal DISABLE TRIGGER decided, DISABLE TRIGGER audit;
UPDATE evidence_proposal SET rows = jsonb_set(rows, '{row,one_curator}', to_jsonb(alone))
  WHERE kind = 'change' AND rows -> 'retired' IS NULL
    AND rows ->> 'table' IN ('arm', 'stratum', 'registration', 'intervention', 'endpoint_definition');
UPDATE evidence_proposal SET rows = jsonb_set(rows, '{row}', row_by_one_curator(rows ->> 'table', rows -> 'row'))
  WHERE kind = 'change' AND alone AND rows -> 'retired' IS NULL AND rows ->> 'table' IN ('report', 'reference', 'review_protocol');
-- What was proposed over such a row has seen it as it is now.
UPDATE evidence_proposal p SET base = jsonb_set(p.base, '{row}', row_by_one_curator(p.rows ->> 'table', p.base -> 'row'))
  WHERE p.kind = 'change' AND jsonb_typeof(p.base -> 'row') = 'object' AND p.rows ->> 'table' IN ('report', 'reference', 'review_protocol')
    AND (SELECT o.alone FROM evidence_proposal o
      WHERE o.kind = 'change' AND o.status = 'approved' AND o.rows -> 'retired' IS NULL AND o.id <> p.id AND o.rows ->> 'table' = p.rows ->> 'table'
        AND o.rows #> '{row,id}' = p.rows #> '{row,id}' AND (p.decided_at IS NULL OR o.decided_at < p.decided_at)
      ORDER BY o.decided_at DESC LIMIT 1);
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
    WHERE p.kind = 'change' AND p.status = 'approved'
      AND p.rows ->> 'table' IN ('arm', 'stratum', 'registration', 'intervention', 'endpoint_definition', 'report', 'reference', 'review_protocol')
    ORDER BY p.rows ->> 'table', k.held, p.decided_at DESC
  LOOP
    CONTINUE WHEN NOT latest.alone;
    SELECT string_agg(format('to_jsonb(t) -> %1$L = $1 -> %1$L', key), ' AND ') INTO match FROM unnest(evidence_keys(latest.name)) AS key;
    EXECUTE format('UPDATE %I t SET %s WHERE %s', latest.name, CASE latest.name
      WHEN 'report' THEN 'details = row_by_one_curator(''report'', to_jsonb(t)) -> ''details'''
      WHEN 'reference' THEN 'csl = row_by_one_curator(''reference'', to_jsonb(t)) -> ''csl'''
      WHEN 'review_protocol' THEN 'content = row_by_one_curator(''review_protocol'', to_jsonb(t)) -> ''content'''
      ELSE 'one_curator = true' END, match) USING latest.content;
  END LOOP;
END $$;

-- Which parts of a study one curator approved alone: what the rows say, so that it is told of rows that came from another registry as well.
-- The identity of a study has no such place: of it the latest approved change is asked.
CREATE OR REPLACE FUNCTION one_curator_parts() RETURNS TABLE (trial_slug text, table_name text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.trial_slug, 'arm' FROM arm t WHERE one_curator
  UNION SELECT t.trial_slug, 'stratum' FROM stratum t WHERE one_curator
  UNION SELECT t.trial_slug, 'registration' FROM registration t WHERE one_curator
  UNION SELECT t.trial_slug, 'intervention' FROM intervention t WHERE one_curator
  UNION SELECT t.trial_slug, 'endpoint_definition' FROM endpoint_definition t WHERE one_curator
  UNION SELECT t.trial_slug, 'baseline_fact' FROM baseline_fact t WHERE one_curator
  UNION SELECT t.trial_slug, 'discrepancy' FROM discrepancy t WHERE one_curator AND t.trial_slug IS NOT NULL
  UNION SELECT t.trial_slug, 'report' FROM report t WHERE details -> 'oneCurator' = 'true'
  UNION SELECT latest.slug, 'trial' FROM (
    SELECT DISTINCT ON (p.rows #>> '{row,slug}') p.rows #>> '{row,slug}' AS slug, p.alone
    FROM evidence_proposal p WHERE p.kind = 'change' AND p.status = 'approved' AND p.rows ->> 'table' = 'trial'
    ORDER BY p.rows #>> '{row,slug}', p.decided_at DESC
  ) latest WHERE latest.alone
  ORDER BY 1, 2
$$;

CREATE OR REPLACE FUNCTION one_curator_items() RETURNS TABLE (table_name text, item text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT 'reference', id FROM reference WHERE csl #> '{custom,oneCurator}' = 'true'
  UNION SELECT 'review_protocol', id FROM review_protocol WHERE content -> 'oneCurator' = 'true'
  ORDER BY 1, 2
$$;
