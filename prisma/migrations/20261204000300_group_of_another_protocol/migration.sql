-- Whom a source says to be of a risk group by the rules of another protocol too: data, not words in one language.
ALTER TABLE "estimate" ADD COLUMN "stratum_also_protocol" TEXT, ADD COLUMN "stratum_also_risk" TEXT;
ALTER TABLE "estimate"
  ADD CONSTRAINT estimate_stratum_also CHECK ((stratum_also_protocol IS NULL) = (stratum_also_risk IS NULL)),
  ADD CONSTRAINT estimate_stratum_also_risk CHECK (stratum_also_risk IN ('HR', 'IR', 'LR')),
  ADD CONSTRAINT estimate_stratum_also_other CHECK (stratum_also_protocol IS DISTINCT FROM trial_slug);
