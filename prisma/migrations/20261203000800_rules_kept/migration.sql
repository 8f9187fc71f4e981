-- Which rules found something in a record, kept beside how many of them are errors: the page of rules counts every patient of
-- every site without reading the records.
ALTER TABLE "patient_check"
  ADD COLUMN "open_rules" TEXT[] DEFAULT '{}',
  ADD COLUMN "accepted_rules" TEXT[] DEFAULT '{}';
ALTER TABLE "patient_check" ALTER COLUMN "open_rules" DROP DEFAULT, ALTER COLUMN "accepted_rules" DROP DEFAULT;

-- What was kept so far does not say it, and is made anew.
DELETE FROM patient_check;
