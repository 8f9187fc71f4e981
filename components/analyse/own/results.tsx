'use client';

import figure from '@/components/figure/figure.module.css';
import { Marks } from '@/components/figure/marks';
import { HiddenRiskTable } from '@/components/figure/risk-table';
import type { OwnAnalysis } from '@/lib/analysis/analysis';
import { curvesDescription, incidenceDescription, type OwnTexts } from '@/lib/analysis/texts';
import type { OwnAbout } from '@/lib/figure/documents/own-document';
import { GeneText } from '@/components/ui/gene-text';
import { ownSign } from '@/lib/figure/drawing/marks/own';
import classes from '../analyse.module.css';
import { CurveReader } from '../curve-reader';
import { OwnChart } from './chart';
import { OwnExport } from './export';
import { TextTable } from '../text-table';

type Props = Readonly<{
  analysis: OwnAnalysis;
  texts: OwnTexts;
  pending: boolean;
  /** said of patients that are not the reader's own table */
  about?: OwnAbout;
}>;

/** The figure with its numbers, tests, competing risks and method. */
export function OwnResults({ analysis, texts, pending, about }: Props) {
  const series = analysis.curves.map(({ steps, marks, risk }, i) => ({
    name: texts.names[i] ?? '',
    steps,
    marks,
    risk,
  }));
  return (
    <div className={classes.results} aria-busy={pending}>
      <div className={classes.head}>
        <div>
          <h2>
            <GeneText text={texts.title} />
          </h2>
          <p>
            <GeneText text={texts.subtitle} />
          </p>
        </div>
        <OwnExport analysis={analysis} texts={texts} about={about} />
      </div>
      <div>
        <OwnChart
          series={series}
          axis={analysis.axis}
          texts={texts}
          yAxis={texts.yAxis}
          label={texts.title}
          description={curvesDescription(texts)}
        />
        <Legend names={texts.names} />
        <CurveReader curves={series} unit={analysis.unit} locale={texts.locale} label={texts.title} />
        <HiddenRiskTables analysis={analysis} texts={texts} />
      </div>
      <TextTable table={texts.summary} />
      {texts.atTimes !== null && <TextTable table={texts.atTimes} />}
      <Tests heading={texts.headings.tests} lines={texts.tests} />
      {texts.pairs !== null && <TextTable table={texts.pairs} />}
      <Causes analysis={analysis} texts={texts} />
      <section aria-labelledby="own-method">
        <h2 id="own-method">{texts.headings.method}</h2>
        <ul className={classes.notes}>
          {texts.method.map((line) => (
            <li key={line}>
              <GeneText text={line} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

/** Incidences of each of several causes; the curves of the groups are read by the keyboard as those above. */
function Causes({ analysis, texts }: Pick<Props, 'analysis' | 'texts'>) {
  return analysis.causes.map(({ name, groups }, i) => {
    const words = texts.causes[i];
    if (words === undefined) return null;
    const series = groups.map(({ steps }, g) => ({ name: texts.names[g] ?? '', steps, marks: [], risk: null }));
    return (
      <section key={name} className={classes.section} aria-label={words.title}>
        <h2>
          <GeneText text={words.title} />
        </h2>
        <div>
          <OwnChart
            series={series}
            axis={analysis.axis}
            texts={texts}
            yAxis={texts.incidenceAxis}
            label={words.title}
            description={incidenceDescription(words)}
          />
          <Legend names={texts.names} />
          <CurveReader curves={series} unit={analysis.unit} locale={texts.locale} label={words.title} />
        </div>
        <TextTable table={words.atTimes} />
        <Tests heading={null} lines={words.tests} />
      </section>
    );
  });
}

function Tests({ heading, lines }: Readonly<{ heading: string | null; lines: readonly string[] }>) {
  if (lines.length === 0) return null;
  return (
    <div className={classes.section}>
      {heading !== null && <h2>{heading}</h2>}
      <ul className={classes.lines}>
        {lines.map((line) => (
          <li key={line}>
            <GeneText text={line} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Which line is which group, also for who cannot tell the colours apart. */
function Legend({ names }: Readonly<{ names: readonly string[] }>) {
  if (names.length < 2) return null;
  return (
    <ul className={`${classes.legend} ${figure.colours}`}>
      {names.map((name, i) => (
        <li key={name}>
          <svg width="34" height="10" aria-hidden="true">
            <g transform="translate(0 5)">
              <Marks marks={[ownSign(i, names.length, 34)]} />
            </g>
          </svg>
          <GeneText text={name} />
        </li>
      ))}
    </ul>
  );
}

/** The numbers under the chart as a table for who does not see it. */
function HiddenRiskTables({ analysis, texts: { names, risk, xAxis, ticks } }: Pick<Props, 'analysis' | 'texts'>) {
  return analysis.curves.map(({ name, risk: counts }, i) => (
    <HiddenRiskTable
      key={name}
      caption={names[i] ?? ''}
      heads={[xAxis, ...ticks]}
      rows={[
        { label: risk.atRisk, values: counts.map(({ atRisk }) => atRisk) },
        { label: risk.events, values: counts.map(({ eventsBefore }) => eventsBefore) },
        { label: risk.censored, values: counts.map(({ censoredBefore }) => censoredBefore) },
      ]}
    />
  ));
}
