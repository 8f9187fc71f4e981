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

test.each(appointments)('$name stands in the evidence that it names', ({ slug, after, days, source: { ref } }) => {
  expect(readdirSync(folder)).toContain(`${slug}.json`);
  const reference = references.find(({ id }) => id === ref);
  expect(reference).toBeDefined();
  const citing = trials.filter((text) => text.includes(`"ref": "${ref}"`));
  // The words of the trials that cite it: the day after the diagnosis, or MRD after the course.
  const said =
    after === 'diagnosis' ? new RegExp(`days? (?:\\d+/)?${days}\\b`, 'u') : /MRD[^"]*after blinatumomab|after-blina/u;
  expect(citing.some((text) => said.test(text))).toBe(true);
  // Each protocol is treated as that source says: it cites it, or goes on the backbone of a trial that does.
  const own = readFileSync(path.join(folder, `${slug}.json`), 'utf8');
  expect(own.includes(`"ref": "${ref}"`) || /Interfant-06/u.test(own)).toBe(true);
});
