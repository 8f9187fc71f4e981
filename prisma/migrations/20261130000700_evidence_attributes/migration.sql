-- What a figure says beside its number: the patients of its analysis, printed numbers at risk, and who transcribed it.

-- AlterTable
ALTER TABLE "estimate" ADD COLUMN "n_analysed" INTEGER,
ADD COLUMN "at_risk" JSONB,
ADD COLUMN "transcription" JSONB;

-- AlterTable
ALTER TABLE "endpoint_definition" ADD COLUMN "counts" JSONB;

-- What sources disagree about is said in both languages. Until the data set is loaded again the Russian text is the English one.
-- AlterTable
ALTER TABLE "discrepancy" RENAME COLUMN "field" TO "field_en";
ALTER TABLE "discrepancy" ADD COLUMN "field_ru" TEXT;
SELECT set_config('registry.reason', 'evidence:load', true);
UPDATE "discrepancy" SET "field_ru" = "field_en";
ALTER TABLE "discrepancy" ALTER COLUMN "field_ru" SET NOT NULL;

ALTER TABLE estimate
  ADD CONSTRAINT estimate_n_analysed CHECK (n_analysed >= coalesce(n, 0)),
  ADD CONSTRAINT estimate_at_risk CHECK (jsonb_typeof(at_risk) = 'array'),
  ADD CONSTRAINT estimate_transcription CHECK (jsonb_typeof(transcription) = 'object');
ALTER TABLE endpoint_definition ADD CONSTRAINT endpoint_definition_counts CHECK (jsonb_typeof(counts) = 'object');
