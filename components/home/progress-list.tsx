import { useLocale } from 'next-intl';
import { Link } from '@/lib/i18n/navigation';
import type { ProgressPoint } from '@/lib/registry/trials/progress';
import { StratumMark } from './stratum-mark';
import classes from './progress.module.css';
import { printInterval, useProgressWords } from './use-progress-words';

/** The names behind the numbers of a narrow chart; a wide one carries them itself. */
export function ProgressList({
  points,
  numbers,
}: Readonly<{ points: readonly ProgressPoint[]; numbers: ReadonlyMap<string, number> }>) {
  const locale = useLocale();
  const wordsOf = useProgressWords();
  return (
    <ol className={classes.list}>
      {points.map((point) => {
        const words = wordsOf(point);
        return (
          <li key={point.id} value={numbers.get(point.id)}>
            <span className={classes.listNumber}>{numbers.get(point.id)}</span>
            <StratumMark stratum={point.kmt2a} open={point.interval === null || !point.timeZeroStated} />
            <Link href={`/trials/${point.trial}#${point.id}`} prefetch={false} aria-label={words.sentence}>
              {point.acronym}
            </Link>
            <span className={classes.listFigure}>
              {words.efs}
              {point.interval !== null && <span className="muted"> ({printInterval(point.interval, locale)})</span>}
              <span className="muted"> · {words.horizon}</span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
