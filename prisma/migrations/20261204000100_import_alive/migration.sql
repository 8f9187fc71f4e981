-- The process that asked for a piece of work says that it still waits for the one that carries it out: however slowly that one
-- begins, the work is lost only once neither is there.
ALTER TABLE "import_job" ADD COLUMN "alive_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp();
