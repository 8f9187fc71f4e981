import { useTranslations } from 'next-intl';
import { asBeginning } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import type { CitedSources } from '@/lib/registry/references/cited-sources';
import { comparableIds, compareAddress, type OutcomeGroup } from '@/lib/registry/trials/outcome-groups';
import type { Arm, Estimate } from '@/lib/registry/schema';
import { filledColumns, type FilledIn } from '../filled-columns';
import { OutcomeRow, type OutcomeColumn } from './row';
import tables from '../evidence-table.module.css';
import classes from '../page.module.css';

type Props = Readonly<{
  group: OutcomeGroup;
  estimates: readonly Estimate[];
  arms: readonly Arm[];
  cited: CitedSources;
  mostSeries: number;
}>;

const HEADS = { interval: 'interval', events: 'eventCount', comparison: 'comparison' } as const;

/** Only such a name has to be explained; “Other” beside “other outcome” says nothing more. */
const ABBREVIATION = /^\p{Lu}+$/u;

const FILLED_IN: FilledIn<Estimate, OutcomeColumn> = {
  interval: ({ ci, se }) => ci !== null || se !== null,
  n: ({ n }) => n !== null,
  events: ({ events }) => events !== null,
  comparison: ({ comparison }) => comparison !== null,
};

/** All published figures of one endpoint: those to read, then what else was printed. */
export function OutcomeSection({ group: { endpoint, preferred, others }, estimates, arms, cited, mostSeries }: Props) {
  const t = useTranslations('trial');
  const vocabulary = useTranslations('vocabulary');
  const comparable = comparableIds(estimates, endpoint, mostSeries);
  const name = vocabulary(`endpoint.${endpoint}.short`);
  const long = vocabulary(`endpoint.${endpoint}.long`);
  const columns = filledColumns([...preferred, ...others.map(({ estimate }) => estimate)], FILLED_IN);
  const width = 4 + columns.length;
  return (
    <section className={classes.outcome} aria-labelledby={`outcome-${endpoint}`}>
      <div className={classes.outcomeHead}>
        <h3 id={`outcome-${endpoint}`}>
          {ABBREVIATION.test(name) ? (
            <>
              {name}
              <span className={classes.long}> {long}</span>
            </>
          ) : (
            asBeginning(long)
          )}
        </h3>
        {comparable.length > 0 && (
          <Link href={compareAddress(endpoint, comparable)}>
            {t('compareEndpoint', { endpoint: name, count: comparable.length })}
          </Link>
        )}
      </div>
      <table
        className={`${tables.table} ${tables.outcomes}`}
        aria-label={ABBREVIATION.test(name) ? `${name}, ${long}` : asBeginning(long)}
      >
        <OutcomeHead columns={columns} />
        {preferred.map((estimate) => (
          <OutcomeRow key={estimate.id} estimate={estimate} columns={columns} arms={arms} cited={cited} />
        ))}
        {others.length > 0 && (
          <tbody>
            <tr>
              <th colSpan={width} scope="rowgroup" className={tables.divider}>
                {t('otherValues')}
              </th>
            </tr>
          </tbody>
        )}
        {others.map(({ estimate, instead, reason }) => (
          <OutcomeRow
            key={estimate.id}
            estimate={estimate}
            columns={columns}
            arms={arms}
            cited={cited}
            other={{ instead, reason }}
          />
        ))}
      </table>
    </section>
  );
}

function OutcomeHead({ columns }: Readonly<{ columns: readonly OutcomeColumn[] }>) {
  const t = useTranslations('trial');
  return (
    <thead>
      <tr>
        <th scope="col">{t('population')}</th>
        <th scope="col">{t('horizon')}</th>
        <th scope="col" className={tables.numeric}>
          %
        </th>
        {columns.map((column) => (
          <th
            key={column}
            scope="col"
            data-column={column}
            className={column === 'comparison' ? undefined : tables.numeric}
          >
            {column === 'n' ? 'n' : t(HEADS[column])}
          </th>
        ))}
        <th scope="col" data-column="source">
          {t('source')}
        </th>
      </tr>
    </thead>
  );
}
