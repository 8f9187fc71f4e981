import { useTranslations } from 'next-intl';
import { Marks } from '@/components/figure/marks';
import { Input } from '@/components/ui/field';
import { GeneText } from '@/components/ui/gene-text';
import { progressSign } from '@/lib/figure/drawing/marks/progress';
import type { Kmt2aStratum } from '@/lib/registry/vocabulary';
import { StratumMark } from '../stratum-mark';
import classes from './progress.module.css';

const ORDER = ['r', 'g', 'all'] as const;
const KEY = [
  ['filled', 'keyFilled'],
  ['open', 'keyOpen'],
  ['dashed', 'keyDashed'],
  ['arrow', 'keyArrow'],
] as const;

type Props = Readonly<{ shown: readonly Kmt2aStratum[]; onToggle: (stratum: Kmt2aStratum) => void }>;

/** The legend is also the choice of what is drawn. */
export function ProgressLegend({ shown, onToggle }: Props) {
  const t = useTranslations('home');
  const vocabulary = useTranslations('vocabulary');
  return (
    <div className={classes.legend}>
      <div className={classes.strata} role="group" aria-label={t('show')}>
        {ORDER.map((stratum) => (
          <label key={stratum} className={classes.toggle}>
            <Input type="checkbox" checked={shown.includes(stratum)} onChange={() => onToggle(stratum)} />
            <StratumMark stratum={stratum} />
            <span>
              <GeneText text={vocabulary(`kmt2a.${stratum}`)} />
            </span>
          </label>
        ))}
      </div>
      <ul className={classes.key}>
        {KEY.map(([kind, word]) => (
          <li key={kind}>
            <svg className={classes.sign} width="24" height="20" viewBox="-10 -10 24 20" aria-hidden="true">
              <Marks marks={progressSign(kind, [0, 0])} />
            </svg>
            {t(word)}
          </li>
        ))}
      </ul>
    </div>
  );
}
