import { useTranslations } from 'next-intl';
import { knownFacts } from '@/components/risk/facts-in-words';
import { ruleSetName } from '@/components/risk/rule-set-name';
import { stratumFacts } from '@/components/risk/matrix/stratum-facts';
import { whyNoFigure } from '@/components/risk/matrix/why-no-figure';
import { useFigureWords } from '@/components/risk/use-figure-words';
import { useRiskWords } from '@/components/risk/use-risk-words';
import { afterColon, formatDay, inLocale } from '@/lib/i18n/format';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { locatorText } from '@/lib/registry/references/locator-text';
import { leading, outcomesOf, type RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import { classify, type RiskResult } from '@/lib/risk/classify';
import type { FactName, Facts } from '@/lib/risk/facts';
import { nearThresholds, type NearThreshold } from '@/lib/risk/numbers/near-thresholds';
import type { BriefAnswer } from '@/lib/risk/numbers/number-bands';
import type { ReportModel, ReportRow } from './model';
import { reportSources, type NumberedSource } from './sources';

/** The words of the reader's language, and what is known of the protocols. */
type Reader = Readonly<{
  t: ReturnType<typeof useTranslations<'riskReport'>>;
  vocabulary: ReturnType<typeof useTranslations<'vocabulary'>>;
  words: ReturnType<typeof useRiskWords>;
  figureWords: ReturnType<typeof useFigureWords>;
  evidence: RiskEvidence;
}>;

/** Everything that the report says of these facts, in the reader's language; `day` is when it was made. */
export function useReport(facts: Facts, evidence: RiskEvidence, day: string): ReportModel {
  const t = useTranslations('riskReport');
  const vocabulary = useTranslations('vocabulary');
  const words = useRiskWords();
  const reader: Reader = { t, vocabulary, words, figureWords: useFigureWords(), evidence };
  const { results, conflicts } = classify(facts);
  const figures = results.map((result) => leading(outcomesOf(evidence, result, stratumFacts(facts))));
  const sources = reportSources(results, figures.flat());
  const names = (list: readonly FactName[]): string => list.map((fact) => words.factName(fact)).join(', ');

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
      outcome: t('column.outcome'),
    },
    facts: knownFacts(facts, words),
    noFacts: t('noFacts'),
    legend: t('legend'),
    conflicts: conflicts.map((conflict) =>
      t('conflict', { message: inLocale(conflict.message, words.locale), facts: names(conflict.facts) }),
    ),
    rows: results.map((result, i) => ({
      ...rowOf(result, sources, reader),
      outcome: outcomeOf(figures[i] ?? [], sources, reader),
      noOutcome: words.noFigure(whyNoFigure(result)),
    })),
    near: nearThresholds(facts).map((near) => nearText(near, reader)),
    sources: sources.map((source) => ({ number: source.number, text: sourceText(source, reader) })),
  };
}

/** The figures beside a row, as the page of the rules shows them, with whose they are: the first, and after it the others. */
function outcomeOf(
  figures: readonly PublishedEstimate[],
  sources: readonly NumberedSource[],
  reader: Reader,
): ReportRow['outcome'] {
  const [first, ...others] = figures.map((figure) => ({
    // Of the others only what differs is said again; the legend says what an interval may be computed from.
    value: reader.figureWords(figure, {
      timeZero: figure.timeZero === figures[0]?.timeZero && figure !== figures[0],
      onSheet: true,
    }),
    population: populationOf(figure, reader),
    source: numberOf(sources, figure.source.ref),
  }));
  if (first === undefined || others.length === 0) return first ?? null;
  // A source of all of them stands once, behind the last.
  const oneSource = others.every(({ source }) => source === first.source);
  const cited = ({ population, source }: typeof first): string =>
    source === null || oneSource ? population : `${population} [${source}]`;
  // `KMT2A-rearranged, ` of both stands once, too.
  const [shared = ''] = /^.*?, /u.exec(first.population) ?? [];
  const more = others.map((other) => {
    const whose = cited(other);
    return `${other.value}, ${afterColon(whose.startsWith(shared) ? whose.slice(shared.length) : whose)}`;
  });
  return {
    value: first.value,
    population: [cited(first), reader.t('more', { n: others.length, figures: more.join('; ') })].join('; '),
    source: oneSource ? first.source : null,
  };
}

function populationOf(figure: PublishedEstimate, { words: { locale }, vocabulary }: Reader): string {
  return [
    inLocale(figure.label, locale),
    ...(figure.caveats.includes('one-curator') ? [vocabulary('caveat.one-curator')] : []),
  ].join('. ');
}

function numberOf(sources: readonly NumberedSource[], of: string | null): number | null {
  return sources.find(({ ref }) => ref === of)?.number ?? null;
}

function rowOf(
  result: RiskResult,
  sources: readonly NumberedSource[],
  { t, words, evidence }: Reader,
): Omit<ReportRow, 'outcome' | 'noOutcome'> {
  return {
    key: `${result.protocol} ${result.variant}`,
    protocol: evidence.protocols[result.protocol]?.acronym ?? result.protocol,
    reading: result.variant === 'review' ? words.variantName('review') : null,
    version: t('version', { version: result.version }),
    group: result.group,
    status: statusOf(result, { t, words }),
    statusKind: result.status,
    subgroup: result.subgroup,
    decided: result.decidedAt === null ? '–' : words.pointName(result.decidedAt),
    because:
      result.status === 'undetermined'
        ? []
        : result.because.map((reason) => ({
            text: inLocale(reason.text, words.locale),
            source: numberOf(sources, reason.source.ref),
          })),
    missing: result.pending.map(({ at, needs }) =>
      t('missingAt', {
        point: words.pointName(at),
        facts: needs.map((fact) => afterColon(words.factName(fact, 'short'))).join(', '),
      }),
    ),
  };
}

function statusOf({ status, possible }: RiskResult, { t, words }: Pick<Reader, 't' | 'words'>): string {
  if (status === 'undetermined') return t('open', { groups: words.groupList(possible) });
  return status === 'not-stratified' ? t('notStratified') : words.statusName(status);
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

function sourceText({ ref, places }: NumberedSource, { t, words, evidence }: Reader): string {
  const record = evidence.protocols[ref];
  const name =
    record === undefined ? (evidence.citations[ref]?.short ?? ref) : t('record', { acronym: record.acronym });
  const link = evidence.citations[ref]?.link?.label;
  const whole = link === undefined || record !== undefined ? name : `${name}. ${link}`;
  const levels = [...new Set(places.map(({ level }) => level))];
  const read = levels.map((level) => {
    // The place inside an abstract is the abstract.
    const locators = places
      .filter((place) => place.level === level && place.locator !== level)
      .map(({ locator }) => locatorText(locator, words.locale));
    return [words.levelName(level), ...(locators.length === 0 ? [] : [locators.join('; ')])].join(': ');
  });
  return t('source', { name: whole, read: read.join('; ') });
}
