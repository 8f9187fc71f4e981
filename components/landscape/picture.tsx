import { useTranslations } from 'next-intl';
import { Link } from '@/lib/i18n/navigation';
import {
  type DrawnEntry,
  type LandscapeLayout,
  type LaneLayout,
  type ListedEntry,
  ROW,
  TYPE,
} from '@/lib/registry/landscape/layout';
import { arrowHead } from '@/lib/registry/landscape/marks';
import type { LandscapeWords } from '@/lib/registry/landscape/words';
import { LandscapeBar } from './bar';
import classes from './landscape.module.css';

type Props = Readonly<{ layout: LandscapeLayout; words: LandscapeWords }>;

/** The timeline: lanes by group, a link for each study, lines from trials to their successors. */
export function LandscapePicture({ layout, words }: Props) {
  const t = useTranslations('landscape');
  const { width, height, plot, lanes, connections, today, side } = layout;
  return (
    <svg className={classes.picture} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={t('picture')}>
      <Axis layout={layout} />
      <g aria-hidden="true">
        {lanes.map(({ group, bottom, name }) => (
          <g key={group}>
            <path className={classes.rule} d={`M0,${bottom}H${width}`} />
            {name.map(({ text, baseline }) => (
              <text key={baseline} className={classes.lane} x={0} y={baseline} fontSize={TYPE.lane}>
                {text}
              </text>
            ))}
          </g>
        ))}
        {today !== null && <path className={classes.today} d={`M${today},${plot.top - 6}V${plot.bottom}`} />}
        {side !== null && (
          <text className={classes.axis} x={side} y={plot.top - 14} fontSize={TYPE.axis}>
            {t('noYears')}
          </text>
        )}
        {connections.map(({ to, path, tip }) => (
          <path key={to} className={classes.connection} d={`${path}${arrowHead(tip.x, tip.y, 1)}`} />
        ))}
      </g>
      {lanes.map((lane) => (
        <Lane key={lane.group} lane={lane} words={words} />
      ))}
    </svg>
  );
}

function Axis({ layout: { plot, ticks, today, height } }: Pick<Props, 'layout'>) {
  const t = useTranslations('landscape');
  // A year too near to today gives way to it.
  const labelled = ticks.filter(({ x }) => today === null || Math.abs(x - today) > 42);
  return (
    <g aria-hidden="true">
      {ticks.map(({ year, x }) => (
        <path key={year} className={classes.grid} d={`M${x},${plot.top - 6}V${plot.bottom + 6}`} />
      ))}
      {[plot.top - 14, height - 12].map((y) =>
        labelled.map(({ year, x }) => (
          <text key={`${y} ${year}`} className={classes.axis} x={x} y={y} fontSize={TYPE.axis} textAnchor="middle">
            {year}
          </text>
        )),
      )}
      {today !== null && (
        <text className={classes.axis} x={today} y={plot.top - 14} fontSize={TYPE.axis} textAnchor="middle">
          {t('today')}
        </text>
      )}
    </g>
  );
}

function Lane({ lane: { group, drawn, listed }, words }: Readonly<{ lane: LaneLayout; words: LandscapeWords }>) {
  return (
    <g role="group" aria-label={words.groupName(group)}>
      {drawn.map((one) => (
        <Study key={one.entry.slug} drawn={one} sentence={words.sentence(one.entry)} />
      ))}
      {listed.map((one) => (
        <Listed key={one.entry.slug} listed={one} sentence={words.sentence(one.entry)} />
      ))}
    </g>
  );
}

function Study({ drawn, sentence }: Readonly<{ drawn: DrawnEntry; sentence: string }>) {
  const { entry, left, right, top, height, outer, label, rowTop, y, continues } = drawn;
  const frame = { left: Math.min(outer.left, label.x) - 5, right: Math.max(outer.right, label.x + label.width) + 5 };
  return (
    <Link
      href={`/trials/${entry.slug}`}
      prefetch={false}
      aria-label={sentence}
      className={classes.study}
      data-status={entry.status}
    >
      <rect
        className={classes.frame}
        x={frame.left}
        y={rowTop}
        width={frame.right - frame.left}
        height={ROW - 3}
        rx={3}
      />
      {continues !== null && <path className={classes.goesOn} d={`M${right + 2},${y}H${continues}`} />}
      <LandscapeBar status={entry.status} left={left} right={right} top={top} height={height} />
      <OpenEnd drawn={drawn} />
      <rect className={classes.ground} x={label.x - 2} y={label.baseline - 13} width={label.width + 4} height={17} />
      <text className={classes.label} x={label.x} y={label.baseline}>
        <tspan fontSize={TYPE.name} fontWeight={600}>
          {label.name}
        </tspan>{' '}
        {label.detail !== '' && (
          <tspan className={classes.detail} x={label.detailX} fontSize={TYPE.detail}>
            {label.detail}
          </tspan>
        )}
      </text>
    </Link>
  );
}

/** The arrow of an end that is not reported, or of a trial that still recruits. */
function OpenEnd({ drawn: { entry, left, right, outer, y, continues } }: Readonly<{ drawn: DrawnEntry }>) {
  const { basis } = entry.span;
  if (basis === 'whole') return null;
  if (basis === 'end-only')
    return (
      <path className={classes.open} d={`M${left - 3},${y}H${outer.left + 2}${arrowHead(outer.left + 2, y, -1)}`} />
    );
  const from = (continues ?? right) + (continues === null ? 3 : 0);
  return (
    <path
      className={classes.open}
      d={`M${from},${y}H${outer.right - 2}${arrowHead(Math.max(from, outer.right - 2), y, 1)}`}
    />
  );
}

function Listed({
  listed: { entry, x, top, height, lines },
  sentence,
}: Readonly<{ listed: ListedEntry; sentence: string }>) {
  const [first] = lines;
  return (
    <Link
      href={`/trials/${entry.slug}`}
      prefetch={false}
      aria-label={sentence}
      className={classes.study}
      data-status={entry.status}
    >
      <rect className={classes.frame} x={x - 22} y={top} width={272} height={height} rx={3} />
      {first !== undefined && (
        <LandscapeBar
          status={entry.status}
          left={x - 18}
          right={x - 5}
          top={first.baseline - (entry.kind === 'trial' ? 10 : 8)}
          height={entry.kind === 'trial' ? 10 : 6}
        />
      )}
      {lines.map(({ text, baseline, detail }) => (
        <text
          key={baseline}
          className={detail ? classes.detail : classes.label}
          x={x}
          y={baseline}
          fontSize={detail ? TYPE.detail : TYPE.name}
        >{`${text} `}</text>
      ))}
    </Link>
  );
}
