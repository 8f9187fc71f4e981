-- People, their sessions and what they may do. The program's role reads no password hash and no foreign account: signing in
-- is a function of the owner, which sees a proof of the password, counts attempts and starts the session; the viewer of a
-- transaction is named by the id of a session, which the database looks up, so that nobody can name somebody else.

-- AlterTable
ALTER TABLE "app_user" DROP COLUMN "failed_sign_ins",
DROP COLUMN "locked_until",
ADD COLUMN     "last_sign_in_at" TIMESTAMPTZ(3),
ADD COLUMN     "second_factor_at" TIMESTAMPTZ(3),
ADD COLUMN     "totp_proposed" TEXT,
ADD COLUMN     "totp_secret" TEXT,
ADD COLUMN     "totp_step" BIGINT,
ALTER COLUMN "password_hash" DROP NOT NULL;

-- AlterTable
ALTER TABLE "membership" ADD COLUMN "expires_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "user_session" ADD COLUMN "agent" TEXT,
ADD COLUMN     "idle_minutes" INTEGER NOT NULL DEFAULT 30,
ADD COLUMN     "longest_hours" INTEGER NOT NULL DEFAULT 12,
ADD COLUMN     "pending" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "recovery_code" (
    "user_id" UUID NOT NULL,
    "code_hash" TEXT NOT NULL,

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("user_id","code_hash")
);

-- CreateTable
CREATE TABLE "known_device" (
    "id_hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "known_device_pkey" PRIMARY KEY ("id_hash","user_id")
);

-- CreateTable
CREATE TABLE "attempt_count" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attempt_count_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "one_time_link" (
    "token_hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "one_time_link_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "role_rule" (
    "role" TEXT NOT NULL,
    "second_factor" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "role_rule_pkey" PRIMARY KEY ("role")
);

-- CreateIndex
CREATE INDEX "known_device_user_id_idx" ON "known_device"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "one_time_link_user_id_key" ON "one_time_link"("user_id");

-- AddForeignKey
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "known_device" ADD CONSTRAINT "known_device_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "one_time_link" ADD CONSTRAINT "one_time_link_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE membership DROP CONSTRAINT membership_role, DROP CONSTRAINT membership_site,
  ADD CONSTRAINT membership_role CHECK (role IN ('researcher', 'data-manager', 'monitor', 'curator', 'administrator')),
  ADD CONSTRAINT membership_site CHECK ((role IN ('researcher', 'data-manager', 'monitor')) = (site_id IS NOT NULL)),
  -- An administrator who expires could be the last.
  ADD CONSTRAINT membership_expiry CHECK (role <> 'administrator' OR expires_at IS NULL);
ALTER TABLE one_time_link ADD CONSTRAINT one_time_link_kind CHECK (kind IN ('invite', 'reset'));
ALTER TABLE role_rule ADD CONSTRAINT role_rule_role CHECK (role IN ('researcher', 'data-manager', 'monitor', 'curator', 'administrator'));
INSERT INTO role_rule (role) VALUES ('researcher'), ('data-manager'), ('monitor'), ('curator'), ('administrator');

CREATE FUNCTION hex_hash(of_text text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(of_text, 'UTF8')), 'hex')
$$;

-- What is kept of a password is argon2's setting, its salt, and a hash of its output: who reads a backup cannot sign in
-- with what stands there, and the program never needs to read it.
UPDATE app_user SET password_hash = regexp_replace(password_hash, '[^$]*$', '') || hex_hash(split_part(password_hash, '$', 6))
  WHERE password_hash ~ '^\$argon2id\$';

-- ─── Who asks ───────────────────────────────────────────────────────────────────────────────────────────────────────

-- Commands run as the owner of the tables, who may do everything anyway.
CREATE FUNCTION is_owner() RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT pg_has_role(session_user, (SELECT relowner FROM pg_class WHERE oid = 'app_user'::regclass), 'MEMBER')
$$;

