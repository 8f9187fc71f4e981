-- What a site decides for its own entry: how often its patients are followed up, and what its pseudonyms look like.

-- CreateTable
CREATE TABLE "site_settings" (
    "site_id" UUID NOT NULL,
    "follow_up_months" INTEGER NOT NULL DEFAULT 12,
    "pseudonym_pattern" TEXT,

    CONSTRAINT "site_settings_pkey" PRIMARY KEY ("site_id")
);

-- AddForeignKey
ALTER TABLE "site_settings" ADD CONSTRAINT "site_settings_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE site_settings
  ADD CONSTRAINT site_settings_follow_up_months CHECK (follow_up_months BETWEEN 1 AND 60),
  ADD CONSTRAINT site_settings_pseudonym_pattern CHECK (char_length(pseudonym_pattern) BETWEEN 1 AND 20);
ALTER TABLE site_settings ENABLE ROW LEVEL SECURITY;
ALTER TABLE site_settings FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON site_settings
  USING (site_id = ANY ((SELECT writable_sites())::uuid[])) WITH CHECK (site_id = ANY ((SELECT writable_sites())::uuid[]));
