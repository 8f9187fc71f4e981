-- Every change of the evidence is an entry of the audit's chain: what, who, when, why, the old and the new. Order is no
-- content: a row that only moved within its list has not changed. Of what nobody's privacy is at stake everybody may read.
CREATE FUNCTION record_evidence_audit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  before jsonb := CASE WHEN TG_OP = 'INSERT' THEN '{}'::jsonb ELSE to_jsonb(OLD) - 'position' END;
  after jsonb := CASE WHEN TG_OP = 'DELETE' THEN '{}'::jsonb ELSE to_jsonb(NEW) - 'position' END;
  whole jsonb := CASE WHEN TG_OP = 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END;
  old_values jsonb;
  new_values jsonb;
BEGIN
  -- The first load of an empty registry is one entry, which the loader writes.
  IF current_setting('registry.first_load', true) = 'yes' THEN RETURN NULL; END IF;
  SELECT jsonb_object_agg(key, value) INTO old_values FROM jsonb_each(before) WHERE value IS DISTINCT FROM after -> key;
  SELECT jsonb_object_agg(key, value) INTO new_values FROM jsonb_each(after) WHERE value IS DISTINCT FROM before -> key;
  IF old_values IS NULL AND new_values IS NULL THEN RETURN NULL; END IF;
  INSERT INTO audit_entry (actor_id, table_name, row_id, action, old_values, new_values)
  VALUES (viewer_id(), TG_TABLE_NAME,
    coalesce(whole ->> 'id', concat_ws('/', coalesce(whole ->> 'trial_slug', whole ->> 'subject'),
      coalesce(whole ->> 'slug', whole ->> 'endpoint', whole ->> 'position'))),
    lower(TG_OP), old_values, new_values);
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION record_evidence_audit() FROM PUBLIC;

DO $$
DECLARE evidence text;
BEGIN
  FOREACH evidence IN ARRAY ARRAY['reference', 'trial', 'registration', 'intervention', 'arm', 'stratum', 'endpoint_definition', 'estimate', 'report',
    'baseline_fact', 'discrepancy', 'disease_fact', 'disease_statement']
  LOOP
    EXECUTE format('CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION record_evidence_audit()', evidence);
  END LOOP;
END $$;

-- What anybody may read of it: the evidence's own entries, newest first. Of who did it only whether it was a curator.
CREATE FUNCTION evidence_history(before_id bigint, most integer)
RETURNS TABLE (id bigint, at timestamptz, by_curator boolean, table_name text, row_id text, action text, old_values jsonb, new_values jsonb, reason text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.id, e.at, e.actor_id IS NOT NULL, e.table_name, e.row_id, e.action, e.old_values, e.new_values, e.reason FROM audit_entry e
  WHERE e.table_name IN ('evidence', 'reference', 'trial', 'registration', 'intervention', 'arm', 'stratum', 'endpoint_definition', 'estimate', 'report',
      'baseline_fact', 'discrepancy', 'disease_fact', 'disease_statement')
    AND (before_id IS NULL OR e.id < before_id)
  ORDER BY e.id DESC LIMIT least(most, 500)
$$;
