-- Who sees and changes what. The program connects as a role that owns nothing (see prisma/roles.ts) and names the viewer
-- in each transaction: set_config('registry.viewer', <user id>, true). Without a viewer no patient row is visible.

CREATE FUNCTION viewer_id() RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('registry.viewer', true), '')::uuid
$$;

CREATE FUNCTION viewer_sites(wanted_role text) RETURNS uuid[] LANGUAGE sql STABLE AS $$
  SELECT coalesce(array_agg(m.site_id), '{}')
  FROM membership m JOIN app_user u ON u.id = m.user_id
  WHERE m.user_id = viewer_id() AND m.role = wanted_role AND m.site_id IS NOT NULL AND u.disabled_at IS NULL
$$;

CREATE FUNCTION viewer_is_administrator() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM membership m JOIN app_user u ON u.id = m.user_id
    WHERE m.user_id = viewer_id() AND m.role = 'administrator' AND u.disabled_at IS NULL)
$$;

-- A researcher's rows are read only to compute a curve, which the transaction must say.
CREATE FUNCTION readable_sites() RETURNS uuid[] LANGUAGE sql STABLE AS $$
  SELECT viewer_sites('data-manager') || CASE WHEN current_setting('registry.purpose', true) = 'aggregate' THEN viewer_sites('researcher') ELSE '{}' END
$$;

CREATE FUNCTION writable_sites() RETURNS uuid[] LANGUAGE sql STABLE AS $$
  SELECT viewer_sites('data-manager')
$$;

-- Audit: in the same transaction, by trigger, with the changed columns only. The password hash never enters it.
CREATE FUNCTION record_audit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  before jsonb := CASE WHEN TG_OP = 'INSERT' THEN '{}'::jsonb ELSE to_jsonb(OLD) - 'updated_at' END;
  after jsonb := CASE WHEN TG_OP = 'DELETE' THEN '{}'::jsonb ELSE to_jsonb(NEW) - 'updated_at' END;
  whole jsonb := CASE WHEN TG_OP = 'DELETE' THEN before ELSE after END;
  hidden CONSTANT text := '(hidden)';
  old_values jsonb;
  new_values jsonb;
BEGIN
  SELECT jsonb_object_agg(key, CASE WHEN key = 'password_hash' THEN to_jsonb(hidden) ELSE value END) INTO old_values
    FROM jsonb_each(before) WHERE value IS DISTINCT FROM after -> key;
  SELECT jsonb_object_agg(key, CASE WHEN key = 'password_hash' THEN to_jsonb(hidden) ELSE value END) INTO new_values
    FROM jsonb_each(after) WHERE value IS DISTINCT FROM before -> key;
  IF TG_OP = 'UPDATE' AND old_values IS NULL AND new_values IS NULL THEN RETURN NULL; END IF;
  INSERT INTO audit_entry (actor_id, site_id, table_name, row_id, action, old_values, new_values)
  VALUES (
    viewer_id(),
    CASE TG_TABLE_NAME WHEN 'site' THEN (whole ->> 'id')::uuid ELSE (whole ->> 'site_id')::uuid END,
    TG_TABLE_NAME,
    coalesce(whole ->> 'id', whole ->> 'patient_id'),
    lower(TG_OP), old_values, new_values);
  RETURN NULL;
END $$;

DO $$
DECLARE
  case_table text;
  audited_table text;
BEGIN
  FOREACH case_table IN ARRAY ARRAY['patient', 'diagnosis_features', 'response', 'mrd_measurement', 'treatment', 'transplant', 'clinical_event', 'follow_up'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', case_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', case_table);
    EXECUTE format('CREATE POLICY read ON %I FOR SELECT USING (site_id = ANY ((SELECT readable_sites())::uuid[]))', case_table);
    EXECUTE format('CREATE POLICY add ON %I FOR INSERT WITH CHECK (site_id = ANY ((SELECT writable_sites())::uuid[]))', case_table);
    EXECUTE format('CREATE POLICY change ON %I FOR UPDATE USING (site_id = ANY ((SELECT writable_sites())::uuid[])) WITH CHECK (site_id = ANY ((SELECT writable_sites())::uuid[]))', case_table);
    EXECUTE format('CREATE POLICY remove ON %I FOR DELETE USING (site_id = ANY ((SELECT writable_sites())::uuid[]))', case_table);
  END LOOP;
  FOREACH audited_table IN ARRAY ARRAY['patient', 'diagnosis_features', 'response', 'mrd_measurement', 'treatment', 'transplant', 'clinical_event', 'follow_up', 'site', 'app_user', 'membership'] LOOP
    EXECUTE format('CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION record_audit()', audited_table);
  END LOOP;
END $$;

-- Not forced: the trigger writes as the owner. The program's role may only read, and only its own sites' rows.
ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON audit_entry FOR SELECT
  USING (site_id = ANY ((SELECT viewer_sites('data-manager'))::uuid[]) OR (site_id IS NULL AND (SELECT viewer_is_administrator())));
