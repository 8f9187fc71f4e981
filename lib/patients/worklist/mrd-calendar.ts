/** When a protocol wants MRD measured: so many days after the diagnosis, or after the first course of blinatumomab has ended. */
export type MrdAppointment = {
  timePoint: 'end-of-induction' | 'after-blina-1';
  after: 'diagnosis' | 'end-of-first-blinatumomab';
  days: number;
  /** Whose word the day is: a paper or register record of this protocol, of another on its backbone, or a review alone. */
  basis: 'own' | 'same-backbone' | 'review';
  /** The id of a reference of the evidence, and the place in it. */
  source: { ref: string; locator: string };
};

/** A sample is looked for once it is so many days past its time. */
export const MRD_GRACE_DAYS = 14;

/** By slug of the protocol; only what a source of the registry dates. Other time points are in no calendar, and say so. */
export const MRD_CALENDAR: Readonly<Record<string, readonly MrdAppointment[]>> = {
  // No source read prints the day of Interfant-06 itself; it is the backbone of the study of blinatumomab, which does.
  'interfant-06': [
    inductionEnds(33, 'same-backbone', 'van-der-sluis-2023', 'Abstract: end of induction, about day 33'),
  ],
  'interfant-blina-pilot': [
    inductionEnds(33, 'own', 'van-der-sluis-2023', 'Abstract: end of induction, about day 33'),
    afterBlinatumomab('van-der-sluis-2023', 'Abstract: MRD after the course'),
  ],
  'interfant-21': [
    inductionEnds(33, 'own', 'nct05327894', 'Exclusion criteria for blinatumomab: end of induction, about day 33'),
    afterBlinatumomab('gpoh-interfant21', 'Therapy / study arms'),
  ],
  // The review alone asks for MRD; fechina-2007 judges the remission on days 36/43.
  'mll-baby': [inductionEnds(36, 'review', 'efremova-2026', 'Table: MRD-negative remission by day 36')],
  'all-baby-2021': [inductionEnds(36, 'review', 'efremova-2026', 'Table: MRD after induction (day 36)')],
};

function inductionEnds(days: number, basis: MrdAppointment['basis'], ref: string, locator: string): MrdAppointment {
  return { timePoint: 'end-of-induction', after: 'diagnosis', days, basis, source: { ref, locator } };
}

function afterBlinatumomab(ref: string, locator: string): MrdAppointment {
  return {
    timePoint: 'after-blina-1',
    after: 'end-of-first-blinatumomab',
    days: 0,
    basis: 'own',
    source: { ref, locator },
  };
}
