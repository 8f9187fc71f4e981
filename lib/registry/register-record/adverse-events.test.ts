import { expect, test } from 'vitest';
import { adverseAsFigure } from './as-figure';
import { readRegisterRecord, RegisterRecordSchema, type RegisterRecord } from './clinicaltrials';
import { recordChanges, saysTheSame } from './compare';
import { adverseCell, postedTable } from './posted-table';

// Made by hand in the form that the interface documents, the counts such as they are often posted: an event counted more often
// than there are participants, a count that is missing, a group at risk for this event alone.
function read(affected: number): RegisterRecord {
  const reading = readRegisterRecord(
    JSON.stringify({
      protocolSection: { identificationModule: { nctId: 'NCT99999999' } },
      resultsSection: {
        adverseEventsModule: {
          frequencyThreshold: '5',
          timeFrame: 'Induction',
          eventGroups: [
            { id: 'EG000', title: 'IB', deathsNumAffected: 2, deathsNumAtRisk: 60, seriousNumAffected: 9 },
            { id: 'EG001', title: 'ADE/MAE' },
          ],
          seriousEvents: [
            {
              term: 'Febrile neutropenia',
              organSystem: 'Blood and lymphatic system disorders',
              notes: 'grade 3 or more',
              stats: [
                { groupId: 'EG000', numEvents: 81, numAffected: affected, numAtRisk: 58 },
                { groupId: 'EG001', numAtRisk: 50 },
              ],
            },
          ],
          otherEvents: [{ term: 'Mucositis', stats: [{ groupId: 'EG001', numAffected: 0, numAtRisk: 50 }] }],
        },
      },
    }),
  );
  if (!('record' in reading)) throw new Error(`${reading.problem} at ${reading.path}`);
  return reading.record;
}

test('adverse events are read group by group; what is not posted is not taken from elsewhere', () => {
  const { adverse } = read(17);
  expect(adverse).toMatchObject({ threshold: '5', timeFrame: 'Induction', description: null });
  const table = postedTable((adverse?.entries ?? []).map((one) => adverseCell(one, `all ${one.kind}`)));
  expect(table).toEqual({
    groups: ['IB', 'ADE/MAE'],
    rows: [
      { row: ['all deaths', ''], cells: ['2 / 60', ''] },
      { row: ['all serious', ''], cells: ['9 / ?', ''] },
      {
        row: ['Febrile neutropenia', 'Blood and lymphatic system disorders'],
        cells: ['17 / 58 (81); grade 3 or more', '? / 50; grade 3 or more'],
      },
      { row: ['Mucositis', ''], cells: ['', '0 / 50'] },
    ],
  });
});

test('a count that is posted anew is a change with both values; a record kept before they were read is no change', () => {
  const [before, after] = [read(17), read(18)];
  expect(recordChanges(before, after)).toEqual([
    {
      field: 'adverse',
      place: 'serious · Blood and lymphatic system disorders · Febrile neutropenia · IB',
      before: '17 / 58 (81); grade 3 or more',
      after: '18 / 58 (81); grade 3 or more',
    },
  ]);
  const { adverse: _, ...older } = before;
  const kept = RegisterRecordSchema.parse(older);
  expect(kept.adverse).toBeNull();
  expect(recordChanges(kept, after)).toEqual([]);
  expect(saysTheSame(kept, after)).toBe(false);
});

test('taken over into the form: the counts as posted, their share by hand (17 of 58 is 29.3%), no endpoint, nothing from a missing count', () => {
  const { adverse } = read(17);
  if (adverse === null) throw new Error('no adverse events');
  const figures = adverse.entries.map((entry) => adverseAsFigure('NCT99999999', adverse, entry));
  expect(figures[2]).toEqual({
    level: 'registry',
    sourceLocator:
      'NCT99999999; adverse events, serious; Blood and lymphatic system disorders; Febrile neutropenia; IB; Induction',
    ...{ n: '58', events: '17', estimate: '29.3' },
    noteEn: 'Percentage computed from the posted counts: 17 / 58.',
    noteRu: 'Доля вычислена по опубликованным числам: 17 / 58.',
  });
  expect([figures[1], figures[3]]).toEqual([null, null]);
  expect(figures[4]).toMatchObject({ estimate: '0', events: '0' });
  const more = { ...adverse.entries[2], affected: 59 } as (typeof adverse.entries)[number];
  expect(adverseAsFigure('NCT99999999', adverse, more)).toBeNull();
});