-- The person whose session the transaction names; for a command, whose id. A session that is over names nobody.
CREATE OR REPLACE FUNCTION viewer_id() RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  named CONSTANT text := nullif(current_setting('registry.viewer', true), '');
BEGIN
  IF named IS NULL THEN RETURN NULL; END IF;
  IF is_owner() THEN RETURN named::uuid; END IF;
  RETURN (SELECT s.user_id FROM user_session s JOIN app_user u ON u.id = s.user_id
    WHERE s.id_hash = hex_hash(named) AND NOT s.pending AND u.disabled_at IS NULL
      AND s.seen_at > now() - make_interval(mins => s.idle_minutes)
      AND s.started_at > now() - make_interval(hours => s.longest_hours));
END $$;

-- What counts now: not expired, the account open, and the second factor there where the role asks for one.
CREATE FUNCTION memberships_of(person uuid) RETURNS SETOF membership LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.* FROM membership m JOIN app_user u ON u.id = m.user_id JOIN role_rule r ON r.role = m.role
  WHERE m.user_id = person AND u.disabled_at IS NULL AND (m.expires_at IS NULL OR m.expires_at > clock_timestamp())
    AND (NOT r.second_factor OR u.totp_secret IS NOT NULL)
$$;
REVOKE EXECUTE ON FUNCTION memberships_of(uuid) FROM PUBLIC;

CREATE OR REPLACE FUNCTION viewer_sites(wanted_role text) RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(m.site_id), '{}') FROM memberships_of(viewer_id()) m WHERE m.role = wanted_role AND m.site_id IS NOT NULL
$$;
CREATE OR REPLACE FUNCTION viewer_is_administrator() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM memberships_of(viewer_id()) m WHERE m.role = 'administrator')
$$;
CREATE OR REPLACE FUNCTION viewer_is_curator() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM memberships_of(viewer_id()) m WHERE m.role = 'curator')
$$;
-- A monitor reads what a data manager does and writes none of it.
CREATE OR REPLACE FUNCTION readable_sites() RETURNS uuid[] LANGUAGE sql STABLE AS $$
  SELECT viewer_sites('data-manager') || viewer_sites('monitor')
    || CASE WHEN current_setting('registry.purpose', true) = 'aggregate' THEN viewer_sites('researcher') ELSE '{}' END
$$;
DROP POLICY read ON audit_entry;
CREATE POLICY read ON audit_entry FOR SELECT USING (
  site_id = ANY ((SELECT viewer_sites('data-manager') || viewer_sites('monitor'))::uuid[])
  OR (site_id IS NULL AND patient_id IS NULL AND (SELECT viewer_is_administrator()))
  OR (table_name IN ('site', 'membership') AND (SELECT viewer_is_administrator())));

-- ─── Signing in ─────────────────────────────────────────────────────────────────────────────────────────────────────

-- From which argon2 computes the proof of a password. An address without an account has a salt too, always the same.
CREATE TABLE access_secret (id boolean PRIMARY KEY DEFAULT true CHECK (id), secret text NOT NULL);
INSERT INTO access_secret (secret) VALUES (gen_random_uuid()::text || gen_random_uuid()::text);
CREATE FUNCTION password_setting(of_email text) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(
    (SELECT regexp_replace(password_hash, '\$[^$]*$', '') FROM app_user WHERE email = of_email AND password_hash ~ '^\$argon2id\$'),
    '$argon2id$v=19$m=19456,t=2,p=1$' || (SELECT rtrim(encode(substr(sha256(convert_to(secret || of_email, 'UTF8')), 1, 16), 'base64'), '=') FROM access_secret))
$$;

