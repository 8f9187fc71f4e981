-- Up to which moment a curator has seen what waits and what was decided.

-- CreateTable
CREATE TABLE "evidence_seen" (
    "user_id" UUID NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "evidence_seen_pkey" PRIMARY KEY ("user_id")
);

-- AddForeignKey
ALTER TABLE "evidence_seen" ADD CONSTRAINT "evidence_seen_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE evidence_seen ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON evidence_seen USING (user_id = viewer_id() AND (SELECT viewer_is_curator()))
  WITH CHECK (user_id = viewer_id() AND (SELECT viewer_is_curator()));
