-- Of a change that one curator approved alone the public history says so. An entry belongs to the approval of the same person
-- with the same reason within a minute, which writes its rows at once. Of who it was nothing is told.
DROP FUNCTION evidence_history(bigint, integer);
CREATE FUNCTION evidence_history(before_id bigint, most integer)
RETURNS TABLE (id bigint, at timestamptz, by_curator boolean, alone boolean, table_name text, row_id text, action text, old_values jsonb, new_values jsonb, reason text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.id, e.at, e.actor_id IS NOT NULL,
    EXISTS (SELECT FROM evidence_proposal p WHERE p.alone AND p.decided_by = e.actor_id AND p.reason = e.reason
      AND p.decided_at BETWEEN e.at - interval '1 minute' AND e.at + interval '1 minute'),
    e.table_name, e.row_id, e.action, e.old_values, e.new_values, e.reason
  FROM audit_entry e
  WHERE e.table_name IN ('evidence', 'reference', 'trial', 'registration', 'intervention', 'arm', 'stratum', 'endpoint_definition', 'estimate', 'report',
      'baseline_fact', 'discrepancy', 'disease_fact', 'disease_statement', 'appraisal', 'review_protocol', 'review_question')
    AND (before_id IS NULL OR e.id < before_id)
  ORDER BY e.id DESC LIMIT least(most, 500)
$$;
