-- Whoever counts, counts here: attempts to sign in and what is asked for at addresses that cost work are token buckets of one
-- table. A bucket holds `most` tokens and one more comes every (seconds / most); `ends_at` says when it is full again, which
-- is all that has to be known of it (the generic cell rate algorithm). A row of the past is a full bucket, as is no row.
DELETE FROM "attempt_count";

-- AlterTable
ALTER TABLE "attempt_count" DROP COLUMN "count";

-- Takes a token out of a bucket, where there is one: whole and at once for all processes, since the row is locked. `left_over`:
-- tokens that remain, `wait`: seconds until the next one, 0 where one was taken; `full_in`: seconds until all are there.
CREATE FUNCTION take_token(under text, most integer, seconds integer, OUT taken boolean, OUT left_over integer, OUT wait double precision, OUT full_in double precision)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  whole CONSTANT interval := make_interval(secs => seconds);
  step CONSTANT interval := whole / most;
  full_at timestamptz;
BEGIN
  IF random() < 0.02 THEN
    DELETE FROM attempt_count WHERE key IN (SELECT key FROM attempt_count WHERE ends_at < clock_timestamp() LIMIT 500 FOR UPDATE SKIP LOCKED);
  END IF;
  INSERT INTO attempt_count AS a VALUES (under, clock_timestamp() + step)
    ON CONFLICT (key) DO UPDATE SET ends_at = greatest(a.ends_at, clock_timestamp()) + step
      WHERE greatest(a.ends_at, clock_timestamp()) + step <= clock_timestamp() + whole
    RETURNING ends_at INTO full_at;
  taken := FOUND;
  IF NOT taken THEN SELECT ends_at INTO full_at FROM attempt_count WHERE key = under; END IF;
  full_in := greatest(0, extract(epoch FROM coalesce(full_at, clock_timestamp()) - clock_timestamp()));
  -- A clock that goes back by a microsecond takes no token away.
  left_over := greatest(0, floor((seconds - full_in) / extract(epoch FROM step) + 0.001));
  wait := CASE WHEN taken THEN 0 ELSE greatest(0, full_in + extract(epoch FROM step) - seconds) END;
END $$;
REVOKE EXECUTE ON FUNCTION take_token(text, integer, integer) FROM PUBLIC;

-- One more attempt under this key; whether it is one too many.
CREATE OR REPLACE FUNCTION counts_too_many(under text, most integer, minutes integer) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT NOT taken FROM take_token(under, most, minutes * 60)
$$;

-- As before, but that full buckets are taken away by `take_token`.
CREATE OR REPLACE FUNCTION may_attempt(of_email text, address text, device text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  account CONSTANT text := hex_hash(of_email);
BEGIN
  IF EXISTS (SELECT FROM known_device d JOIN app_user u ON u.id = d.user_id WHERE d.id_hash = hex_hash(device) AND u.email = of_email) THEN
    RETURN NOT counts_too_many('device:' || account || ':' || hex_hash(device), 10, 15);
  END IF;
  IF address IS NOT NULL THEN
    IF counts_too_many('pair:' || account || ':' || address, 5, 15) THEN RETURN false; END IF;
    IF counts_too_many('address:' || address, 50, 15) THEN RETURN false; END IF;
  END IF;
  RETURN NOT counts_too_many('account:' || account, 100, 60);
END $$;

-- As before: the attempt that succeeded is given back to the buckets that it shares with others.
CREATE OR REPLACE FUNCTION finish_sign_in(person uuid, address text, device text, how text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  account CONSTANT text := (SELECT hex_hash(email) FROM app_user WHERE id = person);
BEGIN
  DELETE FROM attempt_count WHERE key IN ('device:' || account || ':' || hex_hash(device), 'pair:' || account || ':' || address);
  UPDATE attempt_count SET ends_at = ends_at - interval '15 minutes' / 50 WHERE key = 'address:' || address;
  UPDATE attempt_count SET ends_at = ends_at - interval '60 minutes' / 100 WHERE key = 'account:' || account;
  DELETE FROM known_device WHERE user_id = person AND seen_at < now() - interval '180 days';
  INSERT INTO known_device (id_hash, user_id) SELECT hex_hash(device), person WHERE device IS NOT NULL
    ON CONFLICT (id_hash, user_id) DO UPDATE SET seen_at = now();
  UPDATE app_user SET last_sign_in_at = now() WHERE id = person;
  PERFORM record_sign_in(person, 'sign-in', jsonb_build_object('address', address, 'step', how));
END $$;

-- Until when sign-ins at these accounts rest somewhere: until the next token.
CREATE OR REPLACE FUNCTION resting_people() RETURNS TABLE (id uuid, until timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM requires_administrator();
  RETURN QUERY
    SELECT u.id, max(a.ends_at + b.step - b.whole) FROM app_user u
    JOIN attempt_count a ON split_part(a.key, ':', 2) = hex_hash(u.email)
    JOIN (VALUES ('pair', interval '15 minutes', interval '15 minutes' / 5), ('device', interval '15 minutes', interval '15 minutes' / 10),
      ('account', interval '60 minutes', interval '60 minutes' / 100)) AS b (kind, whole, step) ON b.kind = split_part(a.key, ':', 1)
    WHERE a.ends_at + b.step - b.whole > clock_timestamp()
    GROUP BY u.id;
END $$;

-- Whether something that costs work may be asked for once more. Who is signed in has buckets of their own, whoever else sits
-- behind the same address; a visitor shares those of the address; where that is unknown, nobody is held to what others do.
CREATE FUNCTION may_ask(kind text, session_id text, address text, most integer, seconds integer)
RETURNS TABLE (taken boolean, left_over integer, wait double precision, full_in double precision)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  who text := 'address:' || address;
BEGIN
  -- What is lost of it in a crash is worth no wait for the disk.
  PERFORM set_config('synchronous_commit', 'off', true);
  IF session_id IS NOT NULL THEN
    SELECT 'account:' || viewer.id INTO who FROM session_viewer(session_id, false) AS viewer;
    IF NOT FOUND THEN who := 'address:' || address; END IF;
  END IF;
  IF who IS NULL THEN
    RETURN QUERY SELECT true, most, 0::double precision, 0::double precision;
    RETURN;
  END IF;
  RETURN QUERY SELECT t.taken, t.left_over, t.wait, t.full_in FROM take_token('ask:' || kind || ':' || who, most, seconds) AS t;
END $$;
