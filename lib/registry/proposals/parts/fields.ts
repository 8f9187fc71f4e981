import {
  ABSENCES,
  APPRAISAL_DOMAINS,
  APPRAISAL_JUDGEMENTS,
  ARM_KINDS,
  COUNTRY_LISTS,
  CERTAINTIES,
  CERTAINTY_CONCERNS,
  CERTAINTY_DOMAINS,
  DISCREPANCY_REASONS,
  EVENT_ANSWERS,
  EVENT_KINDS,
  INTERVENTION_CLASSES,
  PHASES,
  RISK_GROUPS,
  SOURCE_LEVELS,
  STATUSES,
  TIME_ZEROS,
  TRIAL_KINDS,
  type AppraisalTool,
} from '../../vocabulary';

/** What of a study a curator adds or corrects besides its figures, and the certainty of an answer. */
export const PARTS = [
  'trial',
  'registration',
  'arm',
  'stratum',
  'intervention',
  'baseline',
  'discrepancy',
  'definition',
  'report',
  'QUIPS',
  'ROBINS-I',
  'RoB 2',
  'question',
  'reference',
] as const;
export type Part = (typeof PARTS)[number];
/** What belongs to no study. */
const ALONE = ['question', 'reference'] as const satisfies readonly Part[];
export type AlonePart = (typeof ALONE)[number];
export function isAlone(part: Part): part is AlonePart {
  return ALONE.some((one) => one === part);
}

/** How a field is typed; `pair` is a text in English and in Russian. */
type FieldLook = 'line' | 'text' | 'pair' | 'count' | 'number' | 'list' | 'choice';
export type PartField = Readonly<{
  /** its place in the object, with points */
  name: string;
  look: FieldLook;
  /** the words of a choice are under this name of the vocabulary or the review */
  choices?: readonly string[];
  optional?: boolean;
  /** cannot be changed once it is there: it is the name of the thing */
  key?: boolean;
}>;
/** A form before anything is read of it: text by the name of each field. */
export type PartValues = Readonly<Record<string, string>>;

const pair = (name: string, optional = false): PartField => ({ name, look: 'pair', optional });
const count = (name: string): PartField => ({ name, look: 'count', optional: true });
const line = (name: string, more: Partial<PartField> = {}): PartField => ({ name, look: 'line', ...more });
const choice = (name: string, choices: readonly string[], more: Partial<PartField> = {}): PartField => ({
  name,
  look: 'choice',
  choices,
  ...more,
});
const SOURCE: readonly PartField[] = [
  line('source.ref'),
  line('source.locator'),
  line('source.url', { optional: true }),
  choice('source.level', SOURCE_LEVELS),
];

const appraisal = (tool: AppraisalTool): readonly PartField[] => [
  ...[...APPRAISAL_DOMAINS[tool].map((domain) => `domains.${domain}`), 'overall'].flatMap((place) => [
    choice(`${place}.judgement`, APPRAISAL_JUDGEMENTS[tool]),
    pair(`${place}.reason`),
  ]),
  line('on'),
];

export const PART_FIELDS: Readonly<Record<Part, readonly PartField[]>> = {
  trial: [
    line('slug', { key: true }),
    line('acronym'),
    pair('title'),
    choice('kind', TRIAL_KINDS),
    line('group'),
    line('sponsor', { optional: true }),
    choice('phase', PHASES, { optional: true }),
    choice('status', STATUSES),
    pair('design'),
    line('enrolment.start', { optional: true }),
    line('enrolment.end', { optional: true }),
    count('enrolment.planned'),
    count('enrolment.actual'),
    { name: 'countries', look: 'list', optional: true },
    choice('countriesFrom.named', COUNTRY_LISTS, { optional: true }),
    line('countriesFrom.source.ref', { optional: true }),
    line('countriesFrom.source.locator', { optional: true }),
    line('countriesFrom.source.url', { optional: true }),
    choice('countriesFrom.source.level', SOURCE_LEVELS, { optional: true }),
    choice('countriesFrom.absent', ABSENCES, { optional: true }),
    pair('eligibility'),
    line('predecessor', { optional: true }),
    pair('backbone'),
    pair('hsctPolicy'),
    pair('notes'),
  ],
  registration: [line('registry'), line('id')],
  arm: [line('slug', { key: true }), pair('name'), choice('kind', ARM_KINDS), pair('description'), count('n')],
  stratum: [choice('group', RISK_GROUPS), line('localName'), pair('definition'), count('n'), ...SOURCE],
  intervention: [pair('name'), choice('class', INTERVENTION_CLASSES)],
  baseline: [
    pair('characteristic'),
    { name: 'percent', look: 'number', optional: true },
    count('n'),
    count('denominator'),
    pair('stratum', true),
    ...SOURCE,
  ],
  discrepancy: [
    pair('field'),
    pair('reviewSays'),
    pair('primarySays'),
    // `reason` is the proposal's own.
    choice('why', DISCREPANCY_REASONS),
    pair('resolution'),
    ...SOURCE,
  ],
  definition: [
    line('endpoint', { key: true }),
    choice('timeZero', TIME_ZEROS),
    { name: 'events', look: 'list', optional: true },
    ...EVENT_KINDS.map((kind) => choice(`counts.${kind}`, EVENT_ANSWERS, { optional: true })),
    ...SOURCE,
  ],
  report: [
    line('id', { key: true }),
    line('ref'),
    line('published', { optional: true }),
    line('cut.value', { optional: true }),
    choice('cut.absent', ABSENCES, { optional: true }),
    { name: 'followUp.years', look: 'number', optional: true },
    { name: 'followUp.low', look: 'number', optional: true },
    { name: 'followUp.high', look: 'number', optional: true },
    choice('followUp.absent', ABSENCES, { optional: true }),
    pair('population.text', true),
    count('population.n'),
    choice('population.absent', ABSENCES, { optional: true }),
    { name: 'estimates', look: 'list', optional: true },
    line('copy.address', { optional: true }),
    line('copy.accessed', { optional: true }),
    line('copy.sha256', { optional: true }),
  ],
  QUIPS: appraisal('QUIPS'),
  'ROBINS-I': appraisal('ROBINS-I'),
  'RoB 2': appraisal('RoB 2'),
  question: [
    pair('text'),
    ...CERTAINTY_DOMAINS.flatMap((domain) => [
      choice(`domains.${domain}.concern`, CERTAINTY_CONCERNS),
      pair(`domains.${domain}.reason`),
    ]),
    choice('certainty', CERTAINTIES),
    pair('reason'),
    line('on'),
  ],
  reference: [
    line('id', { key: true }),
    { name: 'title', look: 'text' },
    { name: 'authors', look: 'text', optional: true },
    line('journal', { optional: true }),
    count('year'),
    line('volume', { optional: true }),
    line('issue', { optional: true }),
    line('page', { optional: true }),
    line('DOI', { optional: true }),
    line('PMID', { optional: true }),
    line('URL', { optional: true }),
  ],
};

/** The names under which a field is typed: one, or one for each language. */
export function typedNames({ name, look }: PartField): readonly string[] {
  return look === 'pair' ? [`${name}.en`, `${name}.ru`] : [name];
}
