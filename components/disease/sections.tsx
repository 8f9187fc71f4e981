import { useLocale, useTranslations } from 'next-intl';
import { CitedFiles } from '@/components/ui/citation-files';
import { GeneText } from '@/components/ui/gene-text';
import { inLocale } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import type { CitedSources } from '@/lib/registry/references/cited-sources';
import { diseaseAddress } from '@/lib/registry/disease/filter';
import type { DiseaseSection } from '@/lib/registry/disease/page';
import type { DiseaseWords } from '@/lib/registry/disease/words';
import type { Discrepancy, DiseaseStatement } from '@/lib/registry/schema';
import { CitedChip } from '@/components/quality/cited-chip';
import { DiscrepancyList } from '@/components/quality/discrepancy-list';
import { DiseaseLegend } from './bar';
import { DiseaseFacts } from './facts';
import classes from './disease.module.css';
import { ReferenceItem } from '@/components/references/item';
import references from '@/components/references/list.module.css';
import page from '@/components/trial/page.module.css';

type Props = Readonly<{
  sections: readonly DiseaseSection[];
  /** the address asks for one topic */
  single: boolean;
  discrepancies: readonly Discrepancy[];
  cited: CitedSources;
  words: DiseaseWords;
}>;

/** The disease by topic, with links to its sections; disagreements of sources and the sources themselves at the end. */
export function DiseaseSections({ sections, single, discrepancies, cited, words }: Props) {
  const t = useTranslations('disease');
  const source = useTranslations('source');
  const ends = [...(discrepancies.length > 0 ? (['discrepancies'] as const) : []), 'references' as const];
  return (
    <>
      <nav className={page.jump} aria-label={t('sections')}>
        {single ? (
          <Link href="/disease">{t('allTopics')}</Link>
        ) : (
          <ul>
            {sections.map(({ key, name }) => (
              <li key={key}>
                <a href={`#${key}`}>
                  <GeneText text={words.topic(name)} />
                </a>
              </li>
            ))}
            {ends.map((key) => (
              <li key={key}>
                <a href={`#${key}`}>{t(key)}</a>
              </li>
            ))}
          </ul>
        )}
      </nav>
      <p className={`${page.hint} ${classes.hint}`}>
        {t('hint')} {source('legend')}.
      </p>
      <DiseaseLegend />
      {sections.map((section) => (
        <Topic key={section.key} section={section} single={single} cited={cited} words={words} />
      ))}
      {discrepancies.length > 0 && (
        <section id="discrepancies" className={page.section} aria-labelledby="heading-discrepancies">
          <h2 id="heading-discrepancies">{t('discrepancies')}</h2>
          <DiscrepancyList discrepancies={discrepancies} cited={cited} />
        </section>
      )}
      <section id="references" className={page.section} aria-labelledby="heading-references">
        <h2 id="heading-references">{t('references')}</h2>
        <ol className={references.list}>
          {[...cited.values()].map(({ number, citation }) => (
            <ReferenceItem key={citation.id} number={number} citation={citation} />
          ))}
        </ol>
        <CitedFiles ids={[...cited.values()].map(({ citation }) => citation.id)} />
      </section>
    </>
  );
}

function Topic({
  section: { key, name, groups, statements, scale },
  single,
  cited,
  words,
}: Readonly<{ section: DiseaseSection; single: boolean }> & Pick<Props, 'cited' | 'words'>) {
  const t = useTranslations('disease');
  return (
    <section id={key} className={page.section} aria-labelledby={`heading-${key}`}>
      <div className={classes.head}>
        <h2 id={`heading-${key}`}>
          <GeneText text={words.topic(name)} />
        </h2>
        {!single && groups.length > 0 && (
          <Link href={diseaseAddress(key)} aria-label={t('onlyNamed', { topic: words.topic(name) })}>
            {t('only')}
          </Link>
        )}
      </div>
      {groups.length > 0 && (
        <DiseaseFacts groups={groups} scale={scale} label={words.topic(name)} cited={cited} words={words} />
      )}
      {statements.length > 0 && <Statements statements={statements} cited={cited} />}
    </section>
  );
}

type StatementsProps = Readonly<{ statements: readonly DiseaseStatement[] }> & Pick<Props, 'cited'>;

function Statements({ statements, cited }: StatementsProps) {
  const t = useTranslations('vocabulary');
  const locale = useLocale();
  return (
    <ul className={classes.statements}>
      {statements.map(({ id, text, source, oneCurator }) => (
        <li key={id} id={id}>
          <GeneText text={inLocale(text, locale)} /> <CitedChip source={source} cited={cited} />
          {oneCurator === true && <span className="muted"> {t('caveat.one-curator')}</span>}
        </li>
      ))}
    </ul>
  );
}
