-- A monitor reads what a data manager does, asks about it, compares it with the source and signs it, and changes none of it.
-- To answer a query and to sign for having entered the data is for those who enter them.
DROP POLICY add ON field_query_entry;
CREATE POLICY add ON field_query_entry FOR INSERT WITH CHECK (
  site_id = ANY ((SELECT writable_sites())::uuid[])
  OR (action <> 'answer' AND site_id = ANY ((SELECT viewer_sites('monitor'))::uuid[])));
DROP POLICY add ON patient_signature;
CREATE POLICY add ON patient_signature FOR INSERT WITH CHECK (
  site_id = ANY ((SELECT writable_sites())::uuid[])
  OR (meaning <> 'entered' AND site_id = ANY ((SELECT viewer_sites('monitor'))::uuid[])));
DROP POLICY add ON source_verification;
CREATE POLICY add ON source_verification FOR INSERT WITH CHECK (
  site_id = ANY ((SELECT writable_sites() || viewer_sites('monitor'))::uuid[]));
-- A step of a monitor is taken once, too, however often it is sent.
DROP POLICY own ON entry_submission;
CREATE POLICY own ON entry_submission
  USING (user_id = viewer_id() AND cardinality((SELECT writable_sites() || viewer_sites('monitor'))::uuid[]) > 0)
  WITH CHECK (user_id = viewer_id() AND cardinality((SELECT writable_sites() || viewer_sites('monitor'))::uuid[]) > 0);
