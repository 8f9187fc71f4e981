-- Which parts of a study stand as one curator approved them alone: the latest approved change of each row was by one. Of who it was
-- nothing is told. Figures and judgements say it in their own row.
CREATE FUNCTION one_curator_parts() RETURNS TABLE (trial_slug text, table_name text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT latest.trial_slug, latest.table_name FROM (
    SELECT DISTINCT ON (subject, p.rows ->> 'table', item) subject AS trial_slug, p.rows ->> 'table' AS table_name, p.alone
    FROM evidence_proposal p,
      LATERAL (SELECT p.rows -> 'row' AS content) r,
      LATERAL (SELECT coalesce(r.content ->> 'trial_slug', r.content ->> 'slug') AS subject,
        concat_ws(' ', r.content ->> 'slug', r.content ->> 'position', r.content ->> 'endpoint', r.content ->> 'id') AS item) k
    WHERE p.kind = 'change' AND p.status = 'approved' AND p.rows ->> 'table' NOT IN ('appraisal', 'review_question')
    ORDER BY subject, p.rows ->> 'table', item, p.decided_at DESC
  ) latest
  WHERE latest.alone ORDER BY 1, 2
$$;
