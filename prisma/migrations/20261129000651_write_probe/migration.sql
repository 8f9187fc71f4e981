-- What a sign of life writes and takes away again: a page of its own each time, so that a full disk and a database that
-- takes no changes are told before somebody's save fails on them. Nothing of it is worth a log or a wait for the disk.
-- CreateTable
CREATE UNLOGGED TABLE "write_probe" (
    "id" INTEGER NOT NULL,
    "filler" TEXT NOT NULL,

    CONSTRAINT "write_probe_pkey" PRIMARY KEY ("id")
);
ALTER TABLE write_probe ALTER COLUMN filler SET STORAGE PLAIN;

-- Throws 53100 where the disk is full and 25006 where the database takes no changes.
CREATE FUNCTION try_to_write() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM set_config('synchronous_commit', 'off', true);
  INSERT INTO write_probe VALUES (pg_backend_pid(), repeat('x', 7000)) ON CONFLICT (id) DO NOTHING;
  DELETE FROM write_probe WHERE id = pg_backend_pid();
END $$;
