import { useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { SourceChip } from '@/components/ui/source/chip';
import { inLocale } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import { locatorText } from '@/lib/registry/references/locator-text';
import type { RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import type { SourceLevel as EvidenceLevel } from '@/lib/registry/vocabulary';
import { PUBLICATIONS } from '@/lib/risk/publications';
import type { ClauseSource, SourceLevel } from '@/lib/risk/sources';
import classes from '../risk.module.css';
import { useRiskWords } from '../use-risk-words';

const LEVELS = {
  'full-text': 'primary-fulltext',
  abstract: 'primary-abstract',
  registry: 'registry',
  review: 'review',
} as const satisfies Record<Exclude<SourceLevel, 'convention'>, EvidenceLevel>;

/** One source of a clause: its chip, what it says where that is not plain, and conventions of this registry called so. */
export function RuleSource({ source, evidence }: Readonly<{ source: ClauseSource; evidence: RiskEvidence }>) {
  const t = useTranslations('risk.detail');
  const words = useRiskWords();
  const note = source.note === undefined ? null : inLocale(source.note, words.locale);
  if (source.ref === null || source.level === 'convention') {
    return (
      <span className={classes.source}>
        <span className={classes.convention}>{t('convention')}</span> <span>{note ?? source.locator}</span>
      </span>
    );
  }
  const citation = evidence.citations[source.ref];
  const record = evidence.protocols[source.ref];
  return (
    <span className={classes.source}>
      {citation !== undefined && (
        <SourceChip
          source={{ ref: source.ref, locator: source.locator, url: null, level: LEVELS[source.level] }}
          citation={citation}
        />
      )}
      <span>
        {record === undefined && (citation?.short ?? PUBLICATIONS[source.ref])}
        {record !== undefined && (
          <Link href={`/trials/${record.slug}`}>
            {record.acronym}: {t('registryRecord')}
          </Link>
        )}
        <span className="muted">
          {' '}
          · {words.levelName(source.level)}
          {source.locator !== source.level && <> · {locatorText(source.locator, words.locale)}</>}
        </span>
        {note !== null && (
          <span className="muted">
            {'\u00a0· '}
            <GeneText text={note} />
          </span>
        )}
      </span>
    </span>
  );
}
