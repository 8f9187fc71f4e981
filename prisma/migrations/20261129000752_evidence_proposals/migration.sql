-- Changes of the evidence are proposed by one curator and approved by another. The program's role cannot write the evidence;
-- a function writes exactly what was approved, in one transaction with its entry in the history.

-- CreateTable
CREATE TABLE "evidence_proposal" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "trial_slug" TEXT NOT NULL,
    "estimate_id" TEXT,
    "base" JSONB,
    "rows" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'proposed',
    "proposed_by" UUID NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "decision_reason" TEXT,

    CONSTRAINT "evidence_proposal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "evidence_proposal_status_proposed_at_idx" ON "evidence_proposal"("status", "proposed_at");

-- A load of the data set that drops a trial must not take a curator's work with it: it is refused instead.
-- AddForeignKey
ALTER TABLE "evidence_proposal" ADD CONSTRAINT "evidence_proposal_trial_slug_fkey" FOREIGN KEY ("trial_slug") REFERENCES "trial"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE evidence_proposal
  ADD CONSTRAINT evidence_proposal_kind CHECK (kind IN ('correction', 'report') AND num_nonnulls(estimate_id, base) = CASE kind WHEN 'correction' THEN 2 ELSE 0 END),
  ADD CONSTRAINT evidence_proposal_status CHECK (status IN ('proposed', 'approved', 'rejected', 'superseded')),
  ADD CONSTRAINT evidence_proposal_reason CHECK (char_length(reason) BETWEEN 10 AND 500 AND reason ~ '^\S.*\S$'),
  ADD CONSTRAINT evidence_proposal_decided CHECK (num_nonnulls(decided_by, decided_at) = CASE status WHEN 'proposed' THEN 0 ELSE 2 END),
  ADD CONSTRAINT evidence_proposal_second_curator CHECK (status NOT IN ('approved', 'superseded') OR decided_by <> proposed_by),
  ADD CONSTRAINT evidence_proposal_rejected CHECK ((status = 'rejected') = (decision_reason IS NOT NULL) AND char_length(decision_reason) BETWEEN 10 AND 500);

-- Names and times are the database's.
CREATE FUNCTION begin_evidence_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.proposed_by := coalesce(viewer_id(), NEW.proposed_by);
  NEW.proposed_at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE TRIGGER proposed BEFORE INSERT ON evidence_proposal FOR EACH ROW EXECUTE FUNCTION begin_evidence_proposal();

CREATE FUNCTION check_evidence_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'proposed' AND NEW.status IN ('approved', 'rejected') THEN
    NEW.decided_by := coalesce(viewer_id(), NEW.decided_by);
    NEW.decided_at := clock_timestamp();
  ELSIF NOT (OLD.status = 'approved' AND NEW.status = 'superseded') THEN
    RAISE EXCEPTION 'proposal: % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_proposal_status';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER decided BEFORE UPDATE ON evidence_proposal FOR EACH ROW EXECUTE FUNCTION check_evidence_proposal();
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON evidence_proposal FOR EACH ROW EXECUTE FUNCTION record_audit();

ALTER TABLE evidence_proposal ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON evidence_proposal FOR SELECT USING ((SELECT viewer_is_curator()));
CREATE POLICY add ON evidence_proposal FOR INSERT WITH CHECK ((SELECT viewer_is_curator()) AND status = 'proposed' AND proposed_by = viewer_id());
-- Approving is for the function below alone.
CREATE POLICY reject ON evidence_proposal FOR UPDATE USING ((SELECT viewer_is_curator()) AND status = 'proposed')
  WITH CHECK ((SELECT viewer_is_curator()) AND status = 'rejected');

-- One row of the evidence; what the data set does not name (its place in the list) stays.
CREATE FUNCTION write_evidence_row(table_name text, content jsonb, at_end boolean) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  columns text;
BEGIN
  SELECT string_agg(quote_ident(key), ', ') INTO columns FROM jsonb_object_keys(content) AS key WHERE at_end OR key <> 'id';
  IF at_end THEN
    EXECUTE format('INSERT INTO %1$I (%2$s) SELECT %2$s FROM jsonb_populate_record(NULL::%1$I, $1)', table_name, columns) USING content;
  ELSE
    EXECUTE format('UPDATE %1$I SET (%2$s) = (SELECT %2$s FROM jsonb_populate_record(NULL::%1$I, $1)) WHERE id = $1 ->> ''id''', table_name, columns) USING content;
  END IF;
END $$;
REVOKE ALL ON FUNCTION write_evidence_row(text, jsonb, boolean) FROM PUBLIC;

-- Approves: refused where the viewer is no curator or the proposer, where somebody was faster, or where the figure is no
-- longer what the proposer saw.
CREATE FUNCTION approve_evidence_proposal(wanted uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
      SELECT coalesce(max(position), -1) + 1 INTO place FROM reference;
      PERFORM write_evidence_row('reference', item || jsonb_build_object('position', place), true);
    END LOOP;
    FOR item IN SELECT jsonb_array_elements(p.rows -> 'report') LOOP
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
