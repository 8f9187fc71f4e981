'use client';

import { Fragment } from 'react';
import { FactList } from '@/components/risk/fact-list';
import { ColumnHeads } from '@/components/ui/column-heads';
import { GeneText } from '@/components/ui/gene-text';
import { RiskChip } from '@/components/ui/risk-chip';
import type { ReportModel, ReportRow } from './model';
import classes from './report.module.css';
import { useOnePage } from './use-one-page';

/** The report as a sheet of A4, on screen and on paper. */
export function ReportSheet({ model }: Readonly<{ model: ReportModel }>) {
  const { headings } = model;
  const sheet = useOnePage();
  return (
    <article ref={sheet} className={classes.sheet} aria-label={model.title}>
      <div className={classes.head}>
        <h2>{model.title}</h2>
        <p>{model.made}</p>
      </div>
      <p className={classes.advice}>{model.notAdvice}</p>
      <FactsSection model={model} />
      <TextSection title={headings.conflicts} lines={model.conflicts} />
      <MatrixSection model={model} />
      <TextSection title={headings.near} lines={model.near} />
      {model.sources.length > 0 && (
        <section>
          <h3>{headings.sources}</h3>
          <ol className={classes.sources}>
            {model.sources.map(({ number, text }) => (
              <li key={number} value={number}>
                <GeneText text={text} />
              </li>
            ))}
          </ol>
        </section>
      )}
    </article>
  );
}

function FactsSection({ model }: Readonly<{ model: ReportModel }>) {
  return (
    <section>
      <h3>{model.headings.facts}</h3>
      {model.facts.length === 0 && <p>{model.noFacts}</p>}
      <FactList className={classes.facts} pointClass={classes.point} facts={model.facts} />
    </section>
  );
}

function MatrixSection({ model: { headings, columns, rows, legend } }: Readonly<{ model: ReportModel }>) {
  return (
    <section>
      <h3>{headings.matrix}</h3>
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={headings.matrix}>
        <table className={classes.table}>
          <ColumnHeads
            columns={[
              columns.protocol,
              columns.group,
              columns.decided,
              columns.because,
              columns.missing,
              columns.outcome,
            ]}
          />
          <tbody>
            {rows.map((row) => (
              <Row key={row.key} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      <p className={classes.legend}>{legend}</p>
    </section>
  );
}

function TextSection({ title, lines }: Readonly<{ title: string; lines: readonly string[] }>) {
  if (lines.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul className={classes.lines}>
        {lines.map((line) => (
          <li key={line}>
            <GeneText text={line} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Row({ row }: Readonly<{ row: ReportRow }>) {
  return (
    <tr>
      <th scope="row">
        {row.protocol}
        <small>{[row.reading, row.version].filter((part) => part !== null).join(' · ')}</small>
      </th>
      <td>
        {row.group === null ? (
          <span className={classes.status} data-status={row.statusKind}>
            {row.status}
          </span>
        ) : (
          <>
            <RiskChip group={row.group} />
            {row.subgroup !== null && <small>{row.subgroup}</small>}
          </>
        )}
      </td>
      <td>{row.decided}</td>
      <td>
        {row.because.length === 0 && '–'}
        {row.because.map(({ text, source }, i) => (
          <Fragment key={text}>
            {i > 0 && '; '}
            <GeneText text={text} />
            {source !== null && (
              <sup>
                {'\u00a0'}
                {source}
              </sup>
            )}
          </Fragment>
        ))}
      </td>
      <td>{row.missing.length === 0 ? '–' : <GeneText text={row.missing.join('; ')} />}</td>
      <td>
        {row.outcome === null ? (
          row.noOutcome
        ) : (
          <>
            <GeneText text={row.outcome.value} />
            {row.outcome.source !== null && (
              <sup>
                {'\u00a0'}
                {row.outcome.source}
              </sup>
            )}
            <small>
              <GeneText text={row.outcome.population} />
            </small>
          </>
        )}
      </td>
    </tr>
  );
}
