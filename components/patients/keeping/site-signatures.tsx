import { useTranslations } from 'next-intl';
import type { EntryAction } from '../use-entry-form';
import classes from './keeping.module.css';
import { StepForm } from './step-form';

type Props = Readonly<{
  sites: readonly Readonly<{ id: string; name: string; signatures: boolean }>[];
  action: EntryAction;
}>;

/** Whether each of the viewer's sites signs its records, and the way to decide otherwise. */
export function SiteSignatures({ sites, action }: Props) {
  const t = useTranslations('recordKeeping');
  return (
    <details className={classes.step}>
      <summary>{t('signature.title')}</summary>
      {sites.map(({ id, name, signatures }) => (
        <div key={id} className={classes.part}>
          <p>{t(signatures ? 'signature.asked' : 'signature.notAsked', { site: name })}</p>
          <StepForm
            key={String(signatures)}
            action={action}
            hidden={{ siteId: id, asked: signatures ? 'no' : 'yes' }}
            button={t(signatures ? 'signature.siteOff' : 'signature.siteOn')}
            about={name}
          />
        </div>
      ))}
    </details>
  );
}
