import { Marks } from '@/components/figure/marks';
import { migrationMarks } from '@/lib/figure/drawing/marks/migration';
import type { FlowPicture } from '@/lib/risk-cohort/picture';
import classes from '../cohort.module.css';

/** The migration as bars and bands. The table beside it says the same in numbers. */
export function MigrationFlow({ picture }: Readonly<{ picture: FlowPicture }>) {
  const { width, height, title } = picture;
  return (
    <div className={classes.scroll}>
      <svg className={classes.flow} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
        {migrationMarks(picture).map(({ id, marks }, i) => (
          <g key={i} className={id === null ? undefined : classes.band}>
            {id !== null && <title>{id}</title>}
            <Marks marks={marks} />
          </g>
        ))}
      </svg>
    </div>
  );
}
