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
  ENDPOINTS,
  EVENT_ANSWERS,
  EVENT_KINDS,
  FACT_QUALIFIERS,
  INTERVENTION_CLASSES,
  KMT2A_STRATA,
  PHASES,
  RISK_GROUPS,
  SOURCE_LEVELS,
  STATUSES,
  TIME_ZEROS,
  TRIAL_KINDS,
  type AppraisalTool,
} from '../../vocabulary';

/** What belongs to no study. */
const ALONE = [
  'question',
  'cover',
  'statement',
  'fact',
  'disagreement',
  'protocol',
  'search',
  'flow',
  'reference',
] as const;
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
  ...ALONE,
] as const;
export type Part = (typeof PARTS)[number];
export type AlonePart = (typeof ALONE)[number];
export type TrialPart = Exclude<Part, AlonePart>;
export function isAlone(part: Part): part is AlonePart {
  return ALONE.some((one) => one === part);
}
/** Of what there is one: it is no item of a list. */
const ONE = ['trial', 'QUIPS', 'ROBINS-I', 'RoB 2', 'protocol', 'flow'] as const satisfies readonly Part[];
export function isOne(part: Part): boolean {
  return ONE.some((one) => one === part);
}
/** What can be taken away again, with a reason; nothing that a figure hangs on. */
const RETIRED = ['statement', 'fact', 'cover', 'QUIPS', 'ROBINS-I', 'RoB 2'] as const satisfies readonly Part[];
export function mayRetire(part: Part): boolean {
  return RETIRED.some((one) => one === part);
}

/**
 * How a field is typed; `pair` is a text in English and in Russian, `pairs` several of them, a line each, and `several` are
 * some of the choices.
 */
type FieldLook = 'line' | 'text' | 'pair' | 'pairs' | 'count' | 'number' | 'list' | 'choice' | 'several';
export type PartField = Readonly<{
  /** its place in the object, with points */
  name: string;
  look: FieldLook;
  /** the words of a choice are under this name of the vocabulary or the review */
  choices?: readonly string[];
  /** what is chosen among is in the registry */
  among?: 'studies' | 'references' | 'figures' | 'topics';
  optional?: boolean;
  /** fields of one name are all filled in or none */
  together?: string;
  /** cannot be changed once it is there: it is the name of the thing */
  key?: boolean;
}>;
/** A form before anything is read of it: text by the name of each field. */
export type PartValues = Readonly<Record<string, string>>;

const pair = (name: string, optional = false): PartField => ({ name, look: 'pair', optional });
const pairs = (name: string, optional = false): PartField => ({ name, look: 'pairs', optional });
const count = (name: string): PartField => ({ name, look: 'count', optional: true });
const line = (name: string, more: Partial<PartField> = {}): PartField => ({ name, look: 'line', ...more });
const choice = (name: string, choices: readonly string[], more: Partial<PartField> = {}): PartField => ({
  name,
  look: 'choice',
  choices,
  ...more,
});
const SOURCE: readonly PartField[] = [
  line('source.ref', { among: 'references' }),
  line('source.locator'),
  line('source.url', { optional: true }),
  choice('source.level', SOURCE_LEVELS),
];

const DISAGREEMENT: readonly PartField[] = [
  pair('field'),
  pair('reviewSays'),
  pair('primarySays'),
  // `reason` is the proposal's own.
  choice('why', DISCREPANCY_REASONS),
  pair('resolution'),
  ...SOURCE,
];

/** A topic that is there has its name already; a new one is called by its name. */
const TOPIC: readonly PartField[] = [line('topic', { among: 'topics', optional: true }), pair('topicName', true)];

/** A question that nobody has judged has none of it. */
const CERTAINTY: readonly PartField[] = [
  ...CERTAINTY_DOMAINS.flatMap((domain) => [
    choice(`domains.${domain}.concern`, CERTAINTY_CONCERNS),
    pair(`domains.${domain}.reason`),
  ]),
  choice('certainty', CERTAINTIES),
  pair('reason'),
  line('on'),
].map((field) => ({ ...field, together: 'certainty' }));

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
    line('countriesFrom.source.ref', { optional: true, among: 'references' }),
    line('countriesFrom.source.locator', { optional: true }),
    line('countriesFrom.source.url', { optional: true }),
    choice('countriesFrom.source.level', SOURCE_LEVELS, { optional: true }),
    choice('countriesFrom.absent', ABSENCES, { optional: true }),
    pair('eligibility'),
    line('predecessor', { optional: true, among: 'studies' }),
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
  discrepancy: DISAGREEMENT,
  definition: [
    line('endpoint', { key: true }),
    choice('timeZero', TIME_ZEROS),
    { name: 'events', look: 'list', optional: true },
    ...EVENT_KINDS.map((kind) => choice(`counts.${kind}`, EVENT_ANSWERS, { optional: true })),
    ...SOURCE,
  ],
  report: [
    line('id', { key: true }),
    line('ref', { among: 'references' }),
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
    { name: 'estimates', look: 'several', among: 'figures', optional: true },
    line('copy.address', { optional: true }),
    line('copy.accessed', { optional: true }),
    line('copy.sha256', { optional: true }),
  ],
  QUIPS: appraisal('QUIPS'),
  'ROBINS-I': appraisal('ROBINS-I'),
  'RoB 2': appraisal('RoB 2'),
  question: [line('id', { key: true }), pair('text'), ...CERTAINTY],
  cover: [
    choice('kmt2a', KMT2A_STRATA),
    { name: 'endpoints', look: 'several', choices: ENDPOINTS, optional: true },
    { name: 'timeZeros', look: 'several', choices: TIME_ZEROS, optional: true },
    { name: 'studies', look: 'several', among: 'studies' },
  ],
  statement: [line('id', { key: true }), ...TOPIC, pair('statement'), ...SOURCE],
  fact: [
    line('id', { key: true }),
    ...TOPIC,
    pair('characteristic'),
    pair('population'),
    { name: 'percent', look: 'number', optional: true },
    choice('qualifier', FACT_QUALIFIERS),
    { name: 'range.low', look: 'number', optional: true },
    { name: 'range.high', look: 'number', optional: true },
    count('n'),
    count('denominator'),
    ...SOURCE,
    pair('note', true),
  ],
  disagreement: DISAGREEMENT,
  protocol: [pair('question'), pairs('eligibility'), pairs('methods'), pairs('notDone', true)],
  search: [
    pair('source'),
    line('searched', { optional: true }),
    { name: 'query', look: 'text', optional: true },
    count('found'),
    pair('note', true),
  ],
  flow: [count('identified'), count('screened'), count('excluded'), count('sought'), count('notRetrieved')],
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
  return look === 'pair' || look === 'pairs' ? [`${name}.en`, `${name}.ru`] : [name];
}
