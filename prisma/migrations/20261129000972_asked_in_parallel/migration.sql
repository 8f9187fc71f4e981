-- Who asks and what that person may see is the same in every process that works on one question: settings, the session's role
-- and the snapshot are handed on. Without saying so, no query under row-level security was ever shared among processes.
ALTER FUNCTION is_owner() PARALLEL SAFE;
ALTER FUNCTION hex_hash(text) PARALLEL SAFE;
ALTER FUNCTION viewer_id() PARALLEL SAFE;
ALTER FUNCTION memberships_of(uuid) PARALLEL SAFE;
ALTER FUNCTION viewer_sites(text) PARALLEL SAFE;
ALTER FUNCTION viewer_is_administrator() PARALLEL SAFE;
ALTER FUNCTION viewer_is_curator() PARALLEL SAFE;
ALTER FUNCTION readable_sites() PARALLEL SAFE;
ALTER FUNCTION writable_sites() PARALLEL SAFE;
ALTER FUNCTION hidden_patients() PARALLEL SAFE;
