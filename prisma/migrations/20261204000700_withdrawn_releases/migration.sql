-- A centre that withdraws its consent has a way out: an administrator takes down what was released, all of it, with a reason. Releases
-- that were seen still count for what a later one may tell (docs/decisions/0254-a-release-is-withdrawn.md).
ALTER TABLE "network_release"
  ADD COLUMN "withdrawn_at" TIMESTAMPTZ(3),
  ADD COLUMN "withdrawn_by" UUID,
  ADD COLUMN "withdrawal_reason" TEXT;
ALTER TABLE network_release
  ADD CONSTRAINT network_release_withdrawal CHECK (
    (withdrawn_at IS NULL) = (withdrawal_reason IS NULL) AND (withdrawn_at IS NOT NULL OR withdrawn_by IS NULL)
    AND (withdrawn_at IS NULL OR tables = '[]')
    AND char_length(btrim(withdrawal_reason)) BETWEEN 10 AND 500);

-- Takes down all releases of a pool, for administrators, and says how many: with the newest alone the one before it, of the same
-- children, would be shown again. What each child contributed stays, for nobody to read, so that a later release can be compared.
CREATE FUNCTION withdraw_network_releases(of_made_up boolean, of_reason text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  taken integer;
BEGIN
  PERFORM requires_administrator();
  PERFORM pg_advisory_xact_lock(237);
  UPDATE network_release SET tables = '[]', withdrawn_at = clock_timestamp(), withdrawn_by = viewer_id(), withdrawal_reason = btrim(of_reason)
    WHERE made_up = of_made_up AND withdrawn_at IS NULL;
  GET DIAGNOSTICS taken = ROW_COUNT;
  RETURN taken;
END $$;

-- As before, but for what was withdrawn: whoever left then, or was deleted, is in no later release.
CREATE OR REPLACE FUNCTION network_prepare(candidate uuid, of_made_up boolean, lets_go boolean) RETURNS void LANGUAGE sql AS $$
  WITH members AS MATERIALIZED (SELECT network_sites(of_made_up) AS ids),
  latest AS MATERIALIZED (SELECT c.* FROM network_contribution c JOIN (
    SELECT r.id, r.withdrawn_at FROM network_release r WHERE r.made_up = of_made_up ORDER BY r.number DESC LIMIT 1) AS r ON r.id = c.release_id
    -- Of what was withdrawn nobody stays who has left or was deleted.
    WHERE r.withdrawn_at IS NULL OR (c.site_id = ANY ((SELECT ids FROM members)::uuid[]) AND (
      EXISTS (SELECT FROM patient_observation o WHERE o.patient_id = c.patient_id)
      OR EXISTS (SELECT FROM observation_due d WHERE d.patient_id = c.patient_id)))),
  current AS MATERIALIZED (SELECT n.* FROM members m, network_current(m.ids) n),
  differences AS MATERIALIZED (
    SELECT patient_id, coalesce(n.site_id, l.site_id) AS site_id,
      CASE WHEN l.patient_id IS NULL THEN 'came' WHEN n.patient_id IS NULL THEN 'went' ELSE 'changed' END AS kind,
      (l.os_month, l.os_event, l.site_id) IS DISTINCT FROM (n.os_month, n.os_event, n.site_id) AS os,
      (l.efs_month, l.efs_event, l.site_id) IS DISTINCT FROM (n.efs_month, n.efs_event, n.site_id) AS efs
    FROM latest l FULL JOIN current n USING (patient_id)
    WHERE (to_jsonb(l) - 'release_id') IS DISTINCT FROM (to_jsonb(n) - 'release_id')
      AND (lets_go OR n.patient_id IS NOT NULL)
      AND NOT (n.patient_id IS NULL AND l.site_id = ANY ((SELECT ids FROM members)::uuid[])
        AND EXISTS (SELECT FROM observation_due d WHERE d.patient_id = l.patient_id))),
  batches AS (
    SELECT kind, network_batch(array_agg(site_id), array_agg(os), array_agg(efs)) AS sites
    FROM (SELECT kind, site_id, count(*) FILTER (WHERE os) AS os, count(*) FILTER (WHERE efs) AS efs FROM differences GROUP BY 1, 2) AS own
    GROUP BY 1),
  taken AS MATERIALIZED (SELECT d.* FROM differences d JOIN batches b ON b.kind = d.kind AND d.site_id = ANY (b.sites)),
  chosen AS (
    SELECT l.* FROM latest l WHERE NOT EXISTS (SELECT FROM taken t WHERE t.patient_id = l.patient_id)
    UNION ALL
    SELECT n.* FROM current n JOIN taken t USING (patient_id))
  INSERT INTO network_contribution
    SELECT candidate, patient_id, site_id, kmt2a, under_six, os_month, os_event, efs_month, efs_event, dfs_month, dfs_event, rfs_month, rfs_event
    FROM chosen
$$;
