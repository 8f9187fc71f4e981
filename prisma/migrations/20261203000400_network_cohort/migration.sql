-- A pool of the sites that want it: releases of event tables by whole months that stand still, each so far from every earlier
-- one that their differences and sums tell of no few children (docs/decisions/0237-a-network-cohort-in-releases.md).

-- CreateTable
CREATE TABLE "network_step" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "site_id" UUID NOT NULL,
    "joins" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "network_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "network_release" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "number" SERIAL NOT NULL,
    "made_up" BOOLEAN NOT NULL,
    "endpoints" TEXT[],
    "sites" INTEGER NOT NULL,
    "ends" JSONB NOT NULL,
    "tables" JSONB NOT NULL,
    "made_by" UUID,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "network_release_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "network_contribution" (
    "release_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "kmt2a" TEXT,
    "under_six" BOOLEAN NOT NULL,
    "os_month" SMALLINT NOT NULL,
    "os_event" BOOLEAN NOT NULL,
    "efs_month" SMALLINT NOT NULL,
    "efs_event" BOOLEAN NOT NULL,
    "dfs_month" SMALLINT,
    "dfs_event" BOOLEAN NOT NULL,
    "rfs_month" SMALLINT,
    "rfs_event" BOOLEAN NOT NULL,

    CONSTRAINT "network_contribution_pkey" PRIMARY KEY ("release_id","patient_id")
);

-- CreateIndex
CREATE INDEX "network_step_site_id_idx" ON "network_step"("site_id");

-- CreateIndex
CREATE UNIQUE INDEX "network_release_number_key" ON "network_release"("number");

-- CreateIndex
CREATE INDEX "network_contribution_patient_id_idx" ON "network_contribution"("patient_id");

-- AddForeignKey
ALTER TABLE "network_step" ADD CONSTRAINT "network_step_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE network_step ADD CONSTRAINT network_step_reason CHECK (char_length(btrim(reason)) BETWEEN 10 AND 500);
ALTER TABLE network_release
  ADD CONSTRAINT network_release_endpoints CHECK (endpoints @> ARRAY['OS', 'EFS'] AND endpoints <@ ARRAY['OS', 'EFS', 'DFS', 'RFS']),
  ADD CONSTRAINT network_release_sites CHECK (sites >= 3),
  ADD CONSTRAINT network_release_tables CHECK (jsonb_typeof(tables) = 'array' AND jsonb_typeof(ends) = 'object');
ALTER TABLE network_contribution
  ADD CONSTRAINT network_contribution_kmt2a CHECK (kmt2a IN ('rearranged', 'germline')),
  ADD CONSTRAINT network_contribution_months CHECK (least(os_month, efs_month, dfs_month, rfs_month) >= 0),
  ADD CONSTRAINT network_contribution_remission CHECK (
    (dfs_month IS NULL) = (rfs_month IS NULL) AND (dfs_month IS NOT NULL OR NOT (dfs_event OR rfs_event)));

CREATE TRIGGER name_writer BEFORE INSERT ON network_step FOR EACH ROW EXECUTE FUNCTION name_writer('decided_by');
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON network_step FOR EACH ROW EXECUTE FUNCTION record_audit();
CREATE TRIGGER name_writer BEFORE INSERT ON network_release FOR EACH ROW EXECUTE FUNCTION name_writer('made_by');
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON network_release FOR EACH ROW EXECUTE FUNCTION record_audit();

