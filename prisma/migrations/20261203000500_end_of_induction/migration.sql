-- A source may count from the end of induction, as a local cohort can: a figure from there then stands beside it.
ALTER TABLE estimate DROP CONSTRAINT estimate_time_zero;
ALTER TABLE estimate ADD CONSTRAINT estimate_time_zero
  CHECK (time_zero IN ('diagnosis', 'remission', 'end-of-induction', 'randomisation', 'hsct', 'relapse', 'infusion', 'unknown'));
ALTER TABLE reconstructed_curve DROP CONSTRAINT reconstructed_curve_time_zero;
ALTER TABLE reconstructed_curve ADD CONSTRAINT reconstructed_curve_time_zero
  CHECK (time_zero IN ('diagnosis', 'remission', 'end-of-induction', 'randomisation', 'hsct', 'relapse', 'infusion', 'unknown'));
