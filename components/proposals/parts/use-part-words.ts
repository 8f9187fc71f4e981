import { useTranslations } from 'next-intl';
import { afterColon } from '@/lib/i18n/format';
import type { PartField } from '@/lib/registry/proposals/parts/fields';
import {
  ABSENCES,
  APPRAISAL_DOMAINS,
  APPRAISAL_JUDGEMENTS,
  ARM_KINDS,
  CERTAINTIES,
  CERTAINTY_CONCERNS,
  CERTAINTY_DOMAINS,
  DISCREPANCY_REASONS,
  ENDPOINTS,
  COUNTRY_LISTS,
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
} from '@/lib/registry/vocabulary';
import type { Choice } from '@/components/curate/typed-field';

const NAMED = [
  'slug',
  'acronym',
  'title',
  'kind',
  'group',
  'sponsor',
  'phase',
  'status',
  'design',
  'enrolment-start',
  'enrolment-end',
  'enrolment-planned',
  'enrolment-actual',
  'countries',
  'countriesFrom-named',
  'countriesFrom-source-ref',
  'countriesFrom-source-locator',
  'countriesFrom-source-url',
  'countriesFrom-source-level',
  'countriesFrom-absent',
  'eligibility',
  'predecessor',
  'backbone',
  'hsctPolicy',
  'notes',
  'registry',
  'id',
  'name',
  'description',
  'n',
  'localName',
  'definition',
  'source-ref',
  'source-locator',
  'source-url',
  'source-level',
  'endpoint',
  'timeZero',
  'events',
  'ref',
  'published',
  'cut-value',
  'cut-absent',
  'followUp-years',
  'followUp-low',
  'followUp-high',
  'followUp-absent',
  'population-text',
  'population-n',
  'population-absent',
  'estimates',
  'on',
  'text',
  'certainty',
  'reason',
  'class',
  'characteristic',
  'percent',
  'denominator',
  'stratum',
  'field',
  'reviewSays',
  'primarySays',
  'why',
  'resolution',
  'copy-address',
  'copy-accessed',
  'copy-sha256',
  'authors',
  'journal',
  'year',
  'volume',
  'issue',
  'page',
  'DOI',
  'PMID',
  'URL',
  'topic',
  'topicName',
  'statement',
  'population',
  'qualifier',
  'range-low',
  'range-high',
  'note',
  'kmt2a',
  'endpoints',
  'timeZeros',
  'studies',
  'question',
  'methods',
  'notDone',
  'source',
  'searched',
  'query',
  'found',
] as const;
const FLOW = ['identified', 'screened', 'excluded', 'sought', 'notRetrieved'] as const;

type PartWords = Readonly<{
  fieldName: (name: string) => string;
  choices: (field: PartField) => readonly Choice[];
}>;

/** What the fields of a study's parts are called, and what can be chosen in them. */
export function usePartWords(): PartWords {
  const t = useTranslations('parts');
  const review = useTranslations('review');
  const vocabulary = useTranslations('vocabulary');
  const sources = useTranslations('source');
  const fieldName = (name: string): string => {
    const plain = NAMED.find((known) => known === name.replaceAll('.', '-'));
    if (plain !== undefined) return t(`field.${plain}`);
    const flow = FLOW.find((known) => known === name);
    if (flow !== undefined) return review(`flow.${flow}`);
    const [place, middle = '', last = middle] = name.split('.');
    if (place === 'counts') return t('counts', { kind: vocabulary(`eventKind.${among(EVENT_KINDS, middle)}`) });
    const what = afterColon(last === 'reason' ? review('reason') : review('judgementName'));
    if (place === 'overall') return `${review('overall')}: ${what}`;
    const grade = CERTAINTY_DOMAINS.find((domain) => domain === middle);
    const domain = ALL_DOMAINS.find((one) => one === middle);
    const named = grade === undefined ? domain && review(`domain.${domain}`) : review(`gradeDomain.${grade}`);
    return `${named ?? middle}: ${what}`;
  };
  const word = (name: string, value: string): string => {
    if (name === 'kind')
      return ARM_KINDS.some((kind) => kind === value)
        ? vocabulary(`armKind.${among(ARM_KINDS, value)}`)
        : vocabulary(`kind.${among(TRIAL_KINDS, value)}`);
    if (name === 'phase') return vocabulary(`phase.${among(PHASES, value)}`);
    if (name === 'class') return vocabulary(`interventionClass.${among(INTERVENTION_CLASSES, value)}`);
    if (name === 'why') return vocabulary(`reason.${among(DISCREPANCY_REASONS, value)}`);
    if (name === 'status') return vocabulary(`status.${among(STATUSES, value)}`);
    if (name === 'group') return vocabulary(`risk.${among(RISK_GROUPS, value)}`);
    if (name === 'qualifier') return t(`qualifier.${among(FACT_QUALIFIERS, value)}`);
    if (name === 'kmt2a') return vocabulary(`kmt2a.${among(KMT2A_STRATA, value)}`);
    if (name === 'endpoints') return vocabulary(`endpoint.${among(ENDPOINTS, value)}.long`);
    if (name === 'timeZero' || name === 'timeZeros') return vocabulary(`timeZero.${among(TIME_ZEROS, value)}`);
    if (name === 'countriesFrom.named') return t(`named.${among(COUNTRY_LISTS, value)}`);
    if (name.endsWith('source.level')) return sources(`level.${among(SOURCE_LEVELS, value)}`);
    if (name === 'certainty') return review(`level.${among(CERTAINTIES, value)}`);
    if (name.endsWith('.absent')) return t(`absent.${among(ABSENCES, value)}`);
    if (name.endsWith('.concern')) return review(`concern.${among(CERTAINTY_CONCERNS, value)}`);
    if (name.endsWith('.judgement')) return review(`judgement.${among(ALL_JUDGEMENTS, value)}`);
    return vocabulary(`eventAnswer.${among(EVENT_ANSWERS, value)}`);
  };
  return {
    fieldName,
    choices: ({ name, choices = [] }) => choices.map((value) => ({ value, label: word(name, value) })),
  };
}

const ALL_DOMAINS = Object.values(APPRAISAL_DOMAINS).flat();
const ALL_JUDGEMENTS = Object.values(APPRAISAL_JUDGEMENTS).flat();

/** The word of a list that this text is; the form offers no other. */
function among<Word extends string>(words: readonly Word[], text: string): Word {
  const found = words.find((word) => word === text);
  if (found === undefined) throw new Error(`“${text}” is none of ${words.join(', ')}`);
  return found;
}
