import { expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { PatientInput } from '@/lib/patients/schema';
import { casebookDefinition } from './casebook';

const record = {
  ...PatientInput.parse({ pseudonym: 'A-1', ageDays: '100', diagnosisDate: '2021-03-05', wbc: '250', cns: 'UNK' }),
  ...{ id: 'p', siteId: 's', siteName: 'Site', madeUp: true, version: 1 },
  records: {
    ...{ mrd: [], treatment: [], transplant: [], event: [] },
    'follow-up': [{ id: 'f', date: '2022-03-05', status: 'alive-in-remission' as const }],
  },
};

test.each([
  ['en', ['Casebook of A-1', '250\u202f×10⁹/L', 'unknown', '5 Mar 2022', 'Made-up patient of the demonstration']],
  ['ru', ['Карта пациента A-1', '250\u202f×10⁹/л', 'неизвестно', '05.03.2022', 'жив(а), в ремиссии']],
] as const)('a casebook holds every field in words (%s)', async (locale, said) => {
  const t = await messageLookup(locale);
  const definition = casebookDefinition(record, { t, locale, protocolName: null, today: '2026-11-28' });
  const text = JSON.stringify(definition.content);
  for (const words of said) expect(text).toContain(words);
});
