import { toCitation, type Citation } from '@/lib/registry/references/citation';
import { coded, plain, type FactPart, type FactWord } from '@/lib/registry/trials/facts/fact';
import { COMPARED_FACTS } from '@/lib/registry/trials/facts/outlets';
import { publishedInterval } from '@/lib/registry/published-interval';
import type { Bilingual, Estimate, Reference, Source, Trial } from '@/lib/registry/schema';
import { SURVIVAL_ENDPOINTS, type SurvivalEndpoint, type TimeZero } from '@/lib/registry/vocabulary';

/** What is set side by side besides single facts, each at its place among those of the list of facts. */
const OWN_PLACES = { status: 30, patients: 50, arms: 90, risk: 100, definitions: 120, outcomes: 130 } as const;
export type OwnAttribute = keyof typeof OWN_PLACES;
export type Attribute = OwnAttribute | FactWord;

/** Whether an attribute is one of this table and no single fact of the list. */
export function isOwnAttribute(attribute: Attribute): attribute is OwnAttribute {
  return Object.hasOwn(OWN_PLACES, attribute);
}

/** One statement of a cell: a text of the data set, codes that the screen names, or an outcome; with its source where the data have one. */
export type CellPart = Readonly<{ source: Source | null }> &
  (
    | FactPart
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

/** Attributes whose cells are too long to be called the same or different, as are those that hold a text. */
const FREE: readonly Attribute[] = ['arms', 'risk', 'outcomes'];

type Cells = Readonly<{ attribute: Attribute; place: number; parts: (trial: Trial) => readonly CellPart[] }>;

/** Every attribute in its order. */
function attributesFor(endpoint: SurvivalEndpoint): readonly Cells[] {
  const own = Object.entries(OWN_PLACES).map(([name, place]): Cells => {
    const attribute = name as OwnAttribute;
    return { attribute, place, parts: (trial) => ownParts(trial, attribute, endpoint) };
  });
  const facts = COMPARED_FACTS.map(
    ({ word, place, parts }): Cells => ({
      attribute: word,
      place,
      parts: (trial) => withoutSource(parts(trial)),
    }),
  );
  return [...own, ...facts].sort((a, b) => a.place - b.place);
}

function withoutSource(parts: readonly FactPart[]): CellPart[] {
  return parts.map((part) => ({ ...part, source: null }));
}

/** The trials of a comparison side by side. Outcomes are the preferred figures of the endpoint that have a value. */
export function attributeTable(
  trials: readonly Trial[],
  endpoint: SurvivalEndpoint,
  references: readonly Reference[],
): AttributeTable {
  const rows = attributesFor(endpoint).map(({ attribute, parts }): AttributeRow => {
    const cells = trials.map(parts);
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
  const free = FREE.includes(attribute) || cells.flat().some(({ kind }) => kind === 'text');
  if (free || cells.length < 2) return 'text';
  const content = cells.map((parts) => JSON.stringify(parts.map((part) => ({ ...part, source: null }))));
  return new Set(content).size === 1 ? 'same' : 'differs';
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

function ownParts(trial: Trial, attribute: OwnAttribute, endpoint: SurvivalEndpoint): CellPart[] {
  switch (attribute) {
    case 'status':
      return withoutSource([
        ...coded(trial.phase === null ? null : `phase.${trial.phase}`),
        ...coded(trial.status === 'unknown' ? null : `status.${trial.status}`),
      ]);
    case 'patients':
      return withoutSource(plain(trial.enrolment.actual === null ? null : `n = ${trial.enrolment.actual}`));
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
    case 'definitions':
      return definitionParts(trial);
    case 'outcomes':
      return outcomeParts(trial, endpoint);
  }
}
