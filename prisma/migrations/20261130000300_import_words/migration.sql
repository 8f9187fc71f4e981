-- Words of a site's own: what its sheets call a field or one of the values of a field, beside the words that the program knows.

-- CreateTable
CREATE TABLE "import_word" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "site_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "meaning" TEXT NOT NULL,
    "word" TEXT NOT NULL,
    "plain" TEXT NOT NULL,

    CONSTRAINT "import_word_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "import_word_site_id_kind_scope_plain_key" ON "import_word"("site_id", "kind", "scope", "plain");

-- AddForeignKey
ALTER TABLE "import_word" ADD CONSTRAINT "import_word_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE import_word
  ADD CONSTRAINT import_word_kind CHECK (kind IN ('field', 'value')),
  ADD CONSTRAINT import_word_says CHECK (
    char_length(plain) BETWEEN 1 AND 100 AND char_length(word) BETWEEN 1 AND 100 AND char_length(scope) <= 40 AND char_length(meaning) <= 40);

ALTER TABLE import_word ENABLE ROW LEVEL SECURITY;
ALTER TABLE import_word FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON import_word USING (site_id = ANY ((SELECT writable_sites())::uuid[])) WITH CHECK (site_id = ANY ((SELECT writable_sites())::uuid[]));
CREATE POLICY backup ON import_word FOR SELECT TO CURRENT_USER USING (
  (SELECT is_owner() AND current_setting('registry.purpose', true) = 'backup'));
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON import_word FOR EACH ROW EXECUTE FUNCTION record_audit();
