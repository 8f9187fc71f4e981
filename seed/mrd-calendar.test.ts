import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { MRD_CALENDAR } from '@/lib/patients/worklist/mrd-calendar';
import references from './references.json';

const folder = path.join(import.meta.dirname, 'trials');
const trials = readdirSync(folder).map((file) => readFileSync(path.join(folder, file), 'utf8'));
const appointments = Object.entries(MRD_CALENDAR).flatMap(([slug, list]) =>
  list.map((one) => ({ slug, ...one, name: `${slug}, ${one.timePoint}` })),
);

const REVIEW = 'efremova-2026';
/** Whether a trial stands on a reference: cites it, or is the record of it in a register. */
const names = (text: string, ref: string): boolean =>
  text.includes(`"ref": "${ref}"`) || (ref.startsWith('nct') && text.includes(`"id": "${ref.toUpperCase()}"`));

test.each(appointments)(
  '$name stands in the evidence that it names',
  ({ slug, after, days, basis, source: { ref } }) => {
    expect(readdirSync(folder)).toContain(`${slug}.json`);
    const reference = references.find(({ id }) => id === ref);
    expect(reference).toBeDefined();
    const citing = trials.filter((text) => names(text, ref));
    // The words of the trials that cite it: the day after the diagnosis, or MRD after the course.
    const said =
      after === 'diagnosis' ? new RegExp(`days? (?:\\d+/)?${days}\\b`, 'u') : /MRD[^"]*after blinatumomab|after-blina/u;
    expect(citing.some((text) => said.test(text))).toBe(true);
    // The protocol's own record names the source, or the source is of a trial on its backbone.
    const own = readFileSync(path.join(folder, `${slug}.json`), 'utf8');
    if (basis === 'same-backbone') {
      expect(citing.some((text) => /Interfant-06 backbone/u.test(text))).toBe(true);
    } else expect(names(own, ref)).toBe(true);
    // An article that writes of others' trials is a review; so is nobody else's word called.
    expect(basis === 'review').toBe(ref === REVIEW);
  },
);
