-- A release of the network is made on its day or later. One before its day needs a reason, which stands beside it for everybody
-- (docs/decisions/0259-before-its-day.md).
ALTER TABLE "network_release" ADD COLUMN "early_reason" TEXT;
ALTER TABLE network_release ADD CONSTRAINT network_release_early_reason CHECK (char_length(btrim(early_reason)) BETWEEN 10 AND 500);

-- The day of the next release of a pool: half a year after the last one that stands. Null: none stands, and so none is too early.
CREATE FUNCTION network_due(of_made_up boolean) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT ((max(made_at) AT TIME ZONE 'UTC')::date + interval '6 months')::date
  FROM network_release WHERE made_up = of_made_up AND withdrawn_at IS NULL
$$;

-- As before, but for the day: without a reason nothing is made before it. A reason that was not needed is not kept.
DROP FUNCTION make_network_release(boolean);
CREATE FUNCTION make_network_release(of_made_up boolean, of_reason text DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  candidate CONSTANT uuid := gen_random_uuid();
  said CONSTANT text := nullif(btrim(of_reason), '');
  early boolean;
  lets_go boolean;
  made record;
  made_number integer;
BEGIN
  PERFORM requires_administrator();
  PERFORM pg_advisory_xact_lock(237);
  -- Whoever waited for another release has to see it.
  IF current_setting('transaction_isolation') <> 'read committed' THEN RAISE EXCEPTION 'not within one snapshot' USING ERRCODE = '25001'; END IF;
  early := coalesce(network_due(of_made_up) > (clock_timestamp() AT TIME ZONE 'UTC')::date, false);
  IF early AND said IS NULL THEN RAISE EXCEPTION 'network_release_before_its_day' USING ERRCODE = '23514'; END IF;
  -- Where too few would be left without those who went, they stay as they were released.
  FOREACH lets_go IN ARRAY ARRAY[true, false] LOOP
    PERFORM network_prepare(candidate, of_made_up, lets_go);
    SELECT * INTO made FROM network_tables(candidate, of_made_up);
    EXIT WHEN made.lists <> '[]';
    DELETE FROM network_contribution WHERE release_id = candidate;
  END LOOP;
  IF made.lists = '[]' THEN RETURN NULL; END IF;
  INSERT INTO network_release (id, made_up, endpoints, sites, ends, tables, early_reason) VALUES (candidate, of_made_up,
    ARRAY(SELECT jsonb_object_keys(made.ends)),
    (SELECT count(DISTINCT site_id) FROM network_contribution WHERE release_id = candidate), made.ends, made.lists,
    CASE WHEN early THEN said END)
    RETURNING number INTO made_number;
  RETURN made_number;
END $$;
