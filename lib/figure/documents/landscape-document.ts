import { formatNumber, inLocale } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import { isPlaced, type Landscape, type LandscapeEntry } from '@/lib/registry/landscape/landscape';
import type { LandscapeWords } from '@/lib/registry/landscape/words';
import type { FigureCell, FigureDocument, FigureRecords, FigureTable } from '../model/document';
import { landscapeChart, landscapeSvg, type LandscapeDrawingTexts } from '../drawing/landscape-svg';
import { landscapeParts } from '../drawing/slides/landscape';
import { SHEET } from '../drawing/svg/frame';
import { withSheet } from '../drawing/svg/sheet';
import type { SplitGenes } from '../drawing/svg/text';
import { tableOf, type Column } from './columns';
import { documentHeadings } from './document-headings';

type Frame = Readonly<{ t: MessageLookup; split: SplitGenes; address: string; footer: FigureDocument['footer'] }>;

/** The picture of the field as every exporter takes it. */
export function landscapeDocument(
  landscape: Landscape,
  words: LandscapeWords,
  locale: FigureDocument['locale'],
  { t, split, address, footer }: Frame,
): FigureDocument {
  const entries = landscape.lanes.flatMap(({ placed, unplaced }): LandscapeEntry[] => [...placed, ...unplaced]);
  const unplaced = landscape.lanes.filter((lane) => lane.unplaced.length > 0);
  const { from, to } = landscape.years;
  const texts: LandscapeDrawingTexts = {
    title: words.title,
    locale,
    today: t('landscape.today'),
    noYears: t('landscape.noYears'),
    key: {
      cohort: t('landscape.key.cohort'),
      open: t('landscape.key.open'),
      goesOn: t('landscape.key.goesOn'),
      succession: t('landscape.key.succession'),
    },
  };
  const parts: Omit<FigureDocument, 'svg'> = {
    kind: 'landscape',
    locale,
    title: words.title,
    named: null,
    subtitle: words.subtitle,
    madeUp: null,
    // The whole sheet may be as tall as the picture needs; a slide or a page may not.
    chart: () => landscapeSvg(landscape, words, texts, SHEET.width - 2 * SHEET.margin, split),
    slides: {
      parts: (size, _, heightOf) => landscapeParts(landscape, words, texts, size, split, heightOf),
      riskTable: null,
      tables: unplaced.length === 0 ? [] : [yearlessTable(unplaced, words, t)],
      caveat: null,
      signs: [],
    },
    tables: [studyTable(entries, words, locale, t)],
    riskTable: null,
    caveats: words.caveats.map((caveat) => ({ ...caveat, strong: false })),
    method: [t('landscape.method.source'), t('landscape.method.order')],
    citations: [],
    sourcesNote: null,
    headings: documentHeadings(t),
    altText: `${words.title}. ${t('landscape.alt', { total: entries.length, groups: landscape.lanes.length, from: String(from), to: String(to), placed: entries.filter(isPlaced).length })} ${entries.map(words.sentence).join('. ')}.`,
    footer,
    address,
    fileName: 'infant-all-landscape',
    records: records(entries),
    data: landscape,
    nativeCharts: [],
  };
  return { ...withSheet(parts, split), chart: (size) => landscapeChart(landscape, words, texts, size, split) };
}

function studyTable(
  entries: readonly LandscapeEntry[],
  words: LandscapeWords,
  locale: FigureDocument['locale'],
  t: MessageLookup,
): FigureTable {
  const plain = (text: string): FigureCell => ({ value: text === '' ? null : text, text: text === '' ? '–' : text });
  const list: Column<LandscapeEntry>[] = [
    { key: 'study', label: t('landscape.column.study'), type: 'text', width: 2, cell: ({ acronym }) => plain(acronym) },
    {
      key: 'group',
      label: t('landscape.column.group'),
      type: 'text',
      width: 1.2,
      cell: ({ group }) => plain(words.groupName(group)),
    },
    {
      key: 'kind',
      label: t('landscape.column.kind'),
      type: 'text',
      width: 1.45,
      cell: ({ kind }) => plain(t(`vocabulary.kind.${kind}`)),
    },
    {
      key: 'years',
      label: t('landscape.column.years'),
      type: 'text',
      width: 1.5,
      cell: (entry) => ({ value: entry.span === null ? null : words.years(entry), text: words.years(entry) }),
    },
    {
      key: 'status',
      label: t('landscape.column.status'),
      type: 'text',
      width: 1.5,
      cell: ({ status }) => plain(words.status(status)),
    },
    ...patientColumns(locale, t),
    {
      key: 'interventions',
      label: t('landscape.column.interventions'),
      type: 'text',
      width: 2.1,
      cell: ({ interventions }) => plain(interventions.map(({ name }) => inLocale(name, locale)).join('; ')),
    },
    {
      key: 'follows',
      label: t('landscape.column.follows'),
      type: 'text',
      width: 1.3,
      cell: ({ follows }) => plain(follows?.acronym ?? ''),
    },
  ];
  return tableOf('studies', t('landscape.tableCaption'), list, entries);
}

/** Who cannot be placed in time, by group: a slide has no room for them beside their lanes. */
function yearlessTable(lanes: Landscape['lanes'], words: LandscapeWords, t: MessageLookup): FigureTable {
  const list: Column<Landscape['lanes'][number]>[] = [
    {
      key: 'group',
      label: t('landscape.column.group'),
      type: 'text',
      cell: ({ group }) => ({ value: group, text: words.groupName(group) }),
    },
    {
      key: 'studies',
      label: t('landscape.column.study'),
      type: 'text',
      cell: ({ unplaced }) => {
        const text = unplaced.map(({ acronym }) => acronym).join(', ');
        return { value: text, text };
      },
    },
  ];
  return { ...tableOf('studies-without-years', t('landscape.noYears'), list, lanes), ofPicture: true };
}

/** Patients enrolled, and how many were planned. */
function patientColumns(locale: FigureDocument['locale'], t: MessageLookup): Column<LandscapeEntry>[] {
  const number = (value: number | null): FigureCell => ({
    value,
    text: value === null ? t('landscape.notReported') : formatNumber(value, locale),
  });
  return [
    {
      key: 'n',
      label: t('landscape.column.n'),
      type: 'number',
      width: 0.9,
      cell: ({ enrolment }) => number(enrolment.actual),
    },
    {
      key: 'planned',
      label: t('landscape.column.planned'),
      type: 'number',
      width: 0.9,
      cell: ({ enrolment }) => number(enrolment.planned),
    },
  ];
}

const COLUMNS = [
  'trial',
  'acronym',
  'group',
  'kind',
  'status',
  'enrolment_start',
  'enrolment_end',
  'drawn_from',
  'drawn_to',
  'drawn_basis',
  'enrolled',
  'planned',
  'intervention_classes',
  'interventions',
  'predecessor',
] as const;

function records(entries: readonly LandscapeEntry[]): FigureRecords {
  const rows = entries.map(({ slug, acronym, group, kind, status, enrolment, span, interventions, predecessor }) => ({
    trial: slug,
    acronym,
    group,
    kind,
    status,
    enrolment_start: enrolment.start,
    enrolment_end: enrolment.end,
    drawn_from: span?.from ?? null,
    drawn_to: span?.to ?? null,
    drawn_basis: span?.basis ?? 'years-not-reported',
    enrolled: enrolment.actual,
    planned: enrolment.planned,
    intervention_classes: [...new Set(interventions.map((intervention) => intervention.class))].join('; '),
    interventions: interventions.map(({ name }) => name.en).join('; '),
    predecessor,
  }));
  return { columns: COLUMNS, rows };
}
