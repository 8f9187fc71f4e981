-- A choice of local patients by a name that a site shares, with the figures that it gave when it was saved; and the release of
-- a figure of local patients, which holds for exactly the data that were released.

-- CreateTable
CREATE TABLE "saved_cohort" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "site_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "figures" JSONB NOT NULL,
    "saved_by" UUID,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "saved_cohort_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "figure_release" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "site_id" UUID NOT NULL,
    "query" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "released_by" UUID,
    "released_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "figure_release_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "saved_cohort_site_id_name_key" ON "saved_cohort"("site_id", "name");

-- CreateIndex
CREATE INDEX "figure_release_site_id_query_idx" ON "figure_release"("site_id", "query");

-- AddForeignKey
ALTER TABLE "saved_cohort" ADD CONSTRAINT "saved_cohort_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "figure_release" ADD CONSTRAINT "figure_release_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE saved_cohort
  ADD CONSTRAINT saved_cohort_name CHECK (char_length(name) BETWEEN 1 AND 80 AND name ~ '^\S(.*\S)?$'),
  ADD CONSTRAINT saved_cohort_query CHECK (char_length(query) BETWEEN 1 AND 1000),
  ADD CONSTRAINT saved_cohort_figures CHECK (jsonb_typeof(figures) = 'object' AND pg_column_size(figures) <= 65536);
ALTER TABLE figure_release
  ADD CONSTRAINT figure_release_query CHECK (char_length(query) BETWEEN 1 AND 1000),
  ADD CONSTRAINT figure_release_digest CHECK (digest ~ '^[0-9a-f]{64}$');

CREATE TRIGGER name_writer BEFORE INSERT ON saved_cohort FOR EACH ROW EXECUTE FUNCTION name_writer('saved_by');
CREATE TRIGGER name_writer BEFORE INSERT ON figure_release FOR EACH ROW EXECUTE FUNCTION name_writer('released_by');

-- Both tell how many of a site's patients there are, and so belong to who enters them.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['saved_cohort', 'figure_release'] LOOP
    EXECUTE format('CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION record_audit()', name);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own ON %I USING (site_id = ANY ((SELECT writable_sites())::uuid[])) WITH CHECK (site_id = ANY ((SELECT writable_sites())::uuid[]))', name);
    EXECUTE format('CREATE POLICY backup ON %I FOR SELECT TO CURRENT_USER USING (
      (SELECT is_owner() AND current_setting(''registry.purpose'', true) = ''backup''))', name);
  END LOOP;
END $$;