-- One more attempt under this key; whether it is one too many. A window starts with its first attempt.
CREATE FUNCTION counts_too_many(under text, most integer, minutes integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  counted integer;
BEGIN
  INSERT INTO attempt_count AS a VALUES (under, 1, now() + make_interval(mins => minutes))
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN a.ends_at <= now() THEN 1 ELSE least(a.count, 1000000) + 1 END,
      ends_at = CASE WHEN a.ends_at <= now() THEN excluded.ends_at ELSE a.ends_at END
    RETURNING count INTO counted;
  RETURN counted > most;
END $$;

-- Whether an attempt at this account from there may be made. What strangers do elsewhere counts against their address and,
-- after very many, against the account for places it was never used from; a browser that the account was used from counts
-- alone. Where the address is unknown (a proxy that is not trusted), nobody is held to what others do behind it.
CREATE FUNCTION may_attempt(of_email text, address text, device text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  account CONSTANT text := hex_hash(of_email);
  too_many boolean;
BEGIN
  DELETE FROM attempt_count WHERE key IN (SELECT key FROM attempt_count WHERE ends_at < now() - interval '1 hour' LIMIT 20 FOR UPDATE SKIP LOCKED);
  IF EXISTS (SELECT FROM known_device d JOIN app_user u ON u.id = d.user_id WHERE d.id_hash = hex_hash(device) AND u.email = of_email) THEN
    RETURN NOT counts_too_many('device:' || account || ':' || hex_hash(device), 10, 15);
  END IF;
  IF address IS NOT NULL THEN
    too_many := counts_too_many('pair:' || account || ':' || address, 5, 15);
    IF too_many THEN RETURN false; END IF;
    IF counts_too_many('address:' || address, 50, 15) THEN RETURN false; END IF;
  END IF;
  RETURN NOT counts_too_many('account:' || account, 100, 60);
END $$;
REVOKE EXECUTE ON FUNCTION counts_too_many(text, integer, integer), may_attempt(text, text, text) FROM PUBLIC;

CREATE FUNCTION record_sign_in(person uuid, kind text, detail jsonb) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO audit_entry (actor_id, table_name, row_id, action, new_values)
    VALUES (person, 'app_user', coalesce(person::text, ''), kind, jsonb_strip_nulls(detail))
$$;
REVOKE EXECUTE ON FUNCTION record_sign_in(uuid, text, jsonb) FROM PUBLIC;

-- After the last step: the attempts of this place are forgiven, the browser is known from now on.
CREATE FUNCTION finish_sign_in(person uuid, address text, device text, how text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  account CONSTANT text := (SELECT hex_hash(email) FROM app_user WHERE id = person);
BEGIN
  DELETE FROM attempt_count WHERE key IN ('device:' || account || ':' || hex_hash(device), 'pair:' || account || ':' || address);
  UPDATE attempt_count SET count = greatest(count - 1, 0) WHERE key IN ('address:' || address, 'account:' || account);
  DELETE FROM known_device WHERE user_id = person AND seen_at < now() - interval '180 days';
  INSERT INTO known_device (id_hash, user_id) SELECT hex_hash(device), person WHERE device IS NOT NULL
    ON CONFLICT (id_hash, user_id) DO UPDATE SET seen_at = now();
  UPDATE app_user SET last_sign_in_at = now() WHERE id = person;
  PERFORM record_sign_in(person, 'sign-in', jsonb_build_object('address', address, 'step', how));
END $$;
REVOKE EXECUTE ON FUNCTION finish_sign_in(uuid, text, text, text) FROM PUBLIC;

-- `in`: the session is open. `code`: it opens with the second factor, whose sealed secret comes with the answer. `wrong`:
-- no account, no right password, or closed. `resting`: too many attempts; not even looked at.
CREATE FUNCTION sign_in(of_email text, proof text, session_id text, idle integer, longest integer, address text, device text, agent text)
RETURNS TABLE (outcome text, sealed text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  person app_user;
BEGIN
  IF length(session_id) < 43 THEN RAISE EXCEPTION 'a session id needs 256 random bits'; END IF;
  SELECT * INTO person FROM app_user WHERE email = of_email;
  IF NOT may_attempt(of_email, address, device) THEN
    -- Once a window: whoever goes on trying does not fill the audit.
    IF person.id IS NOT NULL AND NOT EXISTS (SELECT FROM audit_entry a WHERE a.actor_id = person.id AND a.at > now() - interval '15 minutes'
      AND a.action = 'sign-in-failed' AND a.new_values ->> 'why' = 'resting') THEN
      PERFORM record_sign_in(person.id, 'sign-in-failed', jsonb_build_object('address', address, 'why', 'resting'));
    END IF;
    RETURN QUERY SELECT 'resting', NULL::text;
    RETURN;
  END IF;
  IF person.id IS NULL OR person.disabled_at IS NOT NULL
    OR split_part(coalesce(person.password_hash, ''), '$', 6) IS DISTINCT FROM hex_hash(proof) THEN
    PERFORM record_sign_in(person.id, 'sign-in-failed', jsonb_build_object('address', address,
      'why', CASE WHEN person.id IS NULL THEN 'unknown' WHEN person.disabled_at IS NOT NULL THEN 'disabled' ELSE 'password' END));
    RETURN QUERY SELECT 'wrong', NULL::text;
    RETURN;
  END IF;
  DELETE FROM user_session s WHERE s.user_id = person.id
    AND (s.started_at <= now() - make_interval(hours => s.longest_hours) OR (s.pending AND s.started_at < now() - interval '5 minutes'));
  INSERT INTO user_session (id_hash, user_id, pending, idle_minutes, longest_hours, agent)
    VALUES (hex_hash(session_id), person.id, person.totp_secret IS NOT NULL, idle, longest, left(agent, 200));
  IF person.totp_secret IS NULL THEN PERFORM finish_sign_in(person.id, address, device, 'password'); END IF;
  RETURN QUERY SELECT CASE WHEN person.totp_secret IS NULL THEN 'in' ELSE 'code' END, person.totp_secret;
END $$;

-- The second step with a code of the app, whose time step the program found: each step opens one session at most.
CREATE FUNCTION confirm_sign_in(session_id text, step bigint, address text, device text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  person CONSTANT uuid := (SELECT user_id FROM user_session WHERE id_hash = hex_hash(session_id) AND pending AND started_at > now() - interval '5 minutes');
BEGIN
  UPDATE app_user SET totp_step = step WHERE id = person AND coalesce(totp_step, 0) < step;
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE user_session SET pending = false WHERE id_hash = hex_hash(session_id);
  PERFORM finish_sign_in(person, address, device, 'code');
  RETURN true;
END $$;

-- The second step with a recovery code, which is spent.
CREATE FUNCTION recover_sign_in(session_id text, code text, address text, device text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  person CONSTANT uuid := (SELECT user_id FROM user_session WHERE id_hash = hex_hash(session_id) AND pending AND started_at > now() - interval '5 minutes');
BEGIN
  DELETE FROM recovery_code WHERE user_id = person AND code_hash = hex_hash(code);
  IF NOT FOUND THEN
    PERFORM record_sign_in(person, 'sign-in-failed', jsonb_build_object('address', address, 'why', 'code'));
    RETURN false;
  END IF;
  UPDATE user_session SET pending = false WHERE id_hash = hex_hash(session_id);
  PERFORM finish_sign_in(person, address, device, 'recovery-code');
  RETURN true;
END $$;

-- ─── Sessions ───────────────────────────────────────────────────────────────────────────────────────────────────────

DROP FUNCTION start_session(text, uuid, interval);
DROP FUNCTION session_user_id(text, interval, interval);

-- Who the session's person is and may do now; no row: nobody. Only a request counts as a sign of life, not a page that
-- asks by itself whether it is still current.
CREATE FUNCTION session_viewer(session_id text, alive boolean)
RETURNS TABLE (id uuid, display_name text, email text, lacks_second_factor boolean, memberships jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  wanted CONSTANT text := hex_hash(session_id);
  found user_session;
BEGIN
  SELECT s.* INTO found FROM user_session s JOIN app_user u ON u.id = s.user_id
    WHERE s.id_hash = wanted AND NOT s.pending AND u.disabled_at IS NULL;
  IF found.id_hash IS NULL THEN RETURN; END IF;
  IF found.seen_at <= now() - make_interval(mins => found.idle_minutes) OR found.started_at <= now() - make_interval(hours => found.longest_hours) THEN
    DELETE FROM user_session WHERE id_hash = wanted;
    RETURN;
  END IF;
  IF alive AND found.seen_at < now() - least(interval '1 minute', make_interval(mins => found.idle_minutes) / 2) THEN
    UPDATE user_session SET seen_at = now() WHERE id_hash = wanted;
  END IF;
  RETURN QUERY SELECT u.id, u.display_name, u.email,
    u.totp_secret IS NULL AND EXISTS (SELECT FROM membership m JOIN role_rule r ON r.role = m.role WHERE m.user_id = u.id AND r.second_factor),
    coalesce((SELECT jsonb_agg(jsonb_build_object('role', m.role, 'siteId', s.id, 'siteCode', s.code, 'siteName', s.name, 'madeUp', s.made_up)
      ORDER BY m.role, s.code) FROM memberships_of(u.id) m LEFT JOIN site s ON s.id = m.site_id), '[]')
    FROM app_user u WHERE u.id = found.user_id;
END $$;

CREATE OR REPLACE FUNCTION end_session(session_id text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  person uuid;
BEGIN
  DELETE FROM user_session WHERE id_hash = hex_hash(session_id) RETURNING user_id INTO person;
  IF person IS NOT NULL THEN PERFORM record_sign_in(person, 'sign-out', '{}'); END IF;
END $$;

CREATE FUNCTION own_sessions() RETURNS TABLE (id_hash text, started_at timestamptz, seen_at timestamptz, agent text, current boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.id_hash, s.started_at, s.seen_at, s.agent, s.id_hash = hex_hash(current_setting('registry.viewer', true))
  FROM user_session s WHERE s.user_id = viewer_id() AND NOT s.pending
    AND s.seen_at > now() - make_interval(mins => s.idle_minutes) AND s.started_at > now() - make_interval(hours => s.longest_hours)
  ORDER BY s.seen_at DESC
$$;
-- One of the viewer's sessions, or (null) all but this one. Returns how many were ended.
CREATE FUNCTION end_own_sessions(wanted text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  ended integer;
BEGIN
  DELETE FROM user_session s WHERE s.user_id = viewer_id()
    AND CASE WHEN wanted IS NULL THEN s.id_hash <> hex_hash(current_setting('registry.viewer', true)) ELSE s.id_hash = wanted END;
  GET DIAGNOSTICS ended = ROW_COUNT;
  IF ended > 0 THEN PERFORM record_sign_in(viewer_id(), 'sign-out', jsonb_build_object('sessions', ended)); END IF;
  RETURN ended;
END $$;

-- As before; who changes the own password or second factor goes on where it was changed.
CREATE OR REPLACE FUNCTION end_sessions_of_account() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM user_session WHERE user_id = NEW.id
    AND (NEW.disabled_at IS NOT NULL OR id_hash IS DISTINCT FROM hex_hash(nullif(current_setting('registry.viewer', true), '')));
  RETURN NULL;
END $$;
DROP TRIGGER end_sessions ON app_user;
CREATE TRIGGER end_sessions AFTER UPDATE ON app_user FOR EACH ROW
  WHEN (OLD.password_hash IS DISTINCT FROM NEW.password_hash OR OLD.session_version <> NEW.session_version
    OR OLD.totp_secret IS DISTINCT FROM NEW.totp_secret OR (OLD.disabled_at IS NULL AND NEW.disabled_at IS NOT NULL))
  EXECUTE FUNCTION end_sessions_of_account();

-- ─── One's own account ──────────────────────────────────────────────────────────────────────────────────────────────

-- Whether this proves the viewer's password; guessing at an open session ends after ten.
CREATE FUNCTION proves_own_password(proof text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF viewer_id() IS NULL OR counts_too_many('own:' || viewer_id(), 10, 15) THEN RETURN false; END IF;
  IF EXISTS (SELECT FROM app_user WHERE id = viewer_id() AND split_part(password_hash, '$', 6) = hex_hash(proof)) THEN
    DELETE FROM attempt_count WHERE key = 'own:' || viewer_id();
    RETURN true;
  END IF;
  RETURN false;
END $$;
REVOKE EXECUTE ON FUNCTION proves_own_password(text) FROM PUBLIC;

CREATE FUNCTION change_own_password(proof text, new_hash text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT proves_own_password(proof) THEN RETURN false; END IF;
  UPDATE app_user SET password_hash = new_hash WHERE id = viewer_id();
  RETURN true;
END $$;

CREATE FUNCTION propose_second_factor(sealed text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE app_user SET totp_proposed = sealed WHERE id = viewer_id()
$$;
CREATE FUNCTION own_second_factor() RETURNS TABLE (proposed text, since timestamptz, codes_left integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.totp_proposed, u.second_factor_at, (SELECT count(*)::int FROM recovery_code c WHERE c.user_id = u.id) FROM app_user u WHERE u.id = viewer_id()
$$;
-- Turns the proposed secret on, after the password and a code were right; the recovery codes come hashed.
CREATE FUNCTION turn_on_second_factor(proof text, step bigint, code_hashes text[]) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT proves_own_password(proof) THEN RETURN false; END IF;
  UPDATE app_user SET totp_secret = totp_proposed, totp_proposed = NULL, totp_step = step, second_factor_at = now()
    WHERE id = viewer_id() AND totp_proposed IS NOT NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  DELETE FROM recovery_code WHERE user_id = viewer_id();
  INSERT INTO recovery_code (user_id, code_hash) SELECT viewer_id(), unnest(code_hashes);
  RETURN true;
END $$;
CREATE FUNCTION turn_off_second_factor(proof text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT proves_own_password(proof) THEN RETURN false; END IF;
  UPDATE app_user SET totp_secret = NULL, totp_proposed = NULL, totp_step = NULL, second_factor_at = NULL WHERE id = viewer_id();
  DELETE FROM recovery_code WHERE user_id = viewer_id();
  RETURN true;
END $$;

-- ─── Administration ─────────────────────────────────────────────────────────────────────────────────────────────────

CREATE FUNCTION requires_administrator() RETURNS void LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT (is_owner() OR viewer_is_administrator()) THEN RAISE EXCEPTION 'for administrators' USING ERRCODE = '42501'; END IF;
END $$;

-- A link that sets a password once. A reset ends every session at once and takes the second factor away when it is used.
CREATE FUNCTION make_link(person uuid, of_kind text, token text, hours integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM requires_administrator();
  IF length(token) < 43 THEN RAISE EXCEPTION 'a link needs 256 random bits'; END IF;
  INSERT INTO one_time_link (token_hash, user_id, kind, ends_at) VALUES (hex_hash(token), person, of_kind, now() + make_interval(hours => hours))
    ON CONFLICT (user_id) DO UPDATE SET token_hash = excluded.token_hash, kind = excluded.kind, ends_at = excluded.ends_at;
  IF of_kind = 'reset' THEN
    UPDATE app_user SET session_version = session_version + 1 WHERE id = person;
    DELETE FROM known_device WHERE user_id = person;
  END IF;
END $$;
-- Whose link this is, and what kind; no row: used, over, or never made.
CREATE FUNCTION link_owner(token text) RETURNS TABLE (email text, display_name text, kind text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.email, u.display_name, l.kind FROM one_time_link l JOIN app_user u ON u.id = l.user_id
  WHERE l.token_hash = hex_hash(token) AND l.ends_at > now() AND u.disabled_at IS NULL
$$;
CREATE FUNCTION use_link(token text, new_hash text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  used one_time_link;
BEGIN
  DELETE FROM one_time_link WHERE token_hash = hex_hash(token) RETURNING * INTO used;
  IF used.user_id IS NULL OR used.ends_at <= now() OR new_hash !~ '^\$argon2id\$v=19\$m=\d+,t=\d+,p=\d+\$[^$]+\$[0-9a-f]{64}$' THEN RETURN false; END IF;
  UPDATE app_user SET password_hash = new_hash, totp_secret = NULL, totp_proposed = NULL, totp_step = NULL, second_factor_at = NULL
    WHERE id = used.user_id AND disabled_at IS NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  DELETE FROM recovery_code WHERE user_id = used.user_id;
  DELETE FROM attempt_count WHERE key LIKE '%:' || (SELECT hex_hash(email) FROM app_user WHERE id = used.user_id) || '%';
  RETURN true;
END $$;

-- Forgives the attempts at an account from everywhere.
CREATE FUNCTION unlock_person(person uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM requires_administrator();
  DELETE FROM attempt_count WHERE key LIKE '%:' || (SELECT hex_hash(email) FROM app_user WHERE id = person) || '%';
END $$;
-- Until when sign-ins at these accounts rest somewhere.
CREATE FUNCTION resting_people() RETURNS TABLE (id uuid, until timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM requires_administrator();
  RETURN QUERY SELECT u.id, max(a.ends_at) FROM app_user u JOIN attempt_count a ON split_part(a.key, ':', 2) = hex_hash(u.email)
    WHERE a.ends_at > now() AND a.count > CASE split_part(a.key, ':', 1) WHEN 'pair' THEN 5 WHEN 'device' THEN 10 WHEN 'account' THEN 100 ELSE 1000000 END
    GROUP BY u.id;
END $$;

-- Names that stand beside what people did, for those who see it: colleagues of a site, curators among themselves.
CREATE FUNCTION names_of(people uuid[]) RETURNS TABLE (id uuid, display_name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.id, u.display_name FROM app_user u
  WHERE u.id = ANY (people) AND (u.id = viewer_id() OR viewer_is_administrator() OR EXISTS (
    SELECT FROM memberships_of(viewer_id()) own JOIN membership other ON other.user_id = u.id
      AND (other.site_id = own.site_id OR (own.role = 'curator' AND other.role = 'curator'))))
$$;

-- Nobody can take the last administrator away, whichever way; the demonstration's, which a start closes, excepted.
CREATE FUNCTION keep_an_administrator() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF is_owner() AND current_setting('registry.closes_demonstration', true) = 'yes' THEN RETURN NULL; END IF;
  IF TG_TABLE_NAME = 'app_user' AND NOT EXISTS (SELECT FROM membership WHERE user_id = NEW.id AND role = 'administrator') THEN RETURN NULL; END IF;
  PERFORM pg_advisory_xact_lock(7230157);
  IF NOT EXISTS (SELECT FROM membership m JOIN app_user u ON u.id = m.user_id WHERE m.role = 'administrator' AND u.disabled_at IS NULL) THEN
    RAISE EXCEPTION 'the last administrator stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'last_administrator';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER last_administrator AFTER UPDATE ON app_user FOR EACH ROW
  WHEN (OLD.disabled_at IS NULL AND NEW.disabled_at IS NOT NULL) EXECUTE FUNCTION keep_an_administrator();
CREATE TRIGGER last_administrator AFTER UPDATE OR DELETE ON membership FOR EACH ROW
  WHEN (OLD.role = 'administrator') EXECUTE FUNCTION keep_an_administrator();

-- Everybody sees the own account and the own roles, an administrator all of them; columns with secrets are for nobody.
ALTER TABLE app_user ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON app_user FOR SELECT USING (id = viewer_id() OR (SELECT viewer_is_administrator()));
CREATE POLICY add ON app_user FOR INSERT WITH CHECK ((SELECT viewer_is_administrator()));
CREATE POLICY change ON app_user FOR UPDATE USING ((SELECT viewer_is_administrator())) WITH CHECK ((SELECT viewer_is_administrator()));
ALTER TABLE membership ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON membership FOR SELECT USING (user_id = viewer_id() OR (SELECT viewer_is_administrator()));
CREATE POLICY manage ON membership USING ((SELECT viewer_is_administrator())) WITH CHECK ((SELECT viewer_is_administrator()));
ALTER TABLE site ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON site FOR SELECT USING (true);
CREATE POLICY add ON site FOR INSERT WITH CHECK ((SELECT viewer_is_administrator()));
CREATE POLICY change ON site FOR UPDATE USING ((SELECT viewer_is_administrator())) WITH CHECK ((SELECT viewer_is_administrator()));
ALTER TABLE role_rule ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON role_rule FOR SELECT USING (true);
CREATE POLICY change ON role_rule FOR UPDATE USING ((SELECT viewer_is_administrator())) WITH CHECK ((SELECT viewer_is_administrator()));
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON role_rule FOR EACH ROW EXECUTE FUNCTION record_audit();
