import { useTranslations } from 'next-intl';
import { Marks } from '@/components/figure/marks';
import { landscapeMarks } from '@/lib/figure/drawing/marks/landscape';
import type { MarkGroup } from '@/lib/figure/drawing/marks/marks';
import { Link } from '@/lib/i18n/navigation';
import { type DrawnEntry, type LandscapeLayout, type ListedEntry, ROW } from '@/lib/registry/landscape/layout';
import type { LandscapeWords } from '@/lib/registry/landscape/words';
import classes from './landscape.module.css';

/** Of the whole drawing, which its strips repeat. */
const DRAWING = 'landscape-drawing';

type Props = Readonly<{ layout: LandscapeLayout; words: LandscapeWords }>;

/** The timeline: lanes by group, a link for each study, lines from trials to their successors. */
export function LandscapePicture({ layout, words }: Props) {
  const t = useTranslations('landscape');
  const groups = landscapeMarks(layout, { today: t('today'), noYears: t('noYears') });
  const marksOf = (slug: string): MarkGroup['marks'] => groups.find(({ id }) => id === slug)?.marks ?? [];
  return (
    <svg
      className={classes.picture}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      role="group"
      aria-label={t('picture')}
    >
      <g id={DRAWING}>
        <g aria-hidden="true" className={classes.axis}>
          <Marks marks={groups.flatMap(({ id, marks }) => (id === null ? marks : []))} />
        </g>
        {layout.lanes.map(({ group, drawn, listed }) => (
          <g key={group} role="group" aria-label={words.groupName(group)}>
            {[...drawn.map(drawnFrame), ...listed.map(listedFrame)].map(({ entry, ...frame }) => (
              <Link
                key={entry.slug}
                href={`/trials/${entry.slug}`}
                aria-label={words.sentence(entry)}
                className={classes.study}
              >
                <rect className={classes.frame} {...frame} rx={3} />
                <Marks marks={marksOf(entry.slug)} />
              </Link>
            ))}
          </g>
        ))}
      </g>
    </svg>
  );
}

/** On paper the same drawing in strips, a lane each, between which a sheet may end. */
export function LandscapeStrips({ layout }: Pick<Props, 'layout'>) {
  const ends = [...layout.lanes.slice(0, -1).map(({ bottom }) => bottom), layout.height];
  return (
    <div className={classes.strips} aria-hidden="true">
      {ends.map((end, i) => {
        const top = i === 0 ? 0 : (ends[i - 1] ?? 0);
        return (
          <svg key={end} viewBox={`0 ${top} ${layout.width} ${end - top}`}>
            <use href={`#${DRAWING}`} />
          </svg>
        );
      })}
    </div>
  );
}

/** What lights up around a study when it is pointed at. */
function drawnFrame({ entry, outer, label, rowTop }: DrawnEntry) {
  const [left, right] = [Math.min(outer.left, label.x) - 5, Math.max(outer.right, label.x + label.width) + 5];
  return { entry, x: left, y: rowTop, width: right - left, height: ROW - 3 };
}

function listedFrame({ entry, x, top, height }: ListedEntry) {
  return { entry, x: x - 22, y: top, width: 272, height };
}
