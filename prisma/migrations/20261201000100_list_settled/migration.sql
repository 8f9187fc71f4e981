-- What the list of patients filters by beside the record — its state, what the rules say of it, whether it is perhaps a patient
-- entered twice — is copied to the row that the list reads: joining a hundred thousand rows of each took longer than the list.

-- AlterTable: null until they are copied, see `settle_list`.
ALTER TABLE "patient_observation"
  ADD COLUMN "state" TEXT,
  ADD COLUMN "doubled" BOOLEAN,
  ADD COLUMN "check_program" BIGINT,
  ADD COLUMN "checked_on" DATE,
  ADD COLUMN "recheck_on" DATE,
  ADD COLUMN "open_errors" INTEGER,
  ADD COLUMN "risk_group" TEXT;

-- Of whom the copy may differ: the list looks the patient up as before. A mark is added in the transaction that changes what
-- was copied and waits for nobody; it is taken away with the next copy.
-- CreateTable
CREATE TABLE "list_due" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "patient_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,

    CONSTRAINT "list_due_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "list_due_patient_id_idx" ON "list_due"("patient_id");

-- CreateIndex: the patients of one site in the order of the list.
CREATE INDEX "patient_observation_site_id_list_key_idx" ON "patient_observation"("site_id", "list_key");
-- DropIndex
DROP INDEX "patient_observation_site_id_idx";

ALTER TABLE list_due ENABLE ROW LEVEL SECURITY;
ALTER TABLE list_due FORCE ROW LEVEL SECURITY;
CREATE POLICY read ON list_due FOR SELECT USING (site_id = ANY ((SELECT readable_sites())::uuid[]));
-- For the functions below, which work as the owner.
CREATE POLICY backup ON list_due TO CURRENT_USER USING (true) WITH CHECK (true);

-- Of a patient whose observation is neither kept nor about to be there is nothing to copy to; it is marked when it is kept.
CREATE FUNCTION mark_list() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO list_due (patient_id, site_id) SELECT DISTINCT t.patient_id, t.site_id FROM touched t
    WHERE EXISTS (SELECT FROM patient_observation o WHERE o.patient_id = t.patient_id)
      OR EXISTS (SELECT FROM observation_due d WHERE d.patient_id = t.patient_id);
  RETURN NULL;
END $$;
CREATE FUNCTION forget_list_marks() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM list_due WHERE patient_id IN (SELECT t.id FROM touched t);
  RETURN NULL;
END $$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['patient_observation', 'patient_check', 'patient_state', 'finding_exception', 'patient_doubled'] LOOP
    EXECUTE format('CREATE TRIGGER list_added AFTER INSERT ON %I REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION mark_list()', name);
    CONTINUE WHEN name = 'patient_observation';
    EXECUTE format('CREATE TRIGGER list_changed AFTER UPDATE ON %I REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION mark_list()', name);
    EXECUTE format('CREATE TRIGGER list_removed AFTER DELETE ON %I REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION mark_list()', name);
  END LOOP;
END $$;
-- After the rows that its going takes with it.
CREATE TRIGGER z_list_forgotten AFTER DELETE ON patient REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION forget_list_marks();

-- Copies of so many patients of the viewer's sites what is marked, and says of how many. The rows are held first, and whoever is
-- changing one of them keeps its mark; which marks are taken away is seen before what they were made for is read, so that a
-- change that comes between keeps its own. Not within one snapshot.
CREATE FUNCTION settle_list(most integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  held uuid[];
  marks uuid[];
BEGIN
  held := ARRAY(SELECT o.patient_id FROM patient_observation o
    WHERE o.site_id = ANY ((SELECT readable_sites())::uuid[]) AND o.patient_id IN (SELECT d.patient_id FROM list_due d)
    LIMIT most FOR UPDATE SKIP LOCKED);
  IF held = '{}' THEN RETURN 0; END IF;
  marks := ARRAY(SELECT d.id FROM list_due d WHERE d.patient_id = ANY (held));
  UPDATE patient_observation o SET
    (state, doubled, check_program, checked_on, recheck_on, open_errors, risk_group) = (
      SELECT coalesce((SELECT s.state FROM patient_state s WHERE s.patient_id = o.patient_id), 'draft'),
        EXISTS (SELECT FROM patient_doubled d WHERE d.patient_id = o.patient_id),
        hashtextextended(c.program, 0), c.checked_on, c.recheck_on, c.open_errors, c.risk_group
      FROM (SELECT) AS one LEFT JOIN patient_check c ON c.patient_id = o.patient_id AND c.version = o.version
        AND c.accepted = (SELECT count(*) FROM finding_exception x WHERE x.patient_id = o.patient_id))
  WHERE o.patient_id = ANY (held);
  DELETE FROM list_due d WHERE d.id = ANY (marks);
  RETURN cardinality(held);
END $$;

-- Everything stored so far.
INSERT INTO list_due (patient_id, site_id) SELECT patient_id, site_id FROM patient_observation;
