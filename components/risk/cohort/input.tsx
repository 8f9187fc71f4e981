'use client';

import { Button, FileButton, Textarea } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { FileAsText, useFileText } from '@/components/tables/file-as-text';
import { TABLE_FILES } from '@/components/tables/files';
import { GeneText } from '@/components/ui/gene-text';
import { useRiskWords } from '@/components/risk/use-risk-words';
import { FACT_DEFINITIONS, FACT_NAMES, type FactName } from '@/lib/risk/facts';
import classes from './cohort.module.css';

/** A longer text is not put into the field: the browser would be busy with drawing it. */
const LONGEST_SHOWN = 200_000;

export type CohortText = Readonly<{ text: string; name: string | null }>;

/** Paste, open a file, or take the worked cases; the names that columns must have. */
export function CohortInput({
  source,
  onChange,
}: Readonly<{ source: CohortText; onChange: (source: CohortText) => void }>) {
  const t = useTranslations('riskCohort.input');
  const { opened, open, forget } = useFileText((text, { name }) => onChange({ text, name }));
  const example = async (): Promise<void> => {
    const { EXAMPLE_COHORT } = await import('./example-cohort');
    onChange({ text: EXAMPLE_COHORT, name: t('exampleName') });
    forget();
  };
  return (
    <div className={classes.step}>
      <div className={classes.row}>
        <FileButton onChange={(file) => open(file)} accept={`${TABLE_FILES},.json,application/json`}>
          {(props) => (
            <Button {...props} size="sm">
              {t('open')}
            </Button>
          )}
        </FileButton>
        <Button variant="default" size="sm" onClick={() => void example()}>
          {t('example')}
        </Button>
        {source.text !== '' && (
          <Button
            variant="default"
            size="sm"
            onClick={() => {
              onChange({ text: '', name: null });
              forget();
            }}
          >
            {t('clear')}
          </Button>
        )}
        {source.name !== null && <span className={classes.hint}>{t('from', { name: source.name })}</span>}
      </div>
      <FileAsText opened={opened} onChoose={open} refusedClass={classes.refused} />
      {source.text.length <= LONGEST_SHOWN ? (
        <Textarea
          className={classes.text}
          label={t('paste')}
          description={t('hint')}
          value={source.text}
          onChange={({ currentTarget: { value } }) => {
            onChange({ text: value, name: null });
            forget();
          }}
          rows={7}
          spellCheck={false}
          autoComplete="off"
        />
      ) : (
        <p className={classes.hint}>{t('long', { characters: source.text.length })}</p>
      )}
      <ColumnNames />
    </div>
  );
}

function ColumnNames() {
  const t = useTranslations('riskCohort.input');
  const words = useRiskWords();
  return (
    <details className={classes.names}>
      <summary>{t('columns')}</summary>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('column')}</th>
            <th scope="col">{t('meaning')}</th>
            <th scope="col">{t('values')}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">
              <code>id</code>
            </th>
            <td>{t('id')}</td>
            <td>{t('anyText')}</td>
          </tr>
          {FACT_NAMES.map((fact) => (
            <tr key={fact}>
              <th scope="row">
                <code>{fact}</code>
              </th>
              <td>
                <GeneText text={words.factName(fact)} />
              </td>
              <td>
                <code>{valuesOf(fact)}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );

  function valuesOf(fact: FactName): string {
    const definition = FACT_DEFINITIONS[fact];
    if (definition.type === 'text') return definition.allowed.join(' · ');
    return definition.type === 'boolean' ? 'true · false' : `${t('number')}, ${words.unitName(definition.unit)}`;
  }
}
