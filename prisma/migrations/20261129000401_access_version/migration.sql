-- An open page asks every moment whether its reader may still see it. What could change the answer raises one number, in the
-- same transaction, so that the program need not look again as long as the number stays.

-- CreateTable
CREATE TABLE "access_version" (
    "id" BOOLEAN NOT NULL DEFAULT true,
    "version" BIGINT NOT NULL DEFAULT 1,

    CONSTRAINT "access_version_pkey" PRIMARY KEY ("id")
);

ALTER TABLE access_version ADD CONSTRAINT access_version_one CHECK (id);
INSERT INTO access_version DEFAULT VALUES;

CREATE FUNCTION raise_access_version() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE access_version SET version = version + 1;
  RETURN NULL;
END $$;
-- By their names they fire before every other trigger of their table: whoever waits here holds nothing that others wait for.
CREATE TRIGGER access AFTER INSERT OR UPDATE OR DELETE ON membership FOR EACH ROW EXECUTE FUNCTION raise_access_version();
CREATE TRIGGER access AFTER UPDATE ON role_rule FOR EACH ROW EXECUTE FUNCTION raise_access_version();
-- What time alone has ended is known by time alone; signing in sweeps it away and shall not wait for others here.
CREATE TRIGGER access AFTER DELETE ON user_session FOR EACH ROW
  WHEN (NOT OLD.pending AND OLD.seen_at > now() - make_interval(mins => OLD.idle_minutes)
    AND OLD.started_at > now() - make_interval(hours => OLD.longest_hours))
  EXECUTE FUNCTION raise_access_version();
CREATE TRIGGER access AFTER UPDATE ON app_user FOR EACH ROW
  WHEN (OLD.disabled_at IS DISTINCT FROM NEW.disabled_at OR OLD.totp_secret IS DISTINCT FROM NEW.totp_secret)
  EXECUTE FUNCTION raise_access_version();

CREATE FUNCTION current_access_version() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT version FROM access_version
$$;

-- In how many seconds time alone changes what the session's person may see: the session ends, or a role expires.
CREATE FUNCTION access_ends_in(session_id text) RETURNS double precision
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT extract(epoch FROM least(
      s.seen_at + make_interval(mins => s.idle_minutes),
      s.started_at + make_interval(hours => s.longest_hours),
      (SELECT min(m.expires_at) FROM memberships_of(s.user_id) m)) - clock_timestamp())::double precision
    FROM user_session s WHERE s.id_hash = hex_hash(session_id)
$$;
