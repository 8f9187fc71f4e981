-- Reading, checking, importing and undoing a sheet is work of its own, off the request that asked for it: what it has come to
-- and what it found stands here for a day, so that any process can answer.

-- CreateTable
CREATE TABLE "import_job" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    "phase" TEXT NOT NULL DEFAULT 'waiting',
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "stop" BOOLEAN NOT NULL DEFAULT false,
    "result" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_finding" (
    "job_id" UUID NOT NULL,
    "place" INTEGER NOT NULL,
    "rank" SMALLINT NOT NULL,
    "said" JSONB NOT NULL,

    CONSTRAINT "import_finding_pkey" PRIMARY KEY ("job_id","place")
);

-- CreateIndex
CREATE INDEX "import_job_user_id_created_at_idx" ON "import_job"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "import_job_site_id_idx" ON "import_job"("site_id");

-- CreateIndex
CREATE INDEX "import_finding_job_id_rank_place_idx" ON "import_finding"("job_id", "rank", "place");

-- AddForeignKey
ALTER TABLE "import_job" ADD CONSTRAINT "import_job_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_job" ADD CONSTRAINT "import_job_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_finding" ADD CONSTRAINT "import_finding_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "import_job"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE import_job
  ADD CONSTRAINT import_job_kind CHECK (kind IN ('read', 'check', 'commit', 'undo')),
  ADD CONSTRAINT import_job_state CHECK (state IN ('running', 'done', 'stopped', 'failed', 'lost')),
  ADD CONSTRAINT import_job_phase CHECK (phase IN ('waiting', 'reading', 'comparing', 'writing', 'closing')),
  ADD CONSTRAINT import_job_counts CHECK (done >= 0 AND total >= 0),
  ADD CONSTRAINT import_job_input CHECK (pg_column_size(input) <= 262144);
ALTER TABLE import_finding ADD CONSTRAINT import_finding_rank CHECK (rank BETWEEN 0 AND 3);

-- What a person's work found is that person's alone, as the file is, and only while the person enters for the site.
ALTER TABLE import_job ENABLE ROW LEVEL SECURITY;
ALTER TABLE import_job FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON import_job USING (user_id = (SELECT viewer_id()) AND site_id = ANY ((SELECT writable_sites())::uuid[]))
  WITH CHECK (user_id = (SELECT viewer_id()) AND site_id = ANY ((SELECT writable_sites())::uuid[]));
ALTER TABLE import_finding ENABLE ROW LEVEL SECURITY;
ALTER TABLE import_finding FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON import_finding USING (job_id IN (SELECT id FROM import_job)) WITH CHECK (job_id IN (SELECT id FROM import_job));
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['import_job', 'import_finding'] LOOP
    EXECUTE format('CREATE POLICY backup ON %I FOR SELECT TO CURRENT_USER USING (
      (SELECT is_owner() AND current_setting(''registry.purpose'', true) = ''backup''))', name);
  END LOOP;
END $$;
