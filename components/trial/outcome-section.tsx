import { useTranslations } from 'next-intl';
import { Link } from '@/lib/i18n/navigation';
import type { CitedSources } from '@/lib/registry/references/cited-sources';
import { comparableIds, compareAddress, type OutcomeGroup } from '@/lib/registry/trials/outcome-groups';
import type { Arm, Estimate } from '@/lib/registry/schema';
import { OutcomeRow } from './outcome-row';
import tables from './evidence-table.module.css';
import classes from './page.module.css';

type Props = Readonly<{
  group: OutcomeGroup;
  estimates: readonly Estimate[];
  arms: readonly Arm[];
  cited: CitedSources;
  mostSeries: number;
}>;

/** All published figures of one endpoint: those to read, then what else was printed. */
export function OutcomeSection({ group: { endpoint, preferred, others }, estimates, arms, cited, mostSeries }: Props) {
  const t = useTranslations('trial');
  const vocabulary = useTranslations('vocabulary');
  const comparable = comparableIds(estimates, endpoint, mostSeries);
  const name = vocabulary(`endpoint.${endpoint}.short`);
  const long = vocabulary(`endpoint.${endpoint}.long`);
  return (
    <section className={classes.outcome} aria-labelledby={`outcome-${endpoint}`}>
      <div className={classes.outcomeHead}>
        <h3 id={`outcome-${endpoint}`}>
          {name}
          {long.toLowerCase() !== name.toLowerCase() && <span className={classes.long}> {long}</span>}
        </h3>
        {comparable.length > 0 && (
          <Link href={compareAddress(endpoint, comparable)} prefetch={false}>
            {t('compareEndpoint', { endpoint: name, count: comparable.length })}
          </Link>
        )}
      </div>
      <table className={`${tables.table} ${tables.outcomes}`} aria-label={`${name}, ${long}`}>
        <thead>
          <tr>
            <th scope="col">{t('population')}</th>
            <th scope="col">{t('horizon')}</th>
            <th scope="col" className={tables.numeric}>
              %
            </th>
            <th scope="col" className={tables.numeric}>
              {t('interval')}
            </th>
            <th scope="col" className={tables.numeric}>
              n
            </th>
            <th scope="col" className={tables.numeric}>
              {t('eventCount')}
            </th>
            <th scope="col">{t('comparison')}</th>
            <th scope="col">{t('source')}</th>
          </tr>
        </thead>
        {preferred.map((estimate) => (
          <OutcomeRow key={estimate.id} estimate={estimate} arms={arms} cited={cited} />
        ))}
        {others.length > 0 && (
          <tbody>
            <tr>
              <th colSpan={8} scope="rowgroup" className={tables.divider}>
                {t('otherValues')}
              </th>
            </tr>
          </tbody>
        )}
        {others.map(({ estimate, instead, reason }) => (
          <OutcomeRow key={estimate.id} estimate={estimate} arms={arms} cited={cited} other={{ instead, reason }} />
        ))}
      </table>
    </section>
  );
}
