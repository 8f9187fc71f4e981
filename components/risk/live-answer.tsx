import { useTranslations } from 'next-intl';
import { RiskChip } from '@/components/ui/risk-chip';
import { isOtherReading, type RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import type { RiskResult } from '@/lib/risk/classify';
import { GroupChips } from './group-mark';
import classes from './risk-page.module.css';

type Props = Readonly<{ results: readonly RiskResult[]; evidence: RiskEvidence; nothing: boolean }>;

/** On a narrow screen the answer stands under the form; this line keeps it in sight while the form is filled in. */
export function LiveAnswer({ results, evidence, nothing }: Props) {
  const t = useTranslations('riskPage');
  const asked = results.filter((result) => !isOtherReading(result));
  const settled = asked.filter(({ group }) => group !== null);
  const open = asked.filter(({ status }) => status === 'undetermined');
  return (
    <div className={classes.live}>
      <div className={classes.liveRow} role="region" aria-label={t('live')} tabIndex={0}>
        {nothing && <span className="muted">{t('nothing')}</span>}
        {!nothing &&
          [...settled, ...open].map((result) => (
            <span key={result.protocol} className={classes.liveItem}>
              {evidence.protocols[result.protocol]?.acronym ?? result.protocol}{' '}
              {result.group === null ? (
                <span className={classes.livePossible}>
                  <GroupChips groups={result.possible} />
                </span>
              ) : (
                <RiskChip group={result.group} />
              )}
            </span>
          ))}
      </div>
      <a href="#risk-answer">{t('toAnswer')}</a>
    </div>
  );
}
