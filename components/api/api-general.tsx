import { useTranslations } from 'next-intl';
import { PROBLEM_STATUSES } from '@/lib/api/problem';
import classes from './api.module.css';

const GENERAL = ['formats', 'pages', 'caching', 'limits', 'errors', 'privacy', 'advice'] as const;
const STATUSES = [200, 204, 304, ...PROBLEM_STATUSES] as const;

/** What holds for every address: where, in which form, with which errors. */
export function ApiGeneral({ address, document }: Readonly<{ address: string; document: string }>) {
  const t = useTranslations('apiPage');
  return (
    <>
      <section className={classes.section} aria-labelledby="api-general">
        <h2 id="api-general">{t('generalTitle')}</h2>
        <p>{t.rich('base', { address: () => <code>{address}</code> })}</p>
        <p>{t.rich('document', { link: () => <a href={document}>{document}</a> })}</p>
        <ul>
          {GENERAL.map((key) => (
            <li key={key}>{t(`general.${key}`)}</li>
          ))}
        </ul>
      </section>
      <section className={classes.section} aria-labelledby="api-statuses">
        <h2 id="api-statuses">{t('statusTitle')}</h2>
        <dl className={classes.statuses}>
          {STATUSES.map((status) => [
            <dt key={status}>{status}</dt>,
            <dd key={`${status}-words`}>{t(`status.${status}`)}</dd>,
          ])}
        </dl>
      </section>
    </>
  );
}
