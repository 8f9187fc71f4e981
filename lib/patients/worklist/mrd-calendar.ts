/** When a protocol wants MRD measured: so many days after the diagnosis, or after the first course of blinatumomab has ended. */
export type MrdAppointment = {
  timePoint: 'end-of-induction' | 'after-blina-1';
  after: 'diagnosis' | 'end-of-first-blinatumomab';
  days: number;
  /** The id of a reference of the evidence, and the place in it. */
  source: { ref: string; locator: string };
};

/** A sample is looked for once it is so many days past its time. */
export const MRD_GRACE_DAYS = 14;

const DAY_33: MrdAppointment = {
  timePoint: 'end-of-induction',
  after: 'diagnosis',
  days: 33,
  source: { ref: 'van-der-sluis-2023', locator: 'Abstract: end of induction, about day 33' },
};

/** By slug of the protocol; only what a source of the registry dates. Other time points are in no calendar, and say so. */
export const MRD_CALENDAR: Readonly<Record<string, readonly MrdAppointment[]>> = {
  'interfant-06': [DAY_33],
  'interfant-blina-pilot': [DAY_33, afterBlinatumomab('van-der-sluis-2023', 'Abstract: MRD after the course')],
  'interfant-21': [DAY_33, afterBlinatumomab('gpoh-interfant21', 'Therapy / study arms')],
  'mll-baby': [
    {
      timePoint: 'end-of-induction',
      after: 'diagnosis',
      days: 36,
      // The review alone asks for MRD; fechina-2007 judges the remission on days 36/43.
      source: { ref: 'efremova-2026', locator: 'Table: MRD-negative remission by day 36' },
    },
  ],
  'all-baby-2021': [
    {
      timePoint: 'end-of-induction',
      after: 'diagnosis',
      days: 36,
      source: { ref: 'efremova-2026', locator: 'Table: MRD after induction (day 36)' },
    },
  ],
};

function afterBlinatumomab(ref: string, locator: string): MrdAppointment {
  return { timePoint: 'after-blina-1', after: 'end-of-first-blinatumomab', days: 0, source: { ref, locator } };
}
