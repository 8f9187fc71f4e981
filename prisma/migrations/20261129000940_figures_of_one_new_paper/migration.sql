-- Two figures of one new paper are two proposals, and each brings the paper: the second finds it there. Only the very same
-- paper is passed over; another one of the same name is refused by the key, as before.
CREATE OR REPLACE FUNCTION approve_evidence_proposal(wanted uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  p evidence_proposal;
  current_row jsonb;
  item jsonb;
  place integer;
BEGIN
  IF NOT coalesce(viewer_is_curator(), false) THEN RAISE EXCEPTION 'no curator' USING ERRCODE = '42501'; END IF;
  SELECT * INTO p FROM evidence_proposal WHERE id = wanted FOR UPDATE;
  IF NOT FOUND OR p.status <> 'proposed' THEN
    RAISE EXCEPTION 'proposal: decided' USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_proposal_status';
  END IF;
  IF p.proposed_by = viewer_id() THEN
    RAISE EXCEPTION 'proposal: own' USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_proposal_second_curator';
  END IF;
  PERFORM set_config('registry.reason', p.reason, true);
  IF p.kind = 'correction' THEN
    SELECT to_jsonb(e) INTO current_row FROM estimate e WHERE e.id = p.estimate_id AND e.trial_slug = p.trial_slug FOR UPDATE;
    IF current_row IS NULL OR p.rows ->> 'id' <> p.estimate_id
      OR EXISTS (SELECT FROM jsonb_each(p.base) b WHERE current_row -> b.key IS DISTINCT FROM b.value) THEN
      RAISE EXCEPTION 'proposal: stale' USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_proposal_stale';
    END IF;
    PERFORM write_evidence_row('estimate', p.rows - 'trial_slug' - 'position', false);
  ELSE
    FOR item IN SELECT jsonb_array_elements(p.rows -> 'reference') LOOP
      CONTINUE WHEN EXISTS (SELECT FROM reference r WHERE r.id = item ->> 'id' AND r.csl = item -> 'csl');
      SELECT coalesce(max(position), -1) + 1 INTO place FROM reference;
      PERFORM write_evidence_row('reference', item || jsonb_build_object('position', place), true);
    END LOOP;
    FOR item IN SELECT jsonb_array_elements(p.rows -> 'report') LOOP
      CONTINUE WHEN EXISTS (SELECT FROM report r WHERE r.id = item ->> 'id' AND r.trial_slug = p.trial_slug AND r.source_ref = item ->> 'source_ref');
      SELECT coalesce(max(position), -1) + 1 INTO place FROM report WHERE trial_slug = p.trial_slug;
      PERFORM write_evidence_row('report', item || jsonb_build_object('position', place, 'trial_slug', p.trial_slug), true);
    END LOOP;
    FOR item IN SELECT jsonb_array_elements(p.rows -> 'estimate') LOOP
      SELECT coalesce(max(position), -1) + 1 INTO place FROM estimate WHERE trial_slug = p.trial_slug;
      PERFORM write_evidence_row('estimate', item || jsonb_build_object('position', place, 'trial_slug', p.trial_slug), true);
    END LOOP;
  END IF;
  UPDATE evidence_proposal SET status = 'approved' WHERE id = wanted;
END $$;
