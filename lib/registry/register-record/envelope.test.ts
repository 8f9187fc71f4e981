import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readOneRecord, unwrap } from './envelope';
import { recordChanges } from './compare';
import type { RegisterRecord } from './clinicaltrials';

const real = (name: string): string => readFileSync(new URL(`real/${name}`, import.meta.url), 'utf8');
const REAL = real('NCT00763412.json');

function record(text: string): RegisterRecord {
  const reading = readOneRecord(text);
  if (!('record' in reading)) throw new Error(`${reading.problem} at ${reading.path}`);
  return reading.record;
}

test('a real record with posted results: every number stands as the register has it', () => {
  const { id, updated, fields, flow, baseline, results, adverse, unknown } = record(REAL);
  expect({ id, updated, unknown }).toEqual({ id: 'NCT00763412', updated: '2017-06-05', unknown: [] });
  expect(fields).toMatchObject({
    status: 'COMPLETED',
    enrolment: '31 (ACTUAL)',
    countries: 'United States',
    otherIds: 'P60DK020579',
    arms: '1 Placebo (PLACEBO_COMPARATOR); 2. repaglinide (EXPERIMENTAL)',
  });
  expect(flow?.map(({ moment, group, n }) => `${moment} ${group} ${n}`)).toEqual([
    ...['STARTED Placebo 8', 'STARTED 2. Repaglinide 8', 'COMPLETED Placebo 4', 'COMPLETED 2. Repaglinide 4'],
    ...['NOT COMPLETED Placebo 4', 'NOT COMPLETED 2. Repaglinide 4'],
  ]);
  expect(baseline?.at(-1)).toMatchObject({ group: 'Total', value: '15.5', spread: '12 – 22 (FULL_RANGE)', n: '8' });
  expect(results[1]).toMatchObject({ group: '2. Repaglinide', value: '91.5', unit: 'MEAN (% lung function)' });
  expect(adverse?.timeFrame).toBe('This pilot study was designed to collect data over a 2 year time period.');
  expect(adverse?.entries.map(({ kind, group, affected, atRisk }) => [kind, group, affected, atRisk])).toEqual([
    ['deaths', 'Placebo', 0, 8],
    ['deaths', 'Repaglinide', 0, 8],
    ['serious', 'Placebo', 0, 8],
    ['serious', 'Repaglinide', 0, 8],
    ['other', 'Placebo', 0, 8],
    ['other', 'Repaglinide', 0, 8],
  ]);
});

const OTHER = '{"protocolSection":{"identificationModule":{"nctId":"NCT00000001","briefTitle":"Another"}}}';

test.each([
  ['an answer with one study', `{"studies": [${REAL}]}`],
  ['a list with one study', `[${REAL}]`],
  ['a file that begins with a byte order mark', `\uFEFF${REAL}`],
])('%s is that study', (_, text) => expect(recordChanges(record(REAL), record(text))).toEqual([]));

test.each([
  ['an answer', `{"studies": [${REAL}, ${OTHER}], "nextPageToken": "NF0g5JGBlvMuwQY"}`, true],
  ['an answer without a further page', `{"studies": [${REAL}, ${OTHER}]}`, false],
  ['a list', `[${REAL}, ${OTHER}]`, false],
  ['a record a line', `${JSON.stringify(JSON.parse(REAL))}\n${OTHER}\n`, false],
])('%s with two studies names both, and none is taken for the person', (_, text, more) => {
  const unwrapped = unwrap(text);
  expect(unwrapped).toMatchObject({
    records: [{ id: 'NCT00763412' }, { id: 'NCT00000001', title: 'Another' }],
    more,
  });
  expect(readOneRecord(text)).toEqual({ problem: 'several', path: '2' });
  const [first] = 'records' in unwrapped ? unwrapped.records : [];
  expect(recordChanges(record(REAL), record(first?.text ?? ''))).toEqual([]);
});

