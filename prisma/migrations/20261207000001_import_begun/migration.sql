-- A piece of work that has begun holds its lock until it has ended: where nobody holds it and nobody says that it is there, its
-- process is gone, and that can be told within seconds. One that has not begun may still be on its way on a busy machine.
ALTER TABLE "import_job" ADD COLUMN "begun_at" TIMESTAMPTZ(3);
