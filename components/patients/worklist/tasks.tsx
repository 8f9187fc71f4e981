import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { GeneText } from '@/components/ui/gene-text';
import { formatDay, formatMoment } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import { fromDay } from '@/lib/patients/calendar';
import { patientQuerySchema, patientsAddress } from '@/lib/patients/filter';
import type { Part } from '@/lib/patients/keeping/words';
import { MRD_CALENDAR } from '@/lib/patients/worklist/mrd-calendar';
import type { UnsavedKind, Worklist } from '@/lib/patients/worklist/worklist';
import { locatorText } from '@/lib/registry/references/locator-text';
import { fieldOf } from '../keeping/cells';
import classes from '../patient.module.css';

/** The names of protocols by their slugs. */
type ProtocolNames = Readonly<Record<string, string>>;

/** What waits, task by task; each leads to the place where it is done. */
export function Tasks({ worklist, protocolNames }: Readonly<{ worklist: Worklist; protocolNames: ProtocolNames }>) {
  const t = useTranslations('worklist');
  const words = useTranslations();
  const locale = useLocale();
  const { followUp, mrd, toComplete, queries, inDraft, unsaved } = worklist;
  return (
    <>
      <TaskList name="followUp" all={followUp.all} shown={followUp.tasks.length}>
        {followUp.tasks.map(({ id, pseudonym, lastContact }) => (
          <li key={id}>
            <Link href={`/patients/${id}/course#follow-up`}>{pseudonym}</Link>{' '}
            <span className="muted">
              <GeneText text={t('lastContact', { date: formatDay(fromDay(lastContact), locale) })} />
            </span>
          </li>
        ))}
      </TaskList>
      <TaskList name="mrd" all={mrd.all} shown={mrd.tasks.length} note={<MrdCalendar protocolNames={protocolNames} />}>
        {mrd.tasks.map(({ id, pseudonym, timePoint, due, basis, source }) => (
          <li key={`${id}-${timePoint}`}>
            <Link href={`/patients/${id}/course#mrd`}>{pseudonym}</Link>{' '}
            <span className="muted">
              <GeneText
                text={t('mrdDue', {
                  point: words(`patientForm.option.mrdTimePoint.${timePoint}`),
                  date: formatDay(fromDay(due), locale),
                })}
              />{' '}
              (
              <Link href={`/references#ref-${source.ref}`} title={locatorText(source.locator, locale)}>
                {t(`source.${basis}`)}
              </Link>
              )
            </span>
          </li>
        ))}
      </TaskList>
      <TaskList name="toComplete" all={toComplete.all} shown={toComplete.tasks.length}>
        {toComplete.tasks.map(({ id, pseudonym, fields }) => (
          <li key={id}>
            <Link href={`/patients/${id}/edit`}>{pseudonym}</Link>{' '}
            <span className="muted">
              <GeneText text={fields.map((field) => words(`patientForm.label.${field}`)).join(', ')} />
            </span>
          </li>
        ))}
      </TaskList>
      <QueryTasks queries={queries} />
      <TaskList name="inDraft" all={inDraft} shown={inDraft}>
        <li>
          <Link href={patientsAddress(patientQuerySchema.parse({ state: 'draft' }))}>{t('inDraftList')}</Link>
        </li>
      </TaskList>
      <UnsavedEntries unsaved={unsaved} />
    </>
  );
}

/** What was typed and not saved, to go on with. */
function UnsavedEntries({ unsaved }: Readonly<Pick<Worklist, 'unsaved'>>) {
  const t = useTranslations('worklist');
  const locale = useLocale();
  return (
    <TaskList name="unsaved" all={unsaved.length} shown={unsaved.length}>
      {unsaved.map(({ form, patient, kind, updatedAt }) => (
        <li key={form}>
          <Link href={entryPath(patient?.id ?? null, kind)}>{patient?.pseudonym ?? t('newPatient')}</Link>{' '}
          <span className="muted">
            <GeneText text={`${t(`form.${kind}`)}, ${formatMoment(updatedAt, locale)}`} />
          </span>
        </li>
      ))}
    </TaskList>
  );
}

/** Which samples of which protocols are looked for, and on whose word. */
function MrdCalendar({ protocolNames }: Readonly<{ protocolNames: ProtocolNames }>) {
  const t = useTranslations('worklist');
  const words = useTranslations();
  const locale = useLocale();
  return (
    <details>
      <summary className="muted">{t('mrdNote')}</summary>
      <ul className={classes.tasks}>
        {Object.entries(MRD_CALENDAR).map(([protocol, appointments]) => (
          <li key={protocol}>
            <Link href={`/trials/${protocol}`}>{protocolNames[protocol] ?? protocol}</Link>
            {appointments.map(({ timePoint, after, days, basis, source }) => (
              <span key={timePoint} className="muted">
                {'; '}
                {words(`patientForm.option.mrdTimePoint.${timePoint}`)}: {t(`calendar.${after}`, { days })} (
                <Link href={`/references#ref-${source.ref}`} title={locatorText(source.locator, locale)}>
                  {t(`source.${basis}`)}
                </Link>
                )
              </span>
            ))}
          </li>
        ))}
      </ul>
      <p className="muted">{t('calendar.others')}</p>
    </details>
  );
}

/** Queries that nobody has closed, each with how it stands. */
function QueryTasks({ queries }: Readonly<Pick<Worklist, 'queries'>>) {
  const words = useTranslations();
  const locale = useLocale();
  const fieldName = (part: Part, name: string): string => {
    const field = fieldOf(part, name);
    return field === undefined ? name : words(`patientForm.label.${field.label}`);
  };
  return (
    <TaskList name="queries" all={queries.all} shown={queries.tasks.length}>
      {queries.tasks.map(({ id, pseudonym, queryId, part, field, action, since }) => (
        <li key={queryId}>
          <Link href={`/patients/${id}#query-${queryId}`}>{pseudonym}</Link>{' '}
          <span className="muted">
            <GeneText
              text={[
                fieldName(part, field),
                words(`recordKeeping.query.state.${action}`),
                formatMoment(since, locale),
              ].join(', ')}
            />
          </span>
        </li>
      ))}
    </TaskList>
  );
}

type ListProps = Readonly<{
  name: 'followUp' | 'mrd' | 'toComplete' | 'queries' | 'inDraft' | 'unsaved';
  all: number;
  shown: number;
  note?: ReactNode;
  children: ReactNode;
}>;

function TaskList({ name, all, shown, note, children }: ListProps) {
  const t = useTranslations('worklist');
  return (
    <section className={classes.section} aria-labelledby={`tasks-${name}`}>
      <h2 id={`tasks-${name}`}>{t(`task.${name}`, { count: all })}</h2>
      {note}
      {all === 0 ? <p className="muted">{t('nothing')}</p> : <ul className={classes.tasks}>{children}</ul>}
      {all > shown && <p className="muted">{t('more', { count: all - shown })}</p>}
    </section>
  );
}

/** Where an unsaved entry is gone on with. */
function entryPath(patientId: string | null, kind: UnsavedKind): string {
  if (patientId === null) return '/patients/new';
  if (kind === 'patient') return `/patients/${patientId}/edit`;
  if (kind === 'course') return `/patients/${patientId}/course`;
  return kind === 'override' ? `/patients/${patientId}/risk` : `/patients/${patientId}#section-${kind}`;
}
