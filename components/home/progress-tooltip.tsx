import type { ActivePoint } from './progress-layer';
import { GeneText } from '@/components/ui/gene-text';
import classes from './progress.module.css';
import type { ProgressWords } from './use-progress-words';

/** What a point says in full, beside it; the same words are its accessible name, so this is only for the eye. */
export function ProgressTooltip({ active, words }: Readonly<{ active: ActivePoint; words: ProgressWords }>) {
  const { x, y, point } = active;
  return (
    <div
      className={classes.tooltip}
      aria-hidden="true"
      style={{ left: `clamp(8.5rem, ${x}px, calc(100% - 8.5rem))`, top: y }}
      data-below={point.efs > 60}
    >
      <strong>{point.acronym}</strong>
      <span>
        <GeneText text={words.stratum} />
      </span>
      <span className={classes.tooltipFigure}>
        {words.efs} · {words.horizon}
      </span>
      <span>{words.interval}</span>
      <span>
        {words.n} · {words.years}
      </span>
      <span className="muted">{words.level}</span>
      {words.caveats.map((caveat) => (
        <span key={caveat} className={classes.caveat}>
          {caveat}
        </span>
      ))}
    </div>
  );
}
