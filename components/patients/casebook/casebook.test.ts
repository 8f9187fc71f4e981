import { expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import type { PatientRecord } from '@/lib/patients/records/record';
import { PatientInput } from '@/lib/patients/schema';
import { casebookDefinition } from './casebook';

const record: PatientRecord = {
  ...PatientInput.parse({ pseudonym: 'A-1', ageDays: '100', diagnosisDate: '2021-03-05', wbc: '250', cns: 'UNK' }),
  ...{ id: 'p', siteId: 's', siteName: 'Site', madeUp: true, version: 1 },
  records: {
    ...{ mrd: [], treatment: [], transplant: [], event: [] },
    'follow-up': [{ id: 'f', date: '2022-03-05', status: 'alive-in-remission' }],
  },
};

test.each([
  [
    'en',
    ['Casebook of A-1', '250\u202f×10⁹/L', 'unknown', '5\u00a0Mar\u00a02022', 'Made-up patient of the demonstration'],
  ],
  ['ru', ['Карта пациента A-1', '250\u202f×10⁹/л', 'неизвестно', '05.03.2022', 'жив(а), в ремиссии']],
] as const)('a casebook holds every field in words (%s)', async (locale, said) => {
  const t = await messageLookup(locale);
  const definition = casebookDefinition(record, { t, locale, protocolName: null, today: '2026-11-28' });
  const text = JSON.stringify(definition.content);
  for (const words of said) expect(text).toContain(words);
});

test('a recorded transplantation says that the child was transplanted', async () => {
  const t = await messageLookup('en');
  const settings = { t, locale: 'en', protocolName: null, today: '2026-11-28' } as const;
  const hsct = { donor: null, conditioning: null, remission: null, acuteGvhd: null, chronicGvhd: null };
  const transplanted = (records: PatientRecord['records'], code = ''): string => {
    const own = { pseudonym: 'A-1', ageDays: '100', diagnosisDate: '2021-03-05', transplanted: code };
    const { content } = casebookDefinition({ ...record, ...PatientInput.parse(own), records }, settings);
    return /Transplanted[^}]*\}?,[^}]*?"(yes|no|not recorded|unknown)"/u.exec(JSON.stringify(content))?.[1] ?? '';
  };
  const recorded = { ...record.records, transplant: [{ id: 't', date: '2021-09-01', ...hsct }] };
  expect(transplanted(record.records)).toBe('not recorded');
  expect(transplanted(recorded)).toBe('yes');
  expect(transplanted(recorded, 'UNK')).toBe('yes');
});
