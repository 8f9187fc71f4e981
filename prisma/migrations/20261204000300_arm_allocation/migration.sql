-- The day on which a patient was allotted to the arm: without it nobody knows from when the patient was of it.
ALTER TABLE "patient" ADD COLUMN "protocol_arm_date" DATE;
ALTER TABLE "patient"
  ADD CONSTRAINT patient_protocol_arm_date CHECK (protocol_arm_date IS NULL OR protocol_arm IS NOT NULL);
