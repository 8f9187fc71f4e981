-- A session lives in the database, so that it can be ended there: by signing out, a new password, a disabled account, or
-- time. The cookie holds a random id, this table its SHA-256 only. The program's role reaches it through the functions.

-- CreateTable
CREATE TABLE "user_session" (
    "id_hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_session_pkey" PRIMARY KEY ("id_hash")
);

-- CreateIndex
CREATE INDEX "user_session_user_id_idx" ON "user_session"("user_id");

-- AddForeignKey
ALTER TABLE "user_session" ADD CONSTRAINT "user_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE user_session ADD CONSTRAINT user_session_hash CHECK (id_hash ~ '^[0-9a-f]{64}$');

-- A session that nobody can use is no record of anything; those of the person who signs in are swept away with it.
CREATE FUNCTION start_session(session_id text, for_user uuid, longest interval) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF length(session_id) < 43 THEN RAISE EXCEPTION 'a session id needs 256 random bits'; END IF;
  DELETE FROM user_session WHERE user_id = for_user AND started_at <= now() - longest;
  INSERT INTO user_session (id_hash, user_id)
    SELECT encode(sha256(convert_to(session_id, 'UTF8')), 'hex'), u.id FROM app_user u WHERE u.id = for_user AND u.disabled_at IS NULL;
END $$;

-- Whose session this is, null where there is none or its time is over. Seen is written once a minute, not with every picture.
CREATE FUNCTION session_user_id(session_id text, idle interval, longest interval) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  wanted CONSTANT text := encode(sha256(convert_to(session_id, 'UTF8')), 'hex');
  found user_session;
BEGIN
  SELECT s.* INTO found FROM user_session s JOIN app_user u ON u.id = s.user_id
    WHERE s.id_hash = wanted AND u.disabled_at IS NULL;
  IF found.id_hash IS NULL THEN RETURN NULL; END IF;
  IF found.seen_at <= now() - idle OR found.started_at <= now() - longest THEN
    DELETE FROM user_session WHERE id_hash = wanted;
    RETURN NULL;
  END IF;
  IF found.seen_at < now() - least(interval '1 minute', idle / 2) THEN
    UPDATE user_session SET seen_at = now() WHERE id_hash = wanted;
  END IF;
  RETURN found.user_id;
END $$;

CREATE FUNCTION end_session(session_id text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM user_session WHERE id_hash = encode(sha256(convert_to(session_id, 'UTF8')), 'hex')
$$;

-- Whoever changes the account, by page, command or SQL: the sessions of the old password are over.
CREATE FUNCTION end_sessions_of_account() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM user_session WHERE user_id = NEW.id;
  RETURN NULL;
END $$;

CREATE TRIGGER end_sessions AFTER UPDATE ON app_user FOR EACH ROW
  WHEN (OLD.password_hash IS DISTINCT FROM NEW.password_hash OR OLD.session_version <> NEW.session_version
    OR (OLD.disabled_at IS NULL AND NEW.disabled_at IS NOT NULL))
  EXECUTE FUNCTION end_sessions_of_account();
