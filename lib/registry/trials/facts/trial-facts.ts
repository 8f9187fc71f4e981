import { z } from 'zod';
import { formatYearSpan } from '@/lib/i18n/format';
import type { KeysUnder } from '@/lib/i18n/message-lookup';
import {
  EnrolmentSchema,
  InterventionSchema,
  RegistrationSchema,
  TrialSchema,
  type Enrolment,
  type Trial,
} from '../../schema';
import {
  type ABSENCES,
  type COUNTRY_LISTS,
  ENDPOINTS,
  KMT2A_STRATA,
  RISK_STRATA,
  SOURCE_LEVELS,
  STATUSES,
  SURVIVAL_ENDPOINTS,
  TIME_ZEROS,
  type Endpoint,
  type SurvivalEndpoint,
  type TimeZero,
} from '../../vocabulary';
import { decadesOf, monthNumber } from '../enrolment-decades';
import { groupNameKey } from '../group-name';
import { HSCT_POLICIES, hsctPolicyOf } from '../hsct-policy';
import {
  answered,
  bilingual,
  coded,
  inWords,
  listed,
  numeric,
  ofWhole,
  plain,
  type FactPart,
  type TrialFigures,
} from './fact';

const of = TrialSchema.shape;
const count = z.int().min(0);

/**
 * Every fact of a trial: what it is, how it is read, and where it stands. The trial list with its cards, orders and files,
 * the trial's page, the attributes side by side, the API's list and its description take what they show from here. A new
 * fact is a field of `TrialSchema` with its column, an entry here, and its word in `vocabulary.fact`.
 */
