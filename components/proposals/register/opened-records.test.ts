import JSZip from 'jszip';
import { expect, test } from 'vitest';
import { openRecords } from './opened-records';

const study = (id: string): string => JSON.stringify({ protocolSection: { identificationModule: { nctId: id } } });

async function zipped(members: Readonly<Record<string, string>>): Promise<Blob> {
  const zip = new JSZip();
  for (const [name, text] of Object.entries(members)) zip.file(name, text);
  return new Blob([await zip.generateAsync({ type: 'arraybuffer', compression: 'DEFLATE' })]);
}

test('a ZIP file as the register downloads it: every study of its members, and what holds none is named', async () => {
  const file = await zipped({
    'NCT00000001.json': study('NCT00000001'),
    'NCT00000002.json': `{"studies": [${study('NCT00000002')}], "nextPageToken": "x"}`,
    'broken.json': '{',
    'list.csv': 'NCT Number\nNCT00000003',
    '__MACOSX/._NCT00000001.json': 'x',
  });
  expect(await openRecords(file)).toMatchObject({
    records: [{ id: 'NCT00000001' }, { id: 'NCT00000002' }],
    more: true,
    unread: ['broken.json', 'list.csv'],
  });
});

test('a file of one study, whatever it is called', async () =>
  expect(await openRecords(new Blob([study('NCT00000001')]))).toMatchObject({
    records: [{ id: 'NCT00000001' }],
    more: false,
    unread: [],
  }));

test('a ZIP file without a study, one that is cut off, and one that unpacks to more than it may', async () => {
  expect(await openRecords(await zipped({ 'list.csv': 'a' }))).toEqual({ problem: 'no-studies', path: '' });
  expect(await openRecords(await zipped({ 'a.json': '{"FullStudiesResponse": {}}' }))).toEqual({
    problem: 'older-form',
    path: 'FullStudiesResponse',
  });
  const whole = await zipped({ 'NCT00000001.json': study('NCT00000001') });
  expect(await openRecords(whole.slice(0, whole.size - 30))).toEqual({ problem: 'zip', path: '' });
  expect(await openRecords(await zipped({ 'a.json': ' '.repeat(60_000_000) }))).toEqual({ problem: 'zip', path: '' });
});
