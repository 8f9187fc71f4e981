import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { textWidth, wrapText } from '@/lib/figure/drawing/text-width';
import { Link } from '@/lib/i18n/navigation';
import type { Landscape } from '@/lib/registry/landscape/landscape';
import { layoutLandscape } from '@/lib/registry/landscape/layout';
import type { LandscapeWords } from '@/lib/registry/landscape/words';
import { LandscapeList } from './list';
import { LandscapePicture, LandscapeStrips } from './picture';
import { LandscapeTable } from './table';
import classes from './landscape.module.css';
import { STATUS_ORDER } from '@/lib/registry/landscape/marks';
import type { TrialStatus } from '@/lib/registry/vocabulary';
import { LandscapeSign, StatusSign } from './bar';

/** Width in px that the picture is drawn for; where there is less room than two thirds of it, a list takes its place. */
const WIDTH = 1232;

/** The field as one picture, as a list where the window is narrow, and as a table; none of them needs a script. */
export function LandscapeFigure({ landscape, words }: Readonly<{ landscape: Landscape; words: LandscapeWords }>) {
  const t = useTranslations('landscape');
  if (landscape.shown === 0)
    return (
      <EmptyState title={t('emptyTitle')} text={t('emptyText')}>
        <Link href="/landscape">{t('clear')}</Link>
      </EmptyState>
    );
  const layout = layoutLandscape(landscape, WIDTH, { width: textWidth, wrap: wrapText }, words);
  const statuses = new Set(
    landscape.lanes.flatMap(({ placed, unplaced }) => [...placed, ...unplaced].map(({ status }) => status)),
  );
  return (
    <figure className={classes.figure}>
      <LandscapeLegend statuses={statuses} />
      <LandscapePicture layout={layout} words={words} />
      <LandscapeStrips layout={layout} />
      <LandscapeList landscape={landscape} words={words} />
      <figcaption className={classes.caption}>
        <ul>
          {words.caveats.map(({ code, text }) => (
            <li key={code}>{text}</li>
          ))}
        </ul>
      </figcaption>
      <details className={classes.details}>
        <summary>{t('table')}</summary>
        <LandscapeTable landscape={landscape} words={words} />
      </details>
    </figure>
  );
}

const KEY = ['cohort', 'open', 'goesOn', 'succession'] as const;

/** What colours, patterns, arrows and lines mean; only the statuses that occur. */
function LandscapeLegend({ statuses }: Readonly<{ statuses: ReadonlySet<TrialStatus> }>) {
  const t = useTranslations('landscape');
  const vocabulary = useTranslations('vocabulary.status');
  return (
    <div className={classes.legend} role="group" aria-label={t('legend')}>
      <ul>
        {STATUS_ORDER.filter((status) => statuses.has(status)).map((status) => (
          <li key={status}>
            <StatusSign status={status} />
            {vocabulary(status)}
          </li>
        ))}
      </ul>
      <ul className={classes.key}>
        {KEY.map((kind) => (
          <li key={kind} className={kind === 'succession' ? classes.wideOnly : undefined}>
            <LandscapeSign kind={kind} />
            {t(`key.${kind}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}
