-- Spreads the tables of sites over partitions by site, in place and in one transaction: rows, keys, checks, foreign keys, triggers and
-- row-level security are as before, and the program works on them unchanged. Tried with PostgreSQL 18, on the database as it is or on
-- an empty one; a table that is partitioned already is left alone, so that it can be run again after a migration that added one.
--
-- Stop every program, make a backup (npm run backup), then as the owner of the database:
--   psql "$DATABASE_URL" --set ON_ERROR_STOP=1 --single-transaction --file docs/cluster/partition-by-site.sql
-- and start the program, which gives its role the rights to the new tables. On any fault nothing is changed. While it runs, the rows are
-- there twice: the disk has to hold that.
--
-- Partitions and their indexes keep the names that they have here, in a schema of the partition's number: a trigger of a row is told the
-- name of the partition, which the audit writes down, and a fault names the index of the partition.
DO $partition$
DECLARE
  parts CONSTANT integer := 8;
  -- Every table whose primary key is led by the site.
  tables CONSTANT text[] := ARRAY(
    SELECT c.relname::text FROM pg_class c JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname = 'site_id' ORDER BY 1);
  ids CONSTANT oid[] := ARRAY(SELECT ('public.' || quote_ident(t))::regclass::oid FROM unnest(tables) t);
  keys text[];
  guards text[];
  takers text[];
  rights text[];
  name text;
  statement text;
  one record;
  rows_before bigint;
  rows_after bigint;
BEGIN
  IF tables = '{}' THEN RETURN; END IF;
  EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', (SELECT string_agg('public.' || quote_ident(t), ', ') FROM unnest(tables) t));

  -- What is put back afterwards, in its order: keys and indexes, references, triggers and policies.
  keys := ARRAY(
    SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid))
      FROM pg_constraint k WHERE k.conrelid = ANY (ids) AND k.contype IN ('p', 'u')
    UNION ALL
    SELECT pg_get_indexdef(i.indexrelid) FROM pg_index i
      WHERE i.indrelid = ANY (ids) AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u')));
  keys := keys || ARRAY(
    SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid))
      FROM pg_constraint k WHERE k.contype = 'f' AND k.conparentid = 0 AND (k.conrelid = ANY (ids) OR k.confrelid = ANY (ids)));
  guards := ARRAY(
    SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t WHERE t.tgrelid = ANY (ids) AND NOT t.tgisinternal
    UNION ALL
    SELECT format('CREATE POLICY %I ON %s AS %s FOR %s TO %s%s%s', p.polname, p.polrelid::regclass,
        CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
        CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
        (SELECT string_agg(CASE r WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(r)) END, ', ') FROM unnest(p.polroles) r),
        ' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', ' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')')
      FROM pg_policy p WHERE p.polrelid = ANY (ids));
  guards := guards || ARRAY(
    SELECT format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', c.oid::regclass) FROM pg_class c WHERE c.oid = ANY (ids) AND c.relrowsecurity
    UNION ALL
    SELECT format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', c.oid::regclass) FROM pg_class c WHERE c.oid = ANY (ids) AND c.relforcerowsecurity);
  -- Functions that take or give a whole row are of the new row.
  takers := ARRAY(SELECT pg_get_functiondef(f.oid) FROM pg_proc f WHERE f.oid IN (
    SELECT d.objid FROM pg_depend d JOIN pg_type t ON t.oid = d.refobjid
    WHERE d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_type'::regclass AND t.typrelid = ANY (ids)) ORDER BY f.oid);
  rights := ARRAY(SELECT format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f.oid::regprocedure) FROM pg_proc f WHERE f.oid IN (
    SELECT d.objid FROM pg_depend d JOIN pg_type t ON t.oid = d.refobjid
    WHERE d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_type'::regclass AND t.typrelid = ANY (ids))
    AND f.proacl IS NOT NULL AND NOT EXISTS (SELECT FROM aclexplode(f.proacl) r WHERE r.grantee = 0));

  FOR one IN SELECT k.conname, k.conrelid::regclass AS of_table FROM pg_constraint k
      WHERE k.contype = 'f' AND k.conparentid = 0 AND (k.conrelid = ANY (ids) OR k.confrelid = ANY (ids)) LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', one.of_table, one.conname);
  END LOOP;
  FOR one IN SELECT DISTINCT d.objid::regprocedure AS function FROM pg_depend d JOIN pg_type t ON t.oid = d.refobjid
      WHERE d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_type'::regclass AND t.typrelid = ANY (ids) LOOP
    EXECUTE format('DROP FUNCTION %s', one.function);
  END LOOP;

  CREATE SCHEMA before_partition;
  FOR i IN 0 .. parts - 1 LOOP EXECUTE format('CREATE SCHEMA IF NOT EXISTS part_%s', i); END LOOP;
  FOREACH name IN ARRAY tables LOOP
    EXECUTE format('ALTER TABLE public.%I DISABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE public.%I SET SCHEMA before_partition', name);
    EXECUTE format('CREATE TABLE public.%1$I (LIKE before_partition.%1$I INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE) PARTITION BY HASH (site_id)', name);
    FOR i IN 0 .. parts - 1 LOOP
      EXECUTE format('CREATE TABLE part_%1$s.%2$I PARTITION OF public.%2$I FOR VALUES WITH (MODULUS %3$s, REMAINDER %1$s)', i, name, parts);
    END LOOP;
    EXECUTE format('INSERT INTO public.%1$I SELECT * FROM before_partition.%1$I', name);
    EXECUTE format('SELECT count(*) FROM before_partition.%I', name) INTO rows_before;
    EXECUTE format('SELECT count(*) FROM public.%I', name) INTO rows_after;
    IF rows_before <> rows_after THEN RAISE EXCEPTION '%: % rows, % before', name, rows_after, rows_before; END IF;
  END LOOP;
  FOREACH name IN ARRAY tables LOOP EXECUTE format('DROP TABLE before_partition.%I', name); END LOOP;
  DROP SCHEMA before_partition;
  FOREACH statement IN ARRAY keys || takers || rights || guards LOOP EXECUTE statement; END LOOP;
  -- A fault names the index of the partition, and the program knows it by that name.
  FOREACH name IN ARRAY ARRAY['renamed', NULL] LOOP
    FOR one IN SELECT child.oid::regclass AS index, coalesce(name || child.oid, parent.relname) AS wanted
        FROM pg_inherits h JOIN pg_class child ON child.oid = h.inhrelid JOIN pg_class parent ON parent.oid = h.inhparent AND parent.relkind = 'I'
        WHERE parent.relnamespace = 'public'::regnamespace AND child.relname <> parent.relname LOOP
      EXECUTE format('ALTER INDEX %s RENAME TO %I', one.index, one.wanted);
    END LOOP;
  END LOOP;
  FOREACH name IN ARRAY tables LOOP EXECUTE format('ANALYZE public.%I', name); END LOOP;
END $partition$;
