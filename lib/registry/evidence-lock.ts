/**
 * Any number: whoever writes evidence into this database takes the same one first. A load lays what was approved over the
 * data set; an approval in the middle of it would be taken away again as something that nobody knows.
 */
export const EVIDENCE_LOCK = 7_230_156;
