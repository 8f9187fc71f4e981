import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, test } from 'vitest';
import { casebookDefinition } from '@/components/patients/casebook/casebook';
import { RECORD_FIELDS, type FieldDefinition } from '@/components/patients/entry-fields';
import { entryTextIn } from '@/components/patients/use-words';
import { writePdf } from '@/lib/figure/formats/pdf.server';
import { messageLookup } from '@/lib/i18n/message-lookup';
import type { PatientRecord } from '@/lib/patients/records/record';
import { PatientInput } from '@/lib/patients/schema';
import { RECORD_KINDS, VOCABULARY, type RecordKind } from '@/lib/patients/vocabulary';

const record = {
  ...PatientInput.parse({ pseudonym: 'A-1', ageDays: '100', diagnosisDate: '2021-03-05', wbc: '250' }),
  ...{ id: 'p', siteId: 's', siteName: 'Site', madeUp: true, version: 1 },
};

/** A record in which every field holds its longest word, and texts of the longest kind without a space. */
function fullest(text: (field: FieldDefinition, word: string) => string): PatientRecord {
  const longest = (field: FieldDefinition): unknown => {
    const { vocabulary } = field;
    if (vocabulary !== undefined) {
      const words: readonly string[] = VOCABULARY[vocabulary];
      return words.toSorted((a, b) => text(field, b).length - text(field, a).length)[0];
    }
    return { day: '2021-09-20', decimal: 0.0005, whole: 12 }[field.takes as string] ?? 'т'.repeat(200);
  };
  const rows = (kind: RecordKind) => [
    { id: kind, ...Object.fromEntries(RECORD_FIELDS[kind].map((field) => [field.name, longest(field)])) },
  ];
  return {
    ...{ ...record, identity: { ...record.identity, protocolArm: 'т'.repeat(60), note: 'т'.repeat(500) } },
    features: { ...record.features, karyotype: '46,XX,t(4;11)(q21;q23)'.repeat(9) },
    records: Object.fromEntries(RECORD_KINDS.map((kind) => [kind, rows(kind)])) as unknown as PatientRecord['records'],
  };
}

/** Every piece of text of a PDF with where it begins and ends, in points. */
async function lettersOf(bytes: Uint8Array): Promise<{ text: string; left: number; right: number }[]> {
  const file = await getDocument({ data: bytes, verbosity: 0 }).promise;
  const found: { text: string; left: number; right: number }[] = [];
  for (let number = 1; number <= file.numPages; number += 1) {
    const { items } = await (await file.getPage(number)).getTextContent();
    for (const item of items)
      if ('str' in item && item.str.trim() !== '')
        found.push({ text: item.str, left: Number(item.transform[4]), right: Number(item.transform[4]) + item.width });
  }
  return found;
}

test.each(['en', 'ru'] as const)('no word of a casebook leaves its column, no table its page (%s)', async (locale) => {
  const t = await messageLookup(locale);
  const said = entryTextIn((key, values) => t(`patientForm.${key}`, values as Record<string, string>), locale);
  const definition = casebookDefinition(fullest(said), { t, locale, protocolName: null, today: '2026-11-28' });
  const pages = await lettersOf(await writePdf(definition));
  expect(pages.length).toBeGreaterThan(50);
  // A4 is 595.28 points wide, with 40 at each side; half a point is what rounding takes.
  expect(pages.filter(({ left, right }) => left < 39.5 || right > 595.28 - 39.5)).toEqual([]);
});
