-- What a topic of the disease is called is said in both languages by the data. Until the data set is loaded again it is its
-- name in addresses.

-- AlterTable
ALTER TABLE "disease_fact" ADD COLUMN "topic_en" TEXT, ADD COLUMN "topic_ru" TEXT;
-- AlterTable
ALTER TABLE "disease_statement" ADD COLUMN "topic_en" TEXT, ADD COLUMN "topic_ru" TEXT;
SELECT set_config('registry.reason', 'evidence:load', true);
UPDATE "disease_fact" SET "topic_en" = "topic", "topic_ru" = "topic";
UPDATE "disease_statement" SET "topic_en" = "topic", "topic_ru" = "topic";
ALTER TABLE "disease_fact" ALTER COLUMN "topic_en" SET NOT NULL, ALTER COLUMN "topic_ru" SET NOT NULL;
ALTER TABLE "disease_statement" ALTER COLUMN "topic_en" SET NOT NULL, ALTER COLUMN "topic_ru" SET NOT NULL;
