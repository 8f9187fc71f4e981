import type { TrialSort } from '../facts/fact';
import type { HsctPolicy } from '../hsct-policy';
import type {
  InterventionClass,
  Kmt2aStratum,
  SourceLevel,
  TrialKind,
  TrialPhase,
  TrialStatus,
} from '../../vocabulary';

// Names and values alone: the list's controls run in the browser, which should not have to fetch what reads an address.

export const TRIAL_VIEWS = ['table', 'cards'] as const;
/** Parameters of the address that may be repeated, and those that are on or off. */
export const LIST_NAMES = [
  'group',
  'status',
  'kind',
  'phase',
  'decade',
  'population',
  'intervention',
  'hsct',
  'level',
] as const;
export const FLAG_NAMES = [
  'hasEfs',
  'hasOs',
  'hasRiskRules',
  'noFigures',
  'noEfs',
  'noOs',
  'noRiskRules',
  'noYears',
] as const;

export type TrialView = (typeof TRIAL_VIEWS)[number];
export type ListName = (typeof LIST_NAMES)[number];
export type FlagName = (typeof FLAG_NAMES)[number];

/** The name of a field of the filter, which is that of its parameter. */
export type FilterName = keyof TrialFilter;

/** The trial list's filter as it stands in the address. Of a list of values any fits; empty does not restrict. */
export type TrialFilter = Readonly<{
  q: string;
  group: readonly string[];
  status: readonly TrialStatus[];
  kind: readonly TrialKind[];
  phase: readonly (TrialPhase | 'none')[];
  /** decades of enrolment by their first year */
  decade: readonly string[];
  /** KMT2A status of the patients behind its figures */
  population: readonly Kmt2aStratum[];
  intervention: readonly InterventionClass[];
  hsct: readonly HsctPolicy[];
  /** where its figures were read */
  level: readonly SourceLevel[];
  /** first and last year of enrolment to look at */
  from: number | null;
  to: number | null;
  hasEfs: boolean;
  hasOs: boolean;
  hasRiskRules: boolean;
  /** what is missing is asked for as well: no figure at all, none of an endpoint, no rules, no year of enrolment */
  noFigures: boolean;
  noEfs: boolean;
  noOs: boolean;
  noRiskRules: boolean;
  noYears: boolean;
  /** null: the best match first, and without a question the newest */
  sort: TrialSort | null;
  order: 'asc' | 'desc';
  view: TrialView;
  page: number;
}>;

export const NO_FILTER: TrialFilter = {
  q: '',
  group: [],
  status: [],
  kind: [],
  phase: [],
  decade: [],
  population: [],
  intervention: [],
  hsct: [],
  level: [],
  from: null,
  to: null,
  hasEfs: false,
  hasOs: false,
  hasRiskRules: false,
  noFigures: false,
  noEfs: false,
  noOs: false,
  noRiskRules: false,
  noYears: false,
  sort: null,
  order: 'desc',
  view: 'table',
  page: 1,
};

/** One thing that narrows the list, and the filter without it. */
export type Restriction = Readonly<{
  name: ListName | FlagName | 'q' | 'from' | 'to';
  value: string;
  without: TrialFilter;
}>;

/** Everything that narrows the list, in the order of the page. */
export function restrictionsOf(filter: TrialFilter): Restriction[] {
  const rest = { ...filter, page: 1 };
  return [
    ...(filter.q === '' ? [] : [{ name: 'q' as const, value: filter.q, without: { ...rest, q: '' } }]),
    ...FLAG_NAMES.flatMap((name) => (filter[name] ? [{ name, value: '1', without: { ...rest, [name]: false } }] : [])),
    ...(['from', 'to'] as const).flatMap((name) =>
      filter[name] === null ? [] : [{ name, value: String(filter[name]), without: { ...rest, [name]: null } }],
    ),
    ...LIST_NAMES.flatMap((name) =>
      filter[name].map((value) => ({
        name,
        value,
        without: { ...rest, [name]: (filter[name] as readonly string[]).filter((other) => other !== value) },
      })),
    ),
  ];
}
