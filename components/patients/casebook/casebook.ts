import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces';
import { PDF_FONT } from '@/lib/figure/formats/pdf';
import { PAPER } from '@/lib/figure/drawing/svg/text';
import { formatDay, formatNumber } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { courseWords } from '@/lib/patients/course-drawing/course-words';
import { drawCourse, drawingSvg, type Ink } from '@/lib/patients/course-drawing/draw-course';
import { formValues, patientFormValues, type PatientRecord } from '@/lib/patients/records/record';
import { RECORD_KINDS, type RecordKind } from '@/lib/patients/vocabulary';
import { DAYS_PER_MONTH } from '@/lib/risk/numbers/age-in-months';
import { PATIENT_FIELDS, RECORD_FIELDS, shownFields, type FieldGroup } from '../entry-fields';
import { entryTextIn } from '../use-words';
import { CONTENT_WIDTH, fittedTable } from './fitted-table';

const INKS: Readonly<Record<Ink, string>> = {
  ink: PAPER.ink,
  muted: PAPER.muted,
  line: '#c8ccd2',
  ground: '#ffffff',
  accent: '#2a5d9f',
};

type Settings = Readonly<{ t: MessageLookup; locale: Locale; protocolName: string | null; today: string }>;

/** Everything stored about one patient on paper: the drawing of the course, every field, every record. What is not recorded says so. */
export function casebookDefinition(record: PatientRecord, settings: Settings): TDocumentDefinitions {
  const { t, locale, today } = settings;
  const title = t('patientCourse.casebookTitle', { pseudonym: record.identity.pseudonym });
  const printed = t('patientCourse.printed', { date: formatDay(today, locale) });
  const drawing = drawCourse(record, { width: 780, words: courseWords(t, locale), paint: (ink) => INKS[ink] });
  const [further, ...first] = [...PATIENT_FIELDS].reverse();
  return {
    info: { title },
    language: locale,
    displayTitle: true,
    pageSize: 'A4',
    pageMargins: [40, 40, 40, 46],
    defaultStyle: { font: PDF_FONT, fontSize: 9, lineHeight: 1.2, color: PAPER.ink },
    footer: (page, pages) => ({
      margin: [40, 8],
      columns: [
        { text: `${title} · ${printed}`, fontSize: 7, color: PAPER.muted },
        { text: `${page} / ${pages}`, width: 40, alignment: 'right', fontSize: 7, color: PAPER.muted },
      ],
    }),
    content: [
      ...(record.madeUp ? [{ text: t('patientCourse.madeUp'), bold: true }] : []),
      { text: title, fontSize: 16, bold: true },
      {
        text: `${t('patient.above', { site: record.siteName })} · ${printed}`,
        color: PAPER.muted,
        margin: [0, 2, 0, 8],
      },
      ...(drawing === null ? [] : [{ svg: drawingSvg(drawing), width: CONTENT_WIDTH }]),
      ...first.reverse().flatMap((group) => factTable(record, group, settings)),
      ...RECORD_KINDS.flatMap((kind) => recordTable(record, kind, settings)),
      ...(further === undefined ? [] : factTable(record, further, settings)),
    ],
  };
}

function fieldText({ t, locale }: Settings): ReturnType<typeof entryTextIn> {
  return entryTextIn((key, values) => t(`patientForm.${key}`, values as Record<string, string | number>), locale);
}

/** A group of fields with what is stored of each. */
function factTable(record: PatientRecord, { title, fields }: FieldGroup, settings: Settings): Content[] {
  const { t, locale, protocolName } = settings;
  const values = patientFormValues(record);
  const { ageDays } = record.identity;
  const months = formatNumber(ageDays / DAYS_PER_MONTH, locale, 1);
  const said: Partial<Record<string, string>> = {
    ageDays: t('patient.ageText', { days: ageDays, months }),
    ...(protocolName === null ? {} : { protocolSlug: protocolName }),
  };
  const rows = shownFields(fields, values)
    .filter(({ name }) => !['siteId', 'ageMonths', 'pseudonym'].includes(name))
    .map((field) => [
      t(`patientForm.label.${field.label}`),
      said[field.name] ?? (fieldText(settings)(field, values[field.name] ?? '') || t('patient.notRecorded')),
    ]);
  return [together(t(`patient.${title}`), fittedTable(rows, { shares: [0.35, 0.65] }))];
}

function recordTable(record: PatientRecord, kind: RecordKind, settings: Settings): Content[] {
  const { t } = settings;
  const fields = RECORD_FIELDS[kind];
  const text = fieldText(settings);
  const rows = record.records[kind].map(({ id: _id, ...stored }) => formValues(stored));
  const heading = t(`patient.section.${kind}`);
  if (rows.length === 0) return [together(heading, { text: t(`patient.empty.${kind}`) })];
  const head = fields.map((field) => t(`patientForm.label.${field.label}`));
  const body = rows.map((row) => fields.map((field) => text(field, row[field.name] ?? '') || '–'));
  const first = together(heading, fittedTable([head, ...body.slice(0, ROWS_TOGETHER)], { headerRows: 1 }));
  const rest = body.slice(ROWS_TOGETHER);
  return rest.length === 0 ? [first] : [first, fittedTable([head, ...rest], { headerRows: 1 })];
}

/** Records that stay on one page with their heading; those beyond them go on under the names of the fields again. */
const ROWS_TOGETHER = 12;

/** A heading on the page of what it names. */
function together(heading: string, content: Content): Content {
  const text = { text: heading, bold: true, fontSize: 11, margin: [0, 10, 0, 3] as [number, number, number, number] };
  return { stack: [text, content], unbreakable: true };
}