export const TRIAL_FACTS = {
  slug: answered(bilingual('short name used in addresses', 'краткое имя для адресов'), {
    schema: of.slug,
    read: ({ slug }) => slug,
    columns: [
      { api: [1, 'slug'], download: [1, 'slug', 'name of the study in addresses'], value: (slug) => slug },
      { download: [26, 'address', 'page of the study'], value: (slug, publicUrl) => `${publicUrl}/trials/${slug}` },
    ],
  }),
  acronym: answered(bilingual('the usual name', 'обычное название'), {
    schema: of.acronym,
    read: ({ acronym }) => acronym,
    columns: [{ api: [2, 'acronym'], download: [2, 'acronym', 'short name'], value: (acronym) => acronym }],
    shown: {
      acronym: { list: 10, sort: { name: 'acronym', place: 20, first: 'asc', by: (acronym) => acronym }, parts: plain },
    },
  }),
  title: answered(bilingual('full title', 'полное название'), {
    schema: of.title,
    read: ({ title }) => title,
    columns: [
      { api: [3, 'title_en'], download: [3, 'title_en', 'title in English'], value: ({ en }) => en },
      { api: [4, 'title_ru'], download: [4, 'title_ru', 'title in Russian'], value: ({ ru }) => ru },
    ],
    shown: { title: { compare: 10, parts: inWords } },
  }),
  kind: answered(
    bilingual('prospective trial or retrospective cohort', 'проспективное исследование или ретроспективная когорта'),
    {
      schema: of.kind,
      read: ({ kind }) => kind,
      columns: [{ api: [5, 'kind'], download: [5, 'kind', 'trial or cohort'], value: (kind) => kind }],
    },
  ),
  group: answered(bilingual('cooperative group', 'кооперативная группа'), {
    schema: of.group,
    read: ({ group }) => group,
    columns: [{ api: [6, 'group'], download: [6, 'group', 'study group'], value: (group) => group }],
    shown: {
      group: {
        list: 20,
        page: 10,
        compare: 20,
        sort: { name: 'group', place: 30, first: 'asc', by: (group) => group },
        parts: groupParts,
      },
    },
  }),
  sponsor: ofWhole(bilingual('sponsor', 'спонсор'), {
    schema: of.sponsor,
    read: ({ sponsor }) => sponsor,
    shown: { sponsor: { page: 20, parts: plain } },
  }),
  phase: answered(bilingual('phase of the trial', 'фаза исследования'), {
    schema: of.phase,
    read: ({ phase }) => phase,
    columns: [{ api: [7, 'phase'], download: [8, 'phase', 'phase; empty: not reported'], value: (phase) => phase }],
    shown: { phase: { list: 60, page: 40, parts: (phase) => coded(phase === null ? null : `phase.${phase}`) } },
  }),
  status: answered(bilingual('status of the trial', 'статус исследования'), {
    schema: of.status,
    read: ({ status }) => status,
    columns: [{ api: [8, 'status'], download: [7, 'status', 'status of enrolment'], value: (status) => status }],
    shown: {
      status: {
        list: 30,
        page: 30,
        sort: { name: 'status', place: 40, first: 'asc', by: (status) => STATUSES.indexOf(status) },
        parts: (status) => coded(`status.${status}`),
      },
    },
  }),
  enrolment: answered(
    bilingual(
      'first and last month, patients planned and enrolled',
      'первый и последний месяц набора, планируемое и фактическое число пациентов',
    ),
    {
      schema: EnrolmentSchema,
      read: ({ enrolment }) => enrolment,
      columns: [
        {
          api: [9, 'enrolment_start'],
          download: [9, 'enrolment_start', 'first month of enrolment, YYYY or YYYY-MM'],
          value: ({ start }) => start,
        },
        {
          api: [10, 'enrolment_end'],
          download: [10, 'enrolment_end', 'last month of enrolment, YYYY or YYYY-MM'],
          value: ({ end }) => end,
        },
        {
          download: [11, 'enrolment_decades', 'decades of enrolment by their first years'],
          value: (enrolment) => decadesOf(enrolment).join(' '),
        },
        {
          api: [11, 'enrolment_planned'],
          download: [12, 'planned', 'patients planned'],
          value: ({ planned }) => planned,
        },
        {
          api: [12, 'enrolment_actual'],
          download: [13, 'enrolled', 'patients enrolled'],
          value: ({ actual }) => actual,
        },
      ],
      shown: {
        enrolment: {
          list: 40,
          page: 50,
          compare: 40,
          sort: { name: 'start', place: 10, first: 'desc', by: ({ start }) => monthNumber(start) },
          parts: yearParts,
        },
        patients: {
          list: 50,
          page: 60,
          numeric: true,
          sort: { name: 'enrolled', place: 50, first: 'desc', by: ({ actual }) => actual },
          parts: ({ actual }) => numeric(actual),
        },
      },
    },
  ),
  countries: answered(bilingual('ISO 3166-1 alpha-2 codes', 'коды ISO 3166-1 alpha-2'), {
    schema: of.countries,
    read: ({ countries }) => countries,
    columns: [
      {
        api: [13, 'countries'],
        download: [14, 'countries', 'countries, ISO 3166-1 alpha-2'],
        value: (countries) => countries.join(' '),
      },
    ],
    shown: { countries: { page: 80, parts: (countries) => countries.flatMap(plain) } },
  }),
  countriesFrom: answered(
    bilingual('who names the countries, or why none is named', 'кто называет страны или почему они не названы'),
    {
      schema: of.countriesFrom,
      read: ({ countriesFrom }) => countriesFrom,
      columns: [
        {
          api: [24, 'countries_named'],
          download: [
            27,
            'countries_named',
            'whether all, some or at least these countries are named, or why none is: not-reported (in the sources read), not-read, withheld',
          ],
          value: namedOrWhy,
        },
      ],
      shown: {
        countriesFrom: {
          page: 81,
          parts: (from) => {
            const key = namedOrWhy(from);
            return key === null ? [] : [{ kind: 'code', key: `countriesFrom.${key}` }];
          },
        },
      },
    },
  ),
  registrations: answered(bilingual('numbers in public registers', 'номера в открытых реестрах'), {
    schema: z.array(RegistrationSchema),
    read: ({ registrations }) => registrations,
    columns: [
      {
        api: [14, 'registrations'],
        download: [15, 'registrations', 'register and number'],
        value: (registrations) => registrations.map(({ registry, id }) => `${registry} ${id}`).join('; '),
      },
    ],
    shown: {
      registrations: {
        page: 70,
        parts: (registrations) => registrations.flatMap(({ registry, id }) => plain(`${registry} ${id}`)),
      },
    },
  }),
  interventions: answered(bilingual('what was given or studied', 'что применяли или изучали'), {
    schema: z.array(InterventionSchema),
    read: ({ interventions }) => interventions,
    columns: [
      {
        api: [15, 'interventions'],
        download: [16, 'interventions', 'interventions in English'],
        value: (interventions) => interventions.map(({ name }) => name.en).join('; '),
      },
      {
        download: [17, 'intervention_classes', 'classes of the interventions'],
        value: (interventions) => [...new Set(interventions.map((intervention) => intervention.class))].join('; '),
      },
    ],
  }),
  hsctClass: listed({
    schema: z.enum(HSCT_POLICIES),
    read: ({ slug }) => hsctPolicyOf(slug),
    columns: [{ download: [18, 'hsct_policy', 'class of the transplantation policy'], value: (policy) => policy }],
  }),
  kmt2aStrata: answered(bilingual('KMT2A status its figures speak of', 'о каком статусе KMT2A говорят результаты'), {
    schema: z.array(z.enum(KMT2A_STRATA)),
    read: ({ figures }) => KMT2A_STRATA.filter((stratum) => figures.kmt2a.includes(stratum)),
    columns: [
      {
        api: [16, 'kmt2a_strata'],
        download: [
          19,
          'kmt2a_strata',
          'KMT2A status of the patients behind its figures: all, r (rearranged), g (germline)',
        ],
        value: (strata) => strata.join(' '),
      },
    ],
    shown: { kmt2aStrata: { list: 70, parts: (strata) => strata.flatMap((stratum) => coded(`kmt2a.${stratum}`)) } },
  }),
  riskStrata: answered(bilingual('risk groups its figures speak of', 'о каких группах риска говорят результаты'), {
    schema: z.array(z.enum(RISK_STRATA)),
    read: ({ figures }) => RISK_STRATA.filter((stratum) => figures.risk.includes(stratum)),
    columns: [{ api: [17, 'risk_strata'], value: (strata) => strata.join(' ') }],
  }),
  endpoints: answered(bilingual('endpoints with a reported value', 'конечные точки с известным значением'), {
    schema: z.array(z.enum(ENDPOINTS)),
    read: ({ figures }) => ENDPOINTS.filter((endpoint) => hasValue(figures, endpoint)),
    columns: [{ api: [18, 'endpoints'], value: (endpoints) => endpoints.join(' ') }],
  }),
  survival: listed({
    schema: z.array(z.strictObject({ endpoint: z.enum(SURVIVAL_ENDPOINTS), timeZero: z.enum(TIME_ZEROS) })),
    read: ({ figures }) => survivalOf(figures),
    shown: {
      endpoints: {
        list: 80,
        parts: (survival) => survival.flatMap(({ endpoint }) => coded(`endpoint.${endpoint}.short`)),
      },
    },
  }),
  sourceLevels: listed({
    schema: z.array(z.enum(SOURCE_LEVELS)),
    read: ({ figures }) => SOURCE_LEVELS.filter((level) => figures.levels.includes(level)),
    columns: [{ download: [25, 'source_levels', 'where its figures were read'], value: (levels) => levels.join(' ') }],
  }),
  estimates: answered(bilingual('number of figures', 'число результатов'), {
    schema: count,
    read: ({ figures }) => figures.estimates,
    columns: [{ api: [19, 'estimates'], download: [20, 'figures', 'published figures'], value: (figures) => figures }],
    shown: {
      estimates: {
        list: 90,
        numeric: true,
        sort: { name: 'estimates', place: 60, first: 'desc', by: (figures) => figures },
        parts: numeric,
      },
    },
  }),
  chartable: answered(bilingual('figures that a chart may draw', 'результаты, которые можно нанести на график'), {
    schema: count,
    read: ({ figures }) => figures.chartable,
    columns: [
      {
        api: [20, 'chartable'],
        download: [21, 'chartable_figures', 'of these, figures that a chart may draw'],
        value: (figures) => figures,
      },
    ],
  }),
  hasEfs: answered(bilingual('an EFS value is reported', 'есть значение БСВ'), {
    schema: z.boolean(),
    read: ({ figures }) => hasValue(figures, 'EFS'),
    columns: [{ api: [21, 'has_efs'], download: [22, 'has_efs', 'an EFS figure is reported'], value: (has) => has }],
  }),
  hasOs: answered(bilingual('an OS value is reported', 'есть значение ОВ'), {
    schema: z.boolean(),
    read: ({ figures }) => hasValue(figures, 'OS'),
    columns: [{ api: [22, 'has_os'], download: [23, 'has_os', 'an OS figure is reported'], value: (has) => has }],
  }),
  hasRiskRules: answered(bilingual('the program holds risk rules for it', 'в программе есть правила стратификации'), {
    schema: z.boolean(),
    read: ({ hasRiskRules }) => hasRiskRules,
    columns: [
      {
        api: [23, 'has_risk_rules'],
        download: [24, 'has_risk_rules', 'risk group rules are known'],
        value: (has) => has,
      },
    ],
  }),
  design: ofWhole(bilingual('design', 'дизайн'), {
    schema: of.design,
    read: ({ design }) => design,
    shown: { design: { design: 10, compare: 60, parts: inWords } },
  }),
  eligibility: ofWhole(bilingual('who could enter', 'кого включали'), {
    schema: of.eligibility,
    read: ({ eligibility }) => eligibility,
    shown: { eligibility: { design: 20, compare: 70, parts: inWords } },
  }),
  backbone: ofWhole(bilingual('treatment backbone', 'основа лечения'), {
    schema: of.backbone,
    read: ({ backbone }) => backbone,
    shown: { backbone: { design: 30, compare: 80, parts: inWords } },
  }),
  hsctPolicy: ofWhole(bilingual('who was to be transplanted', 'кому полагалась ТГСК'), {
    schema: of.hsctPolicy,
    read: ({ hsctPolicy }) => hsctPolicy,
    shown: { hsct: { design: 40, compare: 110, parts: inWords } },
  }),
  notes: ofWhole(bilingual('remarks', 'примечания'), {
    schema: of.notes,
    read: ({ notes }) => notes,
    shown: { notes: { design: 50, parts: inWords } },
  }),
};

