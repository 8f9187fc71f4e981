import type { FigureTexts, LegendEntry } from '@/lib/comparison/words/figure-texts';
import classes from './figure.module.css';

/** The grammar of the chart: what a line, a band, a filled and an open marker say. */
export function ChartLegend({ legend }: Pick<FigureTexts, 'legend'>) {
  return (
    <ul className={classes.legend}>
      {legend.map(({ kind, text }) => (
        <li key={kind}>
          <svg width="28" height="16" viewBox="-14 -8 28 16" aria-hidden="true">
            <Sign kind={kind} />
          </svg>
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}

function Sign({ kind }: Pick<LegendEntry, 'kind'>) {
  const stroke = { stroke: 'var(--muted)', strokeWidth: 2, fill: 'none' };
  switch (kind) {
    case 'local':
      return (
        <>
          <rect x={-14} y={-8} width={28} height={16} fill="var(--band)" />
          <path d="M-14,-3H0V4H14M-8,-7v8" {...stroke} stroke="var(--ink)" />
        </>
      );
    case 'thin':
      return <path d="M-14,0H14" {...stroke} stroke="var(--thin)" />;
    case 'published':
    case 'from-se':
      return (
        <>
          <path d="M-12,0H12" {...stroke} strokeDasharray={kind === 'from-se' ? '4 2.5' : undefined} />
          <path d="M-12,-4v8M12,-4v8" {...stroke} />
          <circle r={4} fill="var(--muted)" />
        </>
      );
    case 'field':
      return <path d="M-5,-5H5V5H-5Z" fill="var(--thin)" />;
    case 'enrolment':
      return <path d="M-13,0H13" stroke="var(--line-strong)" strokeWidth={5} />;
    case 'joined':
      return <path d="M-12,-4L12,4" {...stroke} strokeLinecap="round" strokeDasharray="0.1 5" />;
    case 'reconstructed':
      return <path d="M-14,0H14" {...stroke} strokeDasharray="7 4" />;
    case 'hollow':
      return <circle r={4.5} {...stroke} fill="var(--ground)" />;
  }
}
