-- The risk group that a person assigned under the patient's protocol, beside the one the rules computed, with the reason.
-- The program may read and add, never change or take away: a later row of the same decision point replaces an earlier one,
-- and a row without a group withdraws it.

-- CreateTable
CREATE TABLE "risk_override" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "patient_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "protocol_slug" TEXT NOT NULL,
    "decision_point" TEXT NOT NULL,
    "computed_group" TEXT,
    "rule_set_version" TEXT,
    "assigned_group" TEXT,
    "assigned_on" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "risk_override_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "risk_override_patient_id_idx" ON "risk_override"("patient_id");

-- AddForeignKey
ALTER TABLE "risk_override" ADD CONSTRAINT "risk_override_patient_id_site_id_fkey" FOREIGN KEY ("patient_id", "site_id") REFERENCES "patient"("id", "site_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The reason is the only free text about a patient: its length is bounded here, and the form refuses what may name a child.
ALTER TABLE risk_override
  ADD CONSTRAINT risk_override_protocol CHECK (protocol_slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  ADD CONSTRAINT risk_override_decision_point CHECK (decision_point IN ('diagnosis', 'day-8', 'end-of-induction', 'after-blina-1', 'after-hr1')),
  ADD CONSTRAINT risk_override_computed_group CHECK (computed_group IN ('HR', 'IR', 'LR')),
  ADD CONSTRAINT risk_override_computed_by CHECK (computed_group IS NULL OR rule_set_version IS NOT NULL),
  ADD CONSTRAINT risk_override_assigned_group CHECK (assigned_group IN ('HR', 'IR', 'LR')),
  ADD CONSTRAINT risk_override_reason CHECK (char_length(reason) BETWEEN 10 AND 500 AND reason ~ '^\S.*\S$');

-- The date of an assignment does not hold later corrections of the diagnosis or the death back, for it cannot be changed itself.
CREATE TRIGGER course_date BEFORE INSERT OR UPDATE ON risk_override FOR EACH ROW EXECUTE FUNCTION check_course_date('assigned_on');
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON risk_override FOR EACH ROW EXECUTE FUNCTION record_audit();

-- No policy to change or remove: not even a right given by mistake opens that.
ALTER TABLE risk_override ENABLE ROW LEVEL SECURITY;
ALTER TABLE risk_override FORCE ROW LEVEL SECURITY;
CREATE POLICY read ON risk_override FOR SELECT USING (site_id = ANY ((SELECT readable_sites())::uuid[]));
CREATE POLICY add ON risk_override FOR INSERT WITH CHECK (site_id = ANY ((SELECT writable_sites())::uuid[]));
