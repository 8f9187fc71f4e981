import type { KeysUnder } from '@/lib/i18n/message-lookup';
import { toCitation, type Citation } from '@/lib/registry/references/citation';
import { groupNameKey } from '@/lib/registry/trials/group-name';
import { publishedInterval } from '@/lib/registry/published-interval';
import type { Bilingual, Estimate, Reference, Source, Trial } from '@/lib/registry/schema';
import { SURVIVAL_ENDPOINTS, type SurvivalEndpoint, type TimeZero } from '@/lib/registry/vocabulary';

/** What is set side by side, in this order. */
export const ATTRIBUTES = [
  'title',
  'group',
  'status',
  'enrolment',
  'patients',
  'design',
  'eligibility',
  'backbone',
  'arms',
  'risk',
  'hsct',
  'definitions',
  'outcomes',
] as const;
export type Attribute = (typeof ATTRIBUTES)[number];

/** A word of the vocabulary that a cell may hold. */
type VocabularyKey = Extract<KeysUnder<'vocabulary'>, `group.${string}` | `phase.${string}` | `status.${string}`>;

/** One statement of a cell: a text of the data set, codes that the screen names, or an outcome; with its source where the data have one. */
export type CellPart = Readonly<{ source: Source | null }> &
  (
    | Readonly<{ kind: 'text'; text: Bilingual }>
    | Readonly<{ kind: 'plain'; text: string }>
    | Readonly<{ kind: 'code'; key: VocabularyKey }>
    | Readonly<{ kind: 'arm'; name: Bilingual; description: Bilingual; n: number | null }>
    | Readonly<{ kind: 'risk'; group: string; name: string; definition: Bilingual }>
    | Readonly<{ kind: 'definition'; endpoint: SurvivalEndpoint; timeZero: TimeZero; events: readonly string[] }>
    | Readonly<{ kind: 'outcome'; estimate: Estimate; interval: ReturnType<typeof publishedInterval> }>
  );

/** Whether the trials agree, as far as the data can tell: codes and numbers can be the same; free texts are only present or not. */
export type Agreement = 'same' | 'differs' | 'text';

export type AttributeRow = Readonly<{
  attribute: Attribute;
  agreement: Agreement /** trials that report nothing */;
  silent: readonly string[] /** by trial, in their order; empty: not reported */;
  cells: readonly (readonly CellPart[])[];
}>;

export type AttributeTable = Readonly<{
  trials: readonly Readonly<{ slug: string; acronym: string }>[];
  rows: readonly AttributeRow[];
  citations: readonly Readonly<{ number: number; citation: Citation }>[];
}>;

/** Attributes whose cells are short enough to be called the same or different. */
const COMPARED: readonly Attribute[] = ['group', 'status', 'enrolment', 'patients', 'definitions'];

/** The trials of a comparison side by side. Outcomes are the preferred figures of the endpoint that have a value. */
export function attributeTable(
  trials: readonly Trial[],
  endpoint: SurvivalEndpoint,
  references: readonly Reference[],
): AttributeTable {
  const rows = ATTRIBUTES.map((attribute): AttributeRow => {
    const cells = trials.map((trial) => cellOf(trial, attribute, endpoint));
    const silent = trials.flatMap(({ acronym }, i) => (cells[i]?.length === 0 ? [acronym] : []));
    return { attribute, cells, silent, agreement: agreementOf(attribute, cells) };
  });
  const cited = [...new Set(rows.flatMap(({ cells }) => cells.flat().flatMap(({ source }) => source?.ref ?? [])))];
  const citations = cited
    .flatMap((id) => references.find((reference) => reference.id === id) ?? [])
    .map((reference, i) => ({ number: i + 1, citation: toCitation(reference) }));
  return { trials: trials.map(({ slug, acronym }) => ({ slug, acronym })), rows, citations };
}

function agreementOf(attribute: Attribute, cells: readonly (readonly CellPart[])[]): Agreement {
  if (!COMPARED.includes(attribute) || cells.length < 2) return 'text';
  const content = cells.map((parts) => JSON.stringify(parts.map((part) => ({ ...part, source: null }))));
  return new Set(content).size === 1 ? 'same' : 'differs';
}

function groupPart(group: string): CellPart {
  const key = groupNameKey(group);
  return key === null ? { kind: 'plain', text: group, source: null } : codePart(`group.${key}`);
}

function codePart(key: VocabularyKey): CellPart {
  return { kind: 'code', key, source: null };
}

function enrolmentParts(enrolment: Trial['enrolment']): CellPart[] {
  return enrolment.start === null && enrolment.end === null
    ? []
    : [
        {
          kind: 'plain',
          text: `${enrolment.start?.slice(0, 4) ?? '…'}–${enrolment.end?.slice(0, 4) ?? '…'}`,
          source: null,
        },
      ];
}

function definitionParts(trial: Trial): CellPart[] {
  return SURVIVAL_ENDPOINTS.flatMap((of): CellPart[] => {
    const definition = trial.endpointDefinitions[of];
    return definition === null || definition === undefined
      ? []
      : [
          {
            kind: 'definition',
            endpoint: of,
            timeZero: definition.timeZero,
            events: definition.events,
            source: definition.source,
          },
        ];
  });
}

function outcomeParts(trial: Trial, endpoint: SurvivalEndpoint): CellPart[] {
  return trial.estimates
    .filter(
      (one) =>
        one.endpoint === endpoint &&
        one.preferred &&
        one.estimate !== null &&
        one.stratum.other === null &&
        one.stratum.age === null,
    )
    .map((estimate) => ({
      kind: 'outcome',
      estimate,
      interval: publishedInterval(estimate),
      source: estimate.source,
    }));
}

function cellOf(trial: Trial, attribute: Attribute, endpoint: SurvivalEndpoint): CellPart[] {
  const text = (words: Bilingual): CellPart[] => [{ kind: 'text', text: words, source: null }];
  const { enrolment } = trial;
  switch (attribute) {
    case 'title':
      return text(trial.title);
    case 'group':
      return [groupPart(trial.group)];
    case 'status':
      return [
        ...(trial.phase === null ? [] : [codePart(`phase.${trial.phase}`)]),
        ...(trial.status === 'unknown' ? [] : [codePart(`status.${trial.status}`)]),
      ];
    case 'enrolment':
      return enrolmentParts(enrolment);
    case 'patients':
      return enrolment.actual === null ? [] : [{ kind: 'plain', text: `n = ${enrolment.actual}`, source: null }];
    case 'design':
      return text(trial.design);
    case 'eligibility':
      return text(trial.eligibility);
    case 'backbone':
      return text(trial.backbone);
    case 'arms':
      return trial.arms.map(({ name, description, n }) => ({ kind: 'arm', name, description, n, source: null }));
    case 'risk':
      return trial.strata.map(({ group, localName, definition, source }) => ({
        kind: 'risk',
        group,
        name: localName,
        definition,
        source,
      }));
    case 'hsct':
      return text(trial.hsctPolicy);
    case 'definitions':
      return definitionParts(trial);
    case 'outcomes':
      return outcomeParts(trial, endpoint);
  }
}
