-- A disagreement of sources on the disease is proposed and approved as that of a study; it is known by its place. What one
-- curator approved alone of what belongs to no study is told of it too.
CREATE OR REPLACE FUNCTION one_curator_items() RETURNS TABLE (table_name text, item text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT latest.table_name, latest.item FROM (
    SELECT DISTINCT ON (k.name, k.item) k.name AS table_name, k.item, p.alone AND p.rows -> 'retired' IS NULL AS alone
    FROM evidence_proposal p,
      LATERAL (SELECT p.rows ->> 'table' AS name, coalesce(p.rows #>> '{row,id}', p.rows #>> '{row,position}') AS item) k
    WHERE p.kind = 'change' AND p.status = 'approved'
      AND (k.name IN ('disease_statement', 'disease_fact', 'review_protocol', 'reference')
        OR (k.name = 'discrepancy' AND p.rows #>> '{row,subject}' = 'disease'))
    ORDER BY k.name, k.item, p.decided_at DESC
  ) latest
  WHERE latest.alone ORDER BY 1, 2
$$;
