-- A saved choice and a release are of a page: the local cohort by groups, or beside published figures. An address that names
-- twelve figures with labels of their own is longer than one of groups.

-- AlterTable
ALTER TABLE "saved_cohort" ADD COLUMN "page" TEXT NOT NULL DEFAULT 'groups';

-- AlterTable
ALTER TABLE "figure_release" ADD COLUMN "page" TEXT NOT NULL DEFAULT 'groups';

-- DropIndex
DROP INDEX "figure_release_site_id_query_idx";

-- CreateIndex
CREATE INDEX "figure_release_site_id_page_idx" ON "figure_release"("site_id", "page");

ALTER TABLE saved_cohort
  DROP CONSTRAINT saved_cohort_query,
  ADD CONSTRAINT saved_cohort_query CHECK (char_length(query) BETWEEN 1 AND 4000),
  ADD CONSTRAINT saved_cohort_page CHECK (page IN ('groups', 'compare'));
ALTER TABLE figure_release
  DROP CONSTRAINT figure_release_query,
  ADD CONSTRAINT figure_release_query CHECK (char_length(query) BETWEEN 1 AND 4000),
  ADD CONSTRAINT figure_release_page CHECK (page IN ('groups', 'compare'));
