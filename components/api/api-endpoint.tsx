import { useTranslations } from 'next-intl';
import type { GuideOperation } from '@/lib/api/document/reading-guide';
import { ApiFields } from './api-fields';
import classes from './api.module.css';

type Props = Readonly<{ operation: GuideOperation; linked: ReadonlySet<string> }>;

/** One address of the API: what it gives, how to ask, what the answer holds. */
export function ApiEndpoint({ operation, linked }: Props) {
  const t = useTranslations('apiPage');
  const { id, method, path, summary, parameters, body, answer, media, statuses, curl } = operation;
  return (
    <section className={classes.endpoint} id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>
        <span className={classes.method}>{method}</span> <code>{path}</code>
      </h2>
      <p>{summary}.</p>
      <h3>{t('request')}</h3>
      <pre className={classes.example} tabIndex={0} role="group" aria-label={t('request')}>
        <code>{curl}</code>
      </pre>
      <h3>{t('parameters')}</h3>
      {parameters.length === 0 ? (
        <p className={classes.note}>{t('noParameters')}</p>
      ) : (
        <ApiFields label={t('parameters')} fields={parameters} linked={linked} />
      )}
      {body !== null && (
        <>
          <h3>{t('bodyOf', { name: body.name })}</h3>
          <ApiFields label={t('bodyOf', { name: body.name })} fields={body.fields} linked={linked} />
        </>
      )}
      <h3>{t('answerOf', { name: answer.name })}</h3>
      {linked.has(answer.name) ? (
        <p>
          <a href={`#${answer.name}`}>{answer.name}</a>
        </p>
      ) : (
        <ApiFields label={t('answerOf', { name: answer.name })} fields={answer.fields} linked={linked} />
      )}
      <p className={classes.note}>
        {t('media', { list: media.join(', ') })} · {t('statuses')}: {statuses.join(', ')}
      </p>
    </section>
  );
}
