import { useTranslations } from 'next-intl';
import { Input } from '@/components/ui/field';
import { GeneText } from '@/components/ui/gene-text';
import type { Kmt2aStratum } from '@/lib/registry/vocabulary';
import { StratumMark } from './stratum-mark';
import classes from './progress.module.css';

const ORDER = ['r', 'g', 'all'] as const;

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
        <li>
          <KeySign path="M10 1V17M7 1h6M7 17h6" dot="filled" />
          {t('keyFilled')}
        </li>
        <li>
          <KeySign path="" dot="open" />
          {t('keyOpen')}
        </li>
        <li>
          <KeySign path="M10 1V17M7 1h6M7 17h6" dashed dot="filled" />
          {t('keyDashed')}
        </li>
        <li>
          <KeySign path="M13 9H19M16 6L19 9L16 12" dot="filled" left />
          {t('keyArrow')}
        </li>
      </ul>
    </div>
  );
}

function KeySign({
  path,
  dot,
  dashed = false,
  left = false,
}: Readonly<{ path: string; dot: 'filled' | 'open'; dashed?: boolean; left?: boolean }>) {
  return (
    <svg className={classes.sign} width="20" height="18" viewBox="0 0 20 18" aria-hidden="true">
      <path d={path} fill="none" stroke="currentColor" strokeWidth="1.4" strokeDasharray={dashed ? '3 2' : undefined} />
      <circle
        cx={left ? 7 : 10}
        cy="9"
        r="4.2"
        fill={dot === 'filled' ? 'currentColor' : 'var(--ground)'}
        stroke="currentColor"
        strokeWidth="1.6"
      />
    </svg>
  );
}
