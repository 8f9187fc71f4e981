import { useLocale, useTranslations } from 'next-intl';
import type { CitedSources } from '@/lib/registry/references/cited-sources';
import type { EndpointDefinition, Trial } from '@/lib/registry/schema';
import { sourceWording } from '@/lib/registry/trials/source-wording';
import { EVENT_KINDS } from '@/lib/registry/vocabulary';
import { CitedChip } from '@/components/quality/cited-chip';
import tables from './evidence-table.module.css';

const NAMED = ['EFS', 'OS', 'DFS', 'RFS', 'CIR', 'TRM', 'CR', 'MRD-negative', 'primary', 'early-death'] as const;

/** What the sources state; most abstracts define neither EFS nor OS, and that is said too. */
export function EndpointDefinitions({
  definitions,
  cited,
}: Readonly<{ definitions: Trial['endpointDefinitions']; cited: CitedSources }>) {
  const t = useTranslations('trial');
  const vocabulary = useTranslations('vocabulary');
  const locale = useLocale();
  const nameOf = (endpoint: string) => {
    const known = NAMED.find((name) => name === endpoint);
    return known === undefined ? endpoint : vocabulary(`endpoint.${known}.short`);
  };
  return (
    <table className={`${tables.table} ${tables.rows}`} aria-label={t('section.definitions')}>
      <thead>
        <tr>
          <th scope="col">{t('endpoint')}</th>
          <th scope="col">{t('timeZero')}</th>
          <th scope="col">{t('events')}</th>
          <th scope="col">{t('source')}</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(definitions).map(([endpoint, definition]) => (
          <tr key={endpoint}>
            <th scope="row">{nameOf(endpoint)}</th>
            {definition == null ? (
              <td colSpan={3} className="muted">
                {t('notDefined')}
              </td>
            ) : (
              <>
                <td data-label={t('timeZero')}>{vocabulary(`timeZero.${definition.timeZero}`)}</td>
                <td data-label={t('events')}>
                  {definition.events.map((wording) => sourceWording(wording, locale)).join('; ')}
                  {definition.counts !== null && <Counts counts={definition.counts} />}
                </td>
                <td data-label={t('source')}>
                  <CitedChip source={definition.source} cited={cited} />
                </td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Each kind of event: counted, not counted, or not stated. */
function Counts({ counts }: Readonly<{ counts: NonNullable<EndpointDefinition['counts']> }>) {
  const vocabulary = useTranslations('vocabulary');
  return (
    <ul>
      {EVENT_KINDS.map((kind) => (
        <li key={kind}>
          {vocabulary(`eventKind.${kind}`)}: {vocabulary(`eventAnswer.${counts[kind]}`)}
        </li>
      ))}
    </ul>
  );
}
