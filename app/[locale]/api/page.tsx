import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { ApiEndpoint } from '@/components/api/api-endpoint';
import { ApiFields } from '@/components/api/api-fields';
import { ApiGeneral } from '@/components/api/api-general';
import classes from '@/components/api/api.module.css';
import { PageHeader } from '@/components/ui/page-header';
import { openApiDocument } from '@/lib/api/document/openapi';
import { readingGuide } from '@/lib/api/document/reading-guide';
import { env } from '@/lib/env.server';
import { formatDay } from '@/lib/i18n/format';

/** Shows the address under which readers reach the program, which a build does not know. */
export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('apiPage');
  return { title: t('title') };
}

/** The API for people, made from the document that programs read. */
export default async function ApiPage() {
  const [t, locale] = await Promise.all([getTranslations('apiPage'), getLocale()]);
  const base = env().PUBLIC_URL.replace(/\/$/u, '');
  const { operations, schemas } = readingGuide(openApiDocument(), locale, base);
  const linked = new Set(schemas.map(({ name }) => name));
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} />
      <div className={classes.page}>
        <ApiGeneral address={base} document={`${base}/api/v1/openapi.json`} />
        <nav className={classes.section} aria-labelledby="api-contents">
          <h2 id="api-contents">{t('contents')}</h2>
          <ul className={classes.contents}>
            {operations.map(({ id, method, path, summary }) => (
              <li key={id}>
                <a href={`#${id}`}>
                  <code>
                    {method} {path}
                  </code>
                </a>
                <span>{summary}</span>
              </li>
            ))}
          </ul>
        </nav>
        {operations.map((operation) => (
          <ApiEndpoint key={operation.id} operation={operation} linked={linked} />
        ))}
        <section className={classes.section} aria-labelledby="api-schemas">
          <h2 id="api-schemas">{t('schemasTitle')}</h2>
          <p className={classes.note}>{t('schemasIntro')}</p>
          {schemas.map(({ name, fields }) => (
            <div key={name} id={name} className={classes.schema}>
              <h3>{name}</h3>
              <ApiFields label={name} fields={fields} linked={linked} />
            </div>
          ))}
        </section>
        <section className={classes.section} aria-labelledby="api-cite">
          <h2 id="api-cite">{t('citeTitle')}</h2>
          <p>{t('cite', { address: base, date: formatDay(new Date().toISOString().slice(0, 10), locale) })}</p>
        </section>
      </div>
    </>
  );
}
