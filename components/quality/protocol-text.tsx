import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import tables from '@/components/trial/evidence-table.module.css';
import { GeneText } from '@/components/ui/gene-text';
import { formatDay, formatNumber, inLocale } from '@/lib/i18n/format';
import type { Protocol } from '@/lib/registry/review/schema';
import type { Bilingual } from '@/lib/registry/schema';
import classes from './quality.module.css';

/** A part of the protocol under its heading. */
export function ProtocolSection({
  name,
  title,
  children,
}: Readonly<{ name: string; title: string; children: ReactNode }>) {
  return (
    <section className={classes.section} aria-labelledby={name}>
      <h2 id={name}>{title}</h2>
      {children}
    </section>
  );
}

/** The question, what is admitted, how it was done, where it was looked for, and what was not done. */
export function ProtocolText({ protocol }: Readonly<{ protocol: Protocol }>) {
  const t = useTranslations('review');
  const locale = useLocale();
  return (
    <>
      <ProtocolSection name="question" title={t('question')}>
        <p>
          <GeneText text={inLocale(protocol.question, locale)} />
        </p>
      </ProtocolSection>
      {(['eligibility', 'methods', 'notDone'] as const).map((part) => (
        <ProtocolSection key={part} name={part} title={t(part)}>
          <Texts texts={protocol[part]} />
        </ProtocolSection>
      ))}
      <ProtocolSection name="searches" title={t('searches')}>
        <Searches searches={protocol.searches} />
      </ProtocolSection>
    </>
  );
}

function Texts({ texts }: Readonly<{ texts: readonly Bilingual[] }>) {
  const locale = useLocale();
  return (
    <ul className={classes.points}>
      {texts.map((text) => (
        <li key={text.en}>
          <GeneText text={inLocale(text, locale)} />
        </li>
      ))}
    </ul>
  );
}

/** Of older data sets the year alone may be known. */
const WHOLE_DAY = /^\d{4}-\d{2}-\d{2}$/u;

function Searches({ searches }: Readonly<{ searches: Protocol['searches'] }>) {
  const t = useTranslations('review');
  const locale = useLocale();
  const missing = <span className="muted">{t('notRecorded')}</span>;
  return (
    <table className={`${tables.table} ${tables.rows}`} aria-label={t('searches')}>
      <thead>
        <tr>
          {(['source', 'on', 'query', 'found'] as const).map((column) => (
            <th key={column} scope="col">
              {t(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {searches.map(({ source, on, query, found, note }) => (
          <tr key={source.en}>
            <th scope="row">
              <GeneText text={inLocale(source, locale)} />
              {note !== null && (
                <span className={classes.searchNote}>
                  <GeneText text={inLocale(note, locale)} />
                </span>
              )}
            </th>
            <td data-label={t('on')}>{on === null ? missing : WHOLE_DAY.test(on) ? formatDay(on, locale) : on}</td>
            <td data-label={t('query')}>{query === null ? missing : <code>{query}</code>}</td>
            <td data-label={t('found')}>{found === null ? missing : formatNumber(found, locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Counted = 'references' | 'cited' | 'studies' | 'estimates' | 'chartable';
type FlowProps = Readonly<{ flow: Protocol['flow']; counts: Readonly<Record<Counted, number>> }>;

/** The steps of PRISMA: what was recorded, and what the registry holds now. */
export function ProtocolFlow({ flow, counts }: FlowProps) {
  const t = useTranslations('review');
  const locale = useLocale();
  const recorded = (['identified', 'screened', 'excluded', 'sought', 'notRetrieved'] as const).map(
    (step) => [step, flow[step]] as const,
  );
  const held = (['references', 'cited', 'studies', 'estimates', 'chartable'] as const).map(
    (step) => [step, counts[step]] as const,
  );
  return (
    <ProtocolSection name="flow" title={t('flowTitle')}>
      <p className="muted">{t(recorded.every(([, count]) => count === null) ? 'flowNote' : 'flowNoteRecorded')}</p>
      <dl className={classes.flow}>
        {[...recorded, ...held].map(([step, count]) => (
          <div key={step}>
            <dt>{t(`flow.${step}`)}</dt>
            <dd>{count === null ? <span className="muted">{t('notRecorded')}</span> : formatNumber(count, locale)}</dd>
          </div>
        ))}
      </dl>
    </ProtocolSection>
  );
}
