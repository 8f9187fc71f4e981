import { expect, test } from 'vitest';
import { readTable } from '../../tables/read-text';
import type { PatientRecord } from '../records/record';
import { patientFormValues } from '../records/record';
import { compareDraft, type Against, type Outcome } from './compare';
import { groupRows } from './drafts';
import { proposeTargets } from './mapping';

const TODAY = '2026-11-01';
const AGAINST: Against = {
  ...{ siteId: 's', today: TODAY, pattern: null, protocols: new Set(), locked: new Set() },
  newId: () => crypto.randomUUID(),
};
const WIDE = 'id,age days,diagnosis date,hsct,hsct date';

function imported(text: string, stored: PatientRecord | null = null, emptyClears = false): Outcome {
  const table = readTable(text);
  const targets = proposeTargets(
    table.view.columns.map(({ name }) => name),
    {},
    'patient',
  );
  const columns = targets.map((target) => ({ target }));
  const { draft } = groupRows([{ table, columns, name: null }], { siteCode: 'A', today: TODAY, emptyClears });
  return compareDraft(draft('A-1'), stored, AGAINST);
}

function kept({ after }: Outcome): PatientRecord {
  if (after === null) throw new Error('nothing would be stored');
  return after;
}

const wrong = ({ problems }: Outcome): [string, string][] => problems.map(({ column, error }) => [column, error]);

test('a yes beside the date of the transplantation is the record’s, and goes with it', () => {
  const first = kept(imported(`${WIDE}\nA-1,60,2021-01-02,yes,2021-08-05\n`));
  expect(first.identity.transplanted).toBeNull();
  expect(patientFormValues(first)['transplanted']).toBe('yes');
  // So does a yes that comes later, and one in place of a no.
  expect(imported('id,hsct\nA-1,yes\n', first).status).toBe('same');
  const denied = kept(imported(`${WIDE}\nA-1,60,2021-01-02,no,\n`));
  expect(denied.identity.transplanted).toBe(false);
  expect(kept(imported(`id,hsct,hsct date\nA-1,yes,2021-08-05\n`, denied)).identity.transplanted).toBeNull();
});

test('a yes beside an empty date is refused at the date, unless the record is stored', () => {
  for (const emptyClears of [false, true])
    expect(wrong(imported(`${WIDE}\nA-1,60,2021-01-02,yes,\n`, null, emptyClears))).toEqual([
      ['transplant.date', 'required'],
    ]);
  const stored = kept(imported(`${WIDE}\nA-1,60,2021-01-02,yes,2021-08-05\n`));
  expect(imported(`${WIDE}\nA-1,60,2021-01-02,yes,\n`, stored).status).toBe('same');
  // Of part of the date is known enough; a sheet that has no column for it asks nothing.
  expect(kept(imported(`${WIDE}\nA-1,60,2021-01-02,yes,2021\n`)).records.transplant).toHaveLength(1);
  expect(kept(imported('id,age days,diagnosis date,hsct\nA-1,60,2021-01-02,yes\n')).identity.transplanted).toBe(true);
});

test('a no beside a date is refused at both', () => {
  expect(wrong(imported(`${WIDE}\nA-1,60,2021-01-02,no,2021-08-05\n`))).toEqual([
    ['transplant.date', 'transplant-denied'],
    ['patient.transplanted', 'transplant-denied'],
  ]);
});