-- Which sites are in it is theirs and the administrators' to know. What was released is for everybody who is signed in. What
-- each child contributed is for nobody: the policy of the owner is for the functions below and for a backup.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['network_step', 'network_release', 'network_contribution'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY backup ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;
CREATE POLICY read ON network_step FOR SELECT USING (
  site_id = ANY ((SELECT readable_sites())::uuid[]) OR (SELECT viewer_is_administrator()));
CREATE POLICY add ON network_step FOR INSERT WITH CHECK (
  site_id = ANY ((SELECT writable_sites())::uuid[]) OR (SELECT viewer_is_administrator()));
CREATE POLICY read ON network_release FOR SELECT USING ((SELECT viewer_id()) IS NOT NULL);

-- Administrators decide on sites as on people, and read what was decided.
DROP POLICY read ON audit_entry;
CREATE POLICY read ON audit_entry FOR SELECT USING (
  site_id = ANY ((SELECT readable_sites())::uuid[])
  OR (site_id IS NULL AND patient_id IS NULL AND (SELECT viewer_is_administrator()))
  OR (table_name IN ('site', 'membership', 'network_step') AND (SELECT viewer_is_administrator())));

-- A child that was erased keeps its place in what was released, under an id that leads nowhere.
CREATE FUNCTION forget_contributions() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  WITH another AS MATERIALIZED (
    SELECT t.id, gen_random_uuid() AS nobody FROM touched t
    WHERE EXISTS (SELECT FROM network_contribution c WHERE c.patient_id = t.id)
  )
  UPDATE network_contribution c SET patient_id = a.nobody FROM another a WHERE c.patient_id = a.id;
  RETURN NULL;
END $$;
CREATE TRIGGER z_contributions_forgotten AFTER DELETE ON patient REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION forget_contributions();

-- The one rule: whoever knows the children of any two sites still faces five others, and no site has more than six tenths.
-- `counts`: how many of the children each site has. There are then at least three sites.
CREATE FUNCTION network_enough(counts bigint[]) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(sum(n) FILTER (WHERE place > 2) >= 5 AND 10 * max(n) <= 6 * sum(n), false)
  FROM (SELECT n, row_number() OVER (ORDER BY n DESC) AS place FROM unnest(counts) AS n) AS placed
$$;
-- The sites that are in the network now.
CREATE FUNCTION network_sites(of_made_up boolean) RETURNS uuid[] LANGUAGE sql STABLE AS $$
  SELECT coalesce(array_agg(s.id), '{}') FROM site s
  WHERE s.made_up = of_made_up AND (
    SELECT n.joins FROM network_step n WHERE n.site_id = s.id ORDER BY n.decided_at DESC, n.id LIMIT 1)
$$;

CREATE FUNCTION month_of(days integer) RETURNS smallint LANGUAGE sql IMMUTABLE AS $$ SELECT round(12 * days / 365.25)::smallint $$;

-- What each child of these sites contributes as it is kept now: of each endpoint the first event that counts, or the last contact, in
-- whole months. As `deriveObservation` and `guardedTimes`.
CREATE FUNCTION network_current(of_sites uuid[]) RETURNS SETOF network_contribution LANGUAGE sql STABLE AS $$
  SELECT NULL::uuid, o.patient_id, o.site_id, o.kmt2a, o.age_days < 6 * 30.4375,
    month_of(coalesce(o.death_day, o.contact_day)), o.death_day IS NOT NULL,
    month_of(coalesce(d.efs, o.contact_day)), d.efs IS NOT NULL,
    month_of(coalesce(d.dfs, o.cr_contact_day)), d.dfs IS NOT NULL,
    month_of(coalesce(d.rfs, o.cr_contact_day)), d.rfs IS NOT NULL
  FROM patient_observation o, LATERAL (SELECT
    least(o.failure_day, o.relapse_day, o.malignancy_day, o.death_day) AS efs,
    least(o.cr_relapse_day, o.cr_malignancy_day, o.cr_death_day) AS dfs,
    least(o.cr_relapse_day, o.cr_death_day) AS rfs) AS d
  WHERE o.site_id = ANY (of_sites)
$$;

-- Whether a release of these endpoints says something of this one.
CREATE FUNCTION network_gave(given text[], of_endpoint text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE of_endpoint WHEN 'none' THEN given && ARRAY['DFS', 'RFS'] ELSE of_endpoint = ANY (given) END
$$;

-- The releases that gave an endpoint, and what they show of it, child by child: after the end of a release nobody has an event.
-- 'none': who never reached a remission, which is what an endpoint from remission leaves over. `ending`: of the candidate.
CREATE FUNCTION network_states(of_endpoint text, candidate uuid, of_made_up boolean, by_r boolean, by_g boolean, by_age boolean, ending integer)
RETURNS TABLE (release_id uuid, patient_id uuid, site_id uuid, atom text, month integer, event boolean) LANGUAGE sql STABLE AS $$
  SELECT c.release_id, c.patient_id, c.site_id,
    CASE WHEN by_r AND c.kmt2a = 'rearranged' THEN 'r' WHEN by_g AND c.kmt2a = 'germline' THEN 'g' ELSE '-' END
      || CASE WHEN by_age THEN c.under_six::text ELSE '' END,
    least(own.month, e.ends), own.event AND own.month <= e.ends
  FROM network_contribution c LEFT JOIN network_release r ON r.id = c.release_id,
    LATERAL (SELECT
      CASE of_endpoint WHEN 'OS' THEN c.os_month WHEN 'EFS' THEN c.efs_month WHEN 'DFS' THEN c.dfs_month WHEN 'RFS' THEN c.rfs_month ELSE 0 END::integer AS month,
      CASE of_endpoint WHEN 'OS' THEN c.os_event WHEN 'EFS' THEN c.efs_event WHEN 'DFS' THEN c.dfs_event WHEN 'RFS' THEN c.rfs_event ELSE false END AS event) AS own,
    LATERAL (SELECT CASE WHEN c.release_id = candidate THEN ending ELSE coalesce((r.ends ->> of_endpoint)::integer, 0) END AS ends) AS e
  WHERE (c.release_id = candidate OR (r.made_up = of_made_up AND network_gave(r.endpoints, of_endpoint)))
    AND CASE WHEN of_endpoint IN ('OS', 'EFS') THEN true ELSE (of_endpoint = 'none') = (c.dfs_month IS NULL) END
$$;

-- The last month before which at least five were at risk in every set of children that the groups tell apart.
CREATE FUNCTION network_ending(of_endpoint text, candidate uuid, of_made_up boolean, by_r boolean, by_g boolean, by_age boolean)
RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT min(month) FROM (
    SELECT atom, month, row_number() OVER (PARTITION BY atom ORDER BY month DESC) AS followed
    FROM network_states(of_endpoint, candidate, of_made_up, by_r, by_g, by_age, 32767) WHERE release_id = candidate) AS own
  WHERE followed = 5
$$;

-- Whether an endpoint of a release that is being made may be told for these groups. Of every set of children that the groups
-- tell apart: it is enough, at least five had an event and five had none; who came, went or changed since any earlier
-- release are nobody or enough; and what was in no earlier release is enough, so that no sum of releases leaves less.
CREATE FUNCTION network_is_safe(of_endpoint text, candidate uuid, of_made_up boolean, by_r boolean, by_g boolean, by_age boolean, ending integer)
RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
  faulty boolean;
  rest CONSTANT boolean := of_endpoint = 'none';
BEGIN
  WITH states AS MATERIALIZED (SELECT * FROM network_states(of_endpoint, candidate, of_made_up, by_r, by_g, by_age, ending)),
  now AS MATERIALIZED (SELECT * FROM states WHERE release_id = candidate),
  before AS MATERIALIZED (SELECT * FROM states WHERE release_id <> candidate),
  earlier AS MATERIALIZED (SELECT r.id AS release_id FROM network_release r WHERE r.made_up = of_made_up AND network_gave(r.endpoints, of_endpoint)),
  levels AS MATERIALIZED (
    SELECT atom, array_agg(n) AS counts, sum(events) AS events, sum(n) AS n
    FROM (SELECT atom, site_id, count(*) AS n, count(*) FILTER (WHERE event) AS events FROM now GROUP BY 1, 2) AS own GROUP BY 1),
  changes AS (
    SELECT e.release_id, n.atom, n.site_id, CASE WHEN b.patient_id IS NULL THEN 'came' ELSE 'changed' END AS kind
    FROM earlier e CROSS JOIN now n
    LEFT JOIN before b ON b.release_id = e.release_id AND b.patient_id = n.patient_id AND b.atom = n.atom
    WHERE b.patient_id IS NULL OR (b.month, b.event) <> (n.month, n.event)
    UNION ALL
    SELECT b.release_id, b.atom, b.site_id, 'went' FROM before b
    LEFT JOIN now n ON n.patient_id = b.patient_id AND n.atom = b.atom WHERE n.patient_id IS NULL),
  kinds AS (
    SELECT array_agg(n) AS counts
    FROM (SELECT release_id, atom, kind, site_id, count(*) AS n FROM changes GROUP BY 1, 2, 3, 4) AS own GROUP BY release_id, atom, kind),
  fresh AS (
    SELECT n.atom, n.site_id, count(*) AS n FROM now n
    LEFT JOIN before b ON b.patient_id = n.patient_id AND b.month = n.month AND b.event = n.event
    WHERE b.patient_id IS NULL GROUP BY 1, 2),
  news AS (SELECT l.atom, (SELECT array_agg(f.n) FROM fresh f WHERE f.atom = l.atom) AS counts FROM levels l)
  SELECT (NOT rest AND NOT EXISTS (SELECT FROM levels))
    OR EXISTS (SELECT FROM levels WHERE NOT network_enough(counts) OR (NOT rest AND (events < 5 OR n - events < 5)))
    OR EXISTS (SELECT FROM kinds WHERE NOT network_enough(counts))
    OR (NOT rest AND EXISTS (SELECT FROM earlier) AND EXISTS (SELECT FROM news WHERE NOT network_enough(counts)))
  INTO faulty;
  RETURN NOT faulty;
END $$;

-- Where the lists of these groups end, if they may all be told; null: they may not. Looked at for each grouping by itself, too,
-- since a child that has moved from one group to another has not changed in what holds both.
CREATE FUNCTION network_may_tell(of_endpoint text, candidate uuid, of_made_up boolean, by_r boolean, by_g boolean, by_age boolean)
RETURNS integer LANGUAGE plpgsql STABLE AS $$
DECLARE
  ending CONSTANT integer := network_ending(of_endpoint, candidate, of_made_up, by_r, by_g, by_age);
  one text;
BEGIN
  FOREACH one IN ARRAY CASE WHEN of_endpoint IN ('OS', 'EFS') THEN ARRAY[of_endpoint] ELSE ARRAY[of_endpoint, 'none'] END LOOP
    IF ending IS NULL
      OR NOT network_is_safe(one, candidate, of_made_up, by_r, by_g, by_age, ending)
      OR NOT network_is_safe(one, candidate, of_made_up, false, false, false, ending)
      OR NOT network_is_safe(one, candidate, of_made_up, by_r, false, false, ending)
      OR NOT network_is_safe(one, candidate, of_made_up, false, by_g, false, ending)
      OR NOT network_is_safe(one, candidate, of_made_up, false, false, by_age, ending) THEN RETURN NULL; END IF;
  END LOOP;
  RETURN ending;
END $$;

-- One pooled list of a release, to its end; null where the group has nobody.
CREATE FUNCTION network_list(of_endpoint text, candidate uuid, of_group text, ending integer) RETURNS jsonb LANGUAGE sql STABLE AS $$
  WITH own AS (
    SELECT s.month, s.event FROM network_states(of_endpoint, candidate, NULL, false, false, false, ending) s
    JOIN network_contribution c ON c.release_id = s.release_id AND c.patient_id = s.patient_id
    WHERE s.release_id = candidate AND CASE of_group WHEN 'r' THEN c.kmt2a = 'rearranged' WHEN 'g' THEN c.kmt2a = 'germline'
      WHEN 'under-6-months' THEN c.under_six WHEN 'from-6-months' THEN NOT c.under_six ELSE true END),
  by_month AS (SELECT month, count(*) FILTER (WHERE event) AS events, count(*) FILTER (WHERE NOT event) AS censored FROM own GROUP BY 1)
  SELECT jsonb_build_object('endpoint', of_endpoint, 'group', of_group, 'times', jsonb_agg(jsonb_build_array(month, events, censored) ORDER BY month))
  FROM by_month HAVING count(*) > 0
$$;

-- Of these changes of children as many as are enough: sites that have too much of them wait, the largest first.
CREATE FUNCTION network_batch(sites uuid[], counts_os bigint[], counts_efs bigint[]) RETURNS uuid[] LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  left_over uuid[] := sites;
  a bigint[] := counts_os;
  b bigint[] := counts_efs;
  largest integer;
BEGIN
  WHILE cardinality(left_over) > 0 LOOP
    IF network_enough(array_remove(a, 0)) AND network_enough(array_remove(b, 0)) THEN RETURN left_over; END IF;
    SELECT i INTO largest FROM generate_subscripts(a, 1) AS i ORDER BY greatest(a[i], b[i]) DESC, left_over[i] LIMIT 1;
    left_over := left_over[:largest - 1] || left_over[largest + 1:];
    a := a[:largest - 1] || a[largest + 1:];
    b := b[:largest - 1] || b[largest + 1:];
  END LOOP;
  RETURN '{}';
END $$;

-- What would be released: of each child what the last release has of it, but for those who came, went or changed and are
-- enough. A child of whom the kept observation is due stays as it was released, and one that waits comes with a later release.
-- `lets_go`: whether who went goes.
CREATE FUNCTION network_prepare(candidate uuid, of_made_up boolean, lets_go boolean) RETURNS void LANGUAGE sql AS $$
  WITH members AS MATERIALIZED (SELECT network_sites(of_made_up) AS ids),
  latest AS MATERIALIZED (SELECT c.* FROM network_contribution c WHERE c.release_id = (
    SELECT r.id FROM network_release r WHERE r.made_up = of_made_up ORDER BY r.number DESC LIMIT 1)),
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

-- The pooled lists of a release that is being made, and where they end; none where overall and event-free survival may not
-- both be told.
CREATE FUNCTION network_tables(candidate uuid, of_made_up boolean, OUT lists jsonb, OUT ends jsonb) LANGUAGE plpgsql AS $$
DECLARE
  one text;
  ending integer;
  next integer;
  r boolean;
  g boolean;
  age boolean;
  told text;
BEGIN
  lists := '[]';
  ends := '{}';
  FOREACH one IN ARRAY ARRAY['OS', 'EFS', 'DFS', 'RFS'] LOOP
    ending := network_may_tell(one, candidate, of_made_up, false, false, false);
    IF ending IS NULL AND one IN ('OS', 'EFS') THEN
      lists := '[]';
      RETURN;
    END IF;
    CONTINUE WHEN ending IS NULL;
    -- In this order, each only if it can stand beside what stands already.
    next := network_may_tell(one, candidate, of_made_up, true, false, false);
    r := next IS NOT NULL;
    ending := coalesce(next, ending);
    next := network_may_tell(one, candidate, of_made_up, r, true, false);
    g := next IS NOT NULL;
    ending := coalesce(next, ending);
    next := network_may_tell(one, candidate, of_made_up, r, g, true);
    age := next IS NOT NULL;
    ending := coalesce(next, ending);
    FOREACH told IN ARRAY ARRAY['all'] || CASE WHEN r THEN ARRAY['r'] ELSE '{}' END || CASE WHEN g THEN ARRAY['g'] ELSE '{}' END
      || CASE WHEN age THEN ARRAY['under-6-months', 'from-6-months'] ELSE '{}' END LOOP
      lists := lists || coalesce(network_list(one, candidate, told, ending), '[]');
    END LOOP;
    ends := ends || jsonb_build_object(one, ending);
  END LOOP;
END $$;

-- Makes a release, for administrators, and says its number; null: refused, as too few children or too little change is there,
-- and then nothing is kept.
CREATE FUNCTION make_network_release(of_made_up boolean) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  candidate CONSTANT uuid := gen_random_uuid();
  lets_go boolean;
  made record;
  made_number integer;
BEGIN
  PERFORM requires_administrator();
  PERFORM pg_advisory_xact_lock(237);
  -- Whoever waited for another release has to see it.
  IF current_setting('transaction_isolation') <> 'read committed' THEN RAISE EXCEPTION 'not within one snapshot' USING ERRCODE = '25001'; END IF;
  -- Where too few would be left without those who went, they stay as they were released.
  FOREACH lets_go IN ARRAY ARRAY[true, false] LOOP
    PERFORM network_prepare(candidate, of_made_up, lets_go);
    SELECT * INTO made FROM network_tables(candidate, of_made_up);
    EXIT WHEN made.lists <> '[]';
    DELETE FROM network_contribution WHERE release_id = candidate;
  END LOOP;
  IF made.lists = '[]' THEN RETURN NULL; END IF;
  INSERT INTO network_release (id, made_up, endpoints, sites, ends, tables) VALUES (candidate, of_made_up,
    ARRAY(SELECT jsonb_object_keys(made.ends)),
    (SELECT count(DISTINCT site_id) FROM network_contribution WHERE release_id = candidate), made.ends, made.lists)
    RETURNING number INTO made_number;
  RETURN made_number;
END $$;

-- What stands above is for the one function that is for administrators.
REVOKE EXECUTE ON FUNCTION network_sites(boolean), network_current(uuid[]),
  network_states(text, uuid, boolean, boolean, boolean, boolean, integer), network_ending(text, uuid, boolean, boolean, boolean, boolean),
  network_is_safe(text, uuid, boolean, boolean, boolean, boolean, integer), network_may_tell(text, uuid, boolean, boolean, boolean, boolean),
  network_list(text, uuid, text, integer), network_prepare(uuid, boolean, boolean), network_tables(uuid, boolean) FROM PUBLIC;