/** The survival that its figures give, from diagnosis (or from a day that the source does not state) where they have it, else from each other day. */
function survivalOf({ endpoints }: TrialFigures): { endpoint: SurvivalEndpoint; timeZero: TimeZero }[] {
  return (['EFS', 'DFS', 'RFS', 'OS'] as const satisfies readonly SurvivalEndpoint[]).flatMap((endpoint) => {
    const zeros = TIME_ZEROS.filter((timeZero) =>
      endpoints.some((one) => one.endpoint === endpoint && one.timeZero === timeZero),
    );
    const usual = (['diagnosis', 'unknown'] as const).find((timeZero) => zeros.includes(timeZero));
    return (usual === undefined ? zeros : [usual]).map((timeZero) => ({ endpoint, timeZero }));
  });
}

function hasValue({ endpoints }: TrialFigures, of: Endpoint): boolean {
  return endpoints.some(({ endpoint }) => endpoint === of);
}

type NamedOrWhy = (typeof COUNTRY_LISTS)[number] | (typeof ABSENCES)[number];

/** null: not recorded */
function namedOrWhy(from: Trial['countriesFrom']): NamedOrWhy | null {
  if (from === null) return null;
  return 'absent' in from ? from.absent : from.named;
}

function groupParts(group: string): FactPart[] {
  const key = groupNameKey(group);
  return key === null ? plain(group) : coded(`group.${key}`);
}

/** `2006–2016`; of a study with one year alone words, which say of one that has ended that its end is not known. */
function yearParts({ start, end }: Enrolment, { status }: Pick<Trial, 'status'>): FactPart[] {
  if (start !== null && end !== null) return plain(formatYearSpan(start, end));
  if (start !== null) return [yearPart(status === 'recruiting' ? 'from' : 'endUnknown', start)];
  return end === null ? [] : [yearPart('until', end)];
}

function yearPart(word: KeysUnder<'vocabulary.years'>, date: string): FactPart {
  return { kind: 'year', word, year: date.slice(0, 4) };
}
