-- Work that a person asked for while signed in goes on to its end, also where the person's session rests or ends meanwhile: it
-- has a session of its own, opened in the transaction that begins it. What it may do is asked anew with every statement, as of
-- every session: an account that is closed, or loses its role, takes the work with it.

ALTER TABLE "user_session" ADD COLUMN "work" BOOLEAN NOT NULL DEFAULT false;

-- For two hours at most, whatever becomes of its process; work opens none itself. Says whether it was opened.
CREATE FUNCTION open_work_session(work_id text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  person CONSTANT uuid := viewer_id();
BEGIN
  IF length(work_id) < 43 THEN RAISE EXCEPTION 'a session id needs 256 random bits'; END IF;
  IF person IS NULL OR EXISTS (SELECT FROM user_session
    WHERE id_hash = hex_hash(current_setting('registry.viewer', true)) AND work) THEN RETURN false; END IF;
  DELETE FROM user_session WHERE user_id = person AND work AND started_at <= now() - make_interval(hours => longest_hours);
  INSERT INTO user_session (id_hash, user_id, idle_minutes, longest_hours, work) VALUES (hex_hash(work_id), person, 120, 2, true);
  RETURN true;
END $$;

-- The work has ended; nobody has signed out.
CREATE FUNCTION close_work_session(work_id text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM user_session WHERE id_hash = hex_hash(work_id) AND work
$$;

-- Who looks at the own sessions sees what works in the own name, and may end it.
DROP FUNCTION own_sessions();
CREATE FUNCTION own_sessions() RETURNS TABLE (id_hash text, started_at timestamptz, seen_at timestamptz, agent text, current boolean, work boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.id_hash, s.started_at, s.seen_at, s.agent, s.id_hash = hex_hash(current_setting('registry.viewer', true)), s.work
  FROM user_session s WHERE s.user_id = viewer_id() AND NOT s.pending
    AND s.seen_at > now() - make_interval(mins => s.idle_minutes) AND s.started_at > now() - make_interval(hours => s.longest_hours)
  ORDER BY s.seen_at DESC
$$;
