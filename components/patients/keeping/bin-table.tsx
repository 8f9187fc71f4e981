import { useTranslations } from 'next-intl';
import type { BinnedPatient } from '@/lib/patients/keeping/shown';
import patient from '../patient.module.css';
import type { EntryAction } from '../use-entry-form';
import classes from './keeping.module.css';
import { useMoment, useWritten } from './places';
import { StepForm } from './step-form';

type Props = Readonly<{
  patients: readonly BinnedPatient[];
  actions: Readonly<Record<'restore' | 'ask' | 'erase', EntryAction>>;
}>;

/** The deleted patients with why, and what may be done with each by whom. */
export function BinTable({ patients, actions }: Props) {
  const t = useTranslations('recordKeeping');
  const [written, moment] = [useWritten(), useMoment()];
  return (
    <table className={patient.table} aria-label={t('bin.title')}>
      <thead>
        <tr>
          <th scope="col">{t('bin.pseudonym')}</th>
          <th scope="col">{t('bin.deleted')}</th>
          <th scope="col">{t('reason')}</th>
          <th scope="col">{t('steps')}</th>
        </tr>
      </thead>
      <tbody>
        {patients.map((one) => (
          <tr key={one.patientId}>
            <th scope="row">
              {one.pseudonym} <span className="muted">{one.siteName}</span>
            </th>
            <td data-label={t('bin.deleted')}>{written(one)}</td>
            <td data-label={t('reason')}>{one.reason}</td>
            <td>
              <div className={classes.steps}>
                <StepForm
                  action={actions.restore}
                  hidden={{ patientId: one.patientId }}
                  button={t('bin.restore')}
                  about={one.pseudonym}
                />
                <Erasure one={one} actions={actions} />
              </div>
              {!one.erasable && <p className="muted">{t('bin.erasableFrom', { at: moment(one.erasableFrom) })}</p>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Erasure({ one, actions }: Readonly<{ one: BinnedPatient; actions: Props['actions'] }>) {
  const t = useTranslations('recordKeeping');
  const written = useWritten();
  const hidden = { patientId: one.patientId };
  if (!one.erasable) return null;
  if (one.erasure === null)
    return (
      <StepForm
        action={actions.ask}
        hidden={hidden}
        opens={t('bin.askOpen')}
        button={t('bin.ask')}
        about={one.pseudonym}
      />
    );
  return (
    <div>
      <p>{t('bin.asked', { written: written(one.erasure) })}</p>
      {one.erasure.own ? (
        <p className="muted">{t('bin.second')}</p>
      ) : (
        <StepForm
          action={actions.erase}
          hidden={hidden}
          opens={t('bin.eraseOpen')}
          button={t('bin.erase')}
          about={one.pseudonym}
        />
      )}
    </div>
  );
}