test.each([
  ['a real answer of the interface before version 2', real('NCT00023673-version-1.json'), 'older-form'],
  ['a list of such studies', '[{"Study": {"ProtocolSection": {}}}]', 'older-form'],
  ['its XML', '<?xml version="1.0"?><clinical_study rank="1"></clinical_study>', 'older-form'],
  ['an answer without a study', '{"studies": []}', 'no-studies'],
  ['a list of what are no studies', '[1, "two", null]', 'no-studies'],
  ['lists within lists without end', `${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'no-studies'],
  ['other XML', '<?xml version="1.0"?><rows>NCT00550992</rows>', 'xml'],
  ['a page of a site', '<!DOCTYPE html><html><body>NCT00550992</body></html>', 'not-json'],
  ['half a record', REAL.slice(0, 400), 'not-json'],
  ['a line that is broken among good ones', `${OTHER}\n{"protocolSection":\n`, 'not-json'],
  ['words', 'Interfant-06', 'not-json'],
])('%s is refused in words of its own', (_, text, problem) => expect(readOneRecord(text)).toMatchObject({ problem }));

// Made by hand in the form of the two interfaces; no such studies exist.
const ISRCTN = (number: string): string => `<fullTrial><trial lastUpdated="2020-01-01T00:00:00Z" version="1">
  <isrctn dateAssigned="2005-12-20T00:00:00Z">${number}</isrctn>
  <trialDescription><title>Short &amp; public</title><scientificTitle>A made-up protocol</scientificTitle><acronym>MADE-UP</acronym></trialDescription>
  <externalRefs><doi>10.1186/ISRCTN${number}</doi><eudraCTNumber>2099-000001-01</eudraCTNumber><clinicalTrialsGovNumber/></externalRefs>
  <participants><recruitmentCountries><country>Netherlands</country><country>Austria</country></recruitmentCountries>
    <trialCentres><trialCentre id="1"><name>A hospital</name><country>Belgium</country></trialCentre></trialCentres>
    <targetEnrolment>445</targetEnrolment><totalFinalEnrolment>0</totalFinalEnrolment>
    <recruitmentStart>2006-02-01T00:00:00.000Z</recruitmentStart></participants>
</trial><sponsor id="s"><organisation>A group</organisation></sponsor></fullTrial>`;
const answer = (...trials: string[]): string =>
  `<?xml version="1.0"?><allTrials xmlns="http://www.67bricks.com/isrctn" totalCount="1">${trials.join('')}</allTrials>`;

test('a record of the ISRCTN interface gives what identifies the study, and no number of a centre or a registry for its own', () => {
  expect(record(answer(ISRCTN('12500962')))).toMatchObject({
    id: 'ISRCTN12500962',
    fields: {
      ...{ title: 'A made-up protocol', acronym: 'MADE-UP', sponsor: 'A group', otherIds: '2099-000001-01' },
      ...{ countries: 'Austria; Netherlands', start: '2006-02-01', completion: null, enrolment: '445 (ESTIMATED)' },
      status: null,
    },
    ...{ results: [], flow: null, baseline: null, adverse: null },
  });
  expect(readOneRecord(answer(ISRCTN('12500962'), ISRCTN('24251487')))).toEqual({ problem: 'several', path: '2' });
  expect(readOneRecord(answer(ISRCTN('1250')))).toEqual({ problem: 'xml', path: '' });
});

test('a record of CTIS as JSON gives what identifies the study', () => {
  const ctis = {
    ctNumber: '2022-500123-12-00',
    ctStatus: 'Authorised',
    authorizedApplication: {
      authorizedPartI: {
        trialDetails: { clinicalTrialIdentifiers: { fullTitle: 'Another made-up protocol' } },
        sponsors: [{ publicContacts: [{ organisation: { name: 'A centre' } }] }],
      },
      memberStatesConcerned: [{ mscName: 'Netherlands' }, { mscName: 'Belgium' }],
      eudraCt: { eudraCtCode: '2021-000213-16' },
    },
  };
  expect(record(JSON.stringify(ctis))).toMatchObject({
    id: '2022-500123-12-00',
    fields: {
      ...{ title: 'Another made-up protocol', status: 'Authorised', sponsor: 'A centre' },
      ...{ countries: 'Belgium; Netherlands', otherIds: '2021-000213-16' },
    },
  });
});
