import { GeneText } from '@/components/ui/gene-text';
import { useTranslations } from 'next-intl';
import { Link } from '@/lib/i18n/navigation';
import type { Landscape, LandscapeEntry } from '@/lib/registry/landscape/landscape';
import type { LandscapeWords } from '@/lib/registry/landscape/words';
import { StatusSign } from './bar';
import classes from './landscape.module.css';

type Props = Readonly<{ landscape: Landscape; words: LandscapeWords }>;

/** The same studies for a narrow window: group by group, each with a small bar on the scale that all share. */
export function LandscapeList({ landscape, words }: Props) {
  return (
    <div className={classes.list}>
      {landscape.lanes.map(({ group, placed, unplaced }, index) => (
        <section key={group} aria-labelledby={`landscape-group-${index}`}>
          <h2 id={`landscape-group-${index}`}>{words.groupName(group)}</h2>
          {placed.length > 0 && <Scale years={landscape.years} />}
          <ul>
            {[...placed, ...unplaced].map((entry) => (
              <Item key={entry.slug} entry={entry} years={landscape.years} words={words} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Item({
  entry,
  years,
  words,
}: Readonly<{ entry: LandscapeEntry; years: Landscape['years']; words: LandscapeWords }>) {
  const { name, detail } = words.labelOf(entry, new Set());
  return (
    <li data-status={entry.status}>
      <Link href={`/trials/${entry.slug}`} aria-label={words.sentence(entry)}>
        <GeneText text={name} />
      </Link>
      {detail !== '' && <span className={classes.itemDetail}>{detail}</span>}
      {entry.span !== null && <Track entry={entry} span={entry.span} years={years} />}
      <span className={classes.itemFacts}>
        <StatusSign status={entry.status} />
        {words.status(entry.status)} · {words.years(entry)} · {words.patients(entry)}
      </span>
    </li>
  );
}

function Track({
  entry,
  span,
  years,
}: Readonly<{ entry: LandscapeEntry; span: NonNullable<LandscapeEntry['span']>; years: Landscape['years'] }>) {
  const share = (year: number): number => Math.round(((year - years.from) / (years.to - years.from)) * 10000) / 100;
  const [left, right] = [share(span.from), share(span.to)];
  return (
    <span className={classes.track} aria-hidden="true">
      {span.continues !== null && (
        <span
          className={classes.trackGoesOn}
          style={{ left: `${right}%`, width: `${share(span.continues) - right}%` }}
        />
      )}
      <span
        className={classes.trackBar}
        data-kind={entry.kind}
        data-basis={span.basis}
        data-goes-on={span.continues === null ? undefined : true}
        style={{ left: `${left}%`, width: `${right - left}%` }}
      />
    </span>
  );
}

/** First, middle and last decades of the scale. */
function Scale({ years }: Pick<Landscape, 'years'>) {
  const t = useTranslations('landscape');
  const step = years.to - years.from > 24 ? 10 : 5;
  const first = Math.ceil(years.from / step) * step;
  const ticks = Array.from({ length: Math.floor((years.to - first) / step) + 1 }, (_, i) => first + i * step);
  return (
    <div className={classes.scale} role="img" aria-label={`${t('scale')}: ${years.from}–${years.to}`}>
      {ticks.map((year) => (
        <span key={year} style={{ left: `${((year - years.from) / (years.to - years.from)) * 100}%` }}>
          {year}
        </span>
      ))}
    </div>
  );
}
