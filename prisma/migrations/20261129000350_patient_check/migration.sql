-- What the rules say of a record, kept beside it, so that lists and curves of many patients need not read every record.

-- CreateTable
CREATE TABLE "patient_check" (
    "patient_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "accepted" INTEGER NOT NULL,
    "program" TEXT NOT NULL,
    "checked_on" DATE NOT NULL,
    "recheck_on" DATE,
    "open_errors" INTEGER NOT NULL,
    "risk_group" TEXT,

    CONSTRAINT "patient_check_pkey" PRIMARY KEY ("patient_id")
);

-- CreateIndex
CREATE INDEX "patient_site_id_age_days_diagnosis_date_idx" ON "patient"("site_id", "age_days", "diagnosis_date");

ALTER TABLE patient_check
  ADD CONSTRAINT patient_check_open_errors CHECK (open_errors >= 0),
  ADD CONSTRAINT patient_check_risk_group CHECK (risk_group IN ('HR', 'IR', 'LR'));

-- Whoever may read the records may keep what follows from them: a researcher's curve counts open errors, too.
ALTER TABLE patient_check ENABLE ROW LEVEL SECURITY;
ALTER TABLE patient_check FORCE ROW LEVEL SECURITY;
CREATE POLICY read ON patient_check FOR SELECT USING (site_id = ANY ((SELECT readable_sites())::uuid[]));
CREATE POLICY add ON patient_check FOR INSERT WITH CHECK (site_id = ANY ((SELECT readable_sites())::uuid[]));
CREATE POLICY change ON patient_check FOR UPDATE USING (site_id = ANY ((SELECT readable_sites())::uuid[])) WITH CHECK (site_id = ANY ((SELECT readable_sites())::uuid[]));
CREATE POLICY remove ON patient_check FOR DELETE USING (site_id = ANY ((SELECT writable_sites())::uuid[]));

CREATE FUNCTION forget_check() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM patient_check WHERE patient_id = OLD.id;
  RETURN NULL;
END $$;
CREATE TRIGGER forget_check AFTER DELETE ON patient FOR EACH ROW EXECUTE FUNCTION forget_check();
