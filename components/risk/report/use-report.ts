import { useTranslations } from 'next-intl';
import { ruleSetName } from '@/components/risk/rule-set-name';
import { useRiskWords } from '@/components/risk/use-risk-words';
import { formatDay, inLocale } from '@/lib/i18n/format';
import { locatorText } from '@/lib/registry/references/locator-text';
import { isOtherReading, type RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import { classify, type RiskResult } from '@/lib/risk/classify';
import { DECISION_POINTS, FACT_DEFINITIONS, FACT_NAMES, isKnown, type FactName, type Facts } from '@/lib/risk/facts';
import { nearThresholds, type NearThreshold } from '@/lib/risk/numbers/near-thresholds';
import type { BriefAnswer } from '@/lib/risk/numbers/number-bands';
import type { ReportModel, ReportRow } from './report-model';
import { reportSources, type NumberedSource } from './report-sources';

/** The words of the reader's language, and what is known of the protocols. */
type Reader = Readonly<{
  t: ReturnType<typeof useTranslations<'riskReport'>>;
  words: ReturnType<typeof useRiskWords>;
  evidence: RiskEvidence;
}>;

/** Everything that the report says of these facts, in the reader's language; `day` is when it was made. */
export function useReport(facts: Facts, evidence: RiskEvidence, day: string): ReportModel {
  const t = useTranslations('riskReport');
  const words = useRiskWords();
  const reader: Reader = { t, words, evidence };
  const { results, conflicts } = classify(facts);
  const sources = reportSources(results);
  const names = (list: readonly FactName[]): string => list.map((fact) => words.factName(fact)).join(', ');
  const inTime = DECISION_POINTS.map((at) => ({
    at,
    known: FACT_NAMES.filter((fact) => FACT_DEFINITIONS[fact].at === at && isKnown(facts[fact])),
  }));

  return {
    lang: words.locale,
    title: t('title'),
    made: t('made', { day: formatDay(day, words.locale) }),
    notAdvice: t('notAdvice'),
    page: (page, pages) => t('page', { page, pages }),
    headings: {
      facts: t('facts'),
      conflicts: t('conflicts'),
      matrix: t('matrix'),
      near: t('nearTitle'),
      sources: t('sources'),
    },
    columns: {
      protocol: t('column.protocol'),
      group: t('column.group'),
      decided: t('column.decided'),
      because: t('column.because'),
      missing: t('column.missing'),
    },
    facts: inTime
      .filter(({ known }) => known.length > 0)
      .map(({ at, known }) => ({
        point: words.pointName(at),
        items: known.map((fact) => ({ name: words.factName(fact), value: words.factValue(fact, facts[fact]) })),
      })),
    noFacts: t('noFacts'),
    conflicts: conflicts.map((conflict) =>
      t('conflict', { message: inLocale(conflict.message, words.locale), facts: names(conflict.facts) }),
    ),
    rows: results.map((result) => rowOf(result, sources, reader)),
    near: nearThresholds(facts).map((near) => nearText(near, reader)),
    sources: sources.map((source) => ({ number: source.number, text: sourceText(source, reader) })),
  };
}

function rowOf(result: RiskResult, sources: readonly NumberedSource[], { t, words, evidence }: Reader): ReportRow {
  return {
    key: `${result.protocol} ${result.variant}`,
    protocol: evidence.protocols[result.protocol]?.acronym ?? result.protocol,
    reading: isOtherReading(result) ? words.variantName(result.variant) : null,
    version: t('version', { version: result.version }),
    group: result.group,
    status:
      result.status === 'undetermined'
        ? t('open', { groups: words.groupList(result.possible) })
        : words.statusName(result.status),
    statusKind: result.status,
    subgroup: result.subgroup,
    decided: result.decidedAt === null ? '–' : words.pointName(result.decidedAt),
    because:
      result.status === 'undetermined'
        ? []
        : result.because.map((reason) => ({
            text: inLocale(reason.text, words.locale),
            source: sources.find(({ ref }) => ref === reason.source.ref)?.number ?? null,
          })),
    missing: result.pending.map(({ at, needs }) =>
      t('missingAt', {
        point: words.pointName(at),
        facts: needs.map((fact) => words.factName(fact, 'short')).join(', '),
      }),
    ),
  };
}

function answerText({ status, group, possible }: BriefAnswer, { words }: Reader): string {
  if (group !== null) return group;
  return status === 'undetermined' ? words.groupList(possible) : words.statusName(status);
}

function nearText({ fact, value, cut, ruleSets }: NearThreshold, reader: Reader): string {
  const { t, words, evidence } = reader;
  const changes = ruleSets.map(({ prepared, here, across }) =>
    t('nearChange', {
      protocol: ruleSetName(prepared.ruleSet, evidence, words),
      here: answerText(here, reader),
      across: answerText(across, reader),
    }),
  );
  return t('near', {
    fact: words.factName(fact),
    value: words.factValue(fact, value),
    cut: words.factValue(fact, cut.value),
    changes: changes.join('; '),
  });
}

function sourceText({ ref, level, locators }: NumberedSource, { t, words, evidence }: Reader): string {
  const record = evidence.protocols[ref];
  const name =
    record === undefined ? (evidence.citations[ref]?.short ?? ref) : t('record', { acronym: record.acronym });
  const link = evidence.citations[ref]?.link?.label;
  const whole = link === undefined || record !== undefined ? name : `${name}. ${link}`;
  // The place inside an abstract is the abstract.
  const places = locators
    .filter((locator) => locator !== level)
    .map((locator) => locatorText(locator, words.locale))
    .join('; ');
  return places === ''
    ? t('sourceWhole', { name: whole, level: words.levelName(level) })
    : t('source', { name: whole, level: words.levelName(level), locators: places });
}
