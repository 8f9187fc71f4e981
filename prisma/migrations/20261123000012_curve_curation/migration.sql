-- Curves read off published figures: one curator proposes, another approves, and only then do readers see them. A curve is
-- never changed and never deleted by the program: it is withdrawn with a reason, and a better one is proposed.

-- DropForeignKey
ALTER TABLE "reconstructed_curve" DROP CONSTRAINT "reconstructed_curve_trial_slug_fkey";

-- AlterTable
ALTER TABLE "reconstructed_curve" ADD COLUMN     "approved_at" TIMESTAMPTZ(3),
ADD COLUMN     "approved_by" UUID,
ADD COLUMN     "proposed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "proposed_by" UUID NOT NULL,
ADD COLUMN     "status" TEXT NOT NULL DEFAULT 'proposed',
ADD COLUMN     "withdrawal_reason" TEXT,
ADD COLUMN     "withdrawn_at" TIMESTAMPTZ(3),
ADD COLUMN     "withdrawn_by" UUID;

-- A load of the data set that drops a trial or an arm must not take a curator's work with it: it is refused instead.
-- AddForeignKey
ALTER TABLE "reconstructed_curve" ADD CONSTRAINT "reconstructed_curve_trial_slug_fkey" FOREIGN KEY ("trial_slug") REFERENCES "trial"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reconstructed_curve" ADD CONSTRAINT "reconstructed_curve_trial_slug_stratum_arm_fkey" FOREIGN KEY ("trial_slug", "stratum_arm") REFERENCES "arm"("trial_slug", "slug") ON DELETE NO ACTION ON UPDATE CASCADE;

ALTER TABLE reconstructed_curve
  ADD CONSTRAINT reconstructed_curve_time_zero CHECK (time_zero IN ('diagnosis', 'remission', 'randomisation', 'hsct', 'relapse', 'infusion', 'unknown')),
  ADD CONSTRAINT reconstructed_curve_stratum_kmt2a CHECK (stratum_kmt2a IN ('all', 'r', 'g')),
  ADD CONSTRAINT reconstructed_curve_stratum_risk CHECK (stratum_risk IN ('all', 'HR', 'IR', 'LR')),
  ADD CONSTRAINT reconstructed_curve_status CHECK (status IN ('proposed', 'approved', 'withdrawn')),
  ADD CONSTRAINT reconstructed_curve_approved CHECK (
    num_nonnulls(approved_by, approved_at) IN (0, 2) AND (status <> 'approved' OR approved_by IS NOT NULL) AND (status <> 'proposed' OR approved_by IS NULL)),
  ADD CONSTRAINT reconstructed_curve_second_curator CHECK (approved_by <> proposed_by),
  ADD CONSTRAINT reconstructed_curve_withdrawn CHECK (num_nonnulls(withdrawn_by, withdrawn_at, withdrawal_reason) = CASE status WHEN 'withdrawn' THEN 3 ELSE 0 END),
  ADD CONSTRAINT reconstructed_curve_reason CHECK (char_length(withdrawal_reason) BETWEEN 10 AND 500 AND withdrawal_reason ~ '^\S.*\S$');
CREATE UNIQUE INDEX reconstructed_curve_one_approved ON reconstructed_curve
  (trial_slug, endpoint, time_zero, stratum_kmt2a, stratum_risk, coalesce(stratum_arm, '')) WHERE status = 'approved';

CREATE FUNCTION viewer_is_curator() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM membership m JOIN app_user u ON u.id = m.user_id
    WHERE m.user_id = viewer_id() AND m.role = 'curator' AND u.disabled_at IS NULL)
$$;

-- The steps that a curve may take, and who took them: the name and the time are the database's, never the program's.
CREATE FUNCTION check_curve_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'proposed' AND NEW.status = 'approved' THEN
    NEW.approved_by := coalesce(viewer_id(), NEW.approved_by);
    NEW.approved_at := clock_timestamp();
  ELSIF OLD.status <> 'withdrawn' AND NEW.status = 'withdrawn' THEN
    NEW.withdrawn_by := coalesce(viewer_id(), NEW.withdrawn_by);
    NEW.withdrawn_at := clock_timestamp();
  ELSE
    RAISE EXCEPTION 'curve_status: % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation', CONSTRAINT = 'reconstructed_curve_status';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER curve_status BEFORE UPDATE OF status, withdrawal_reason ON reconstructed_curve FOR EACH ROW EXECUTE FUNCTION check_curve_status();

-- As before, and a row that is part of a curve is found by the curve.
CREATE OR REPLACE FUNCTION record_audit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
    coalesce(whole ->> 'id', whole ->> 'patient_id', whole ->> 'curve_id'),
    lower(TG_OP), old_values, new_values);
  RETURN NULL;
END $$;

DO $$
DECLARE curve_table text;
BEGIN
  FOREACH curve_table IN ARRAY ARRAY['reconstructed_curve', 'curve_point', 'number_at_risk'] LOOP
    EXECUTE format('CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION record_audit()', curve_table);
    -- Not forced: the owner keeps the evidence, and the program's role owns nothing.
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', curve_table);
  END LOOP;
END $$;

-- Everybody reads what is approved; the rest is among curators.
CREATE POLICY read ON reconstructed_curve FOR SELECT USING (status = 'approved' OR (SELECT viewer_is_curator()));
CREATE POLICY add ON reconstructed_curve FOR INSERT
  WITH CHECK ((SELECT viewer_is_curator()) AND status = 'proposed' AND proposed_by = viewer_id() AND proposed_at = now()::timestamptz(3));
CREATE POLICY change ON reconstructed_curve FOR UPDATE USING ((SELECT viewer_is_curator())) WITH CHECK ((SELECT viewer_is_curator()));

-- The points come with their curve, in one transaction, and never later: what the second curator looked at stays.
DO $$
DECLARE part text;
BEGIN
  FOREACH part IN ARRAY ARRAY['curve_point', 'number_at_risk'] LOOP
    EXECUTE format('CREATE POLICY read ON %I FOR SELECT USING (EXISTS (SELECT FROM reconstructed_curve c WHERE c.id = curve_id))', part);
    EXECUTE format('CREATE POLICY add ON %I FOR INSERT WITH CHECK ((SELECT viewer_is_curator()) AND EXISTS (
      SELECT FROM reconstructed_curve c WHERE c.id = curve_id AND c.status = ''proposed'' AND c.proposed_by = viewer_id() AND c.proposed_at = now()::timestamptz(3)))', part);
  END LOOP;
END $$;
