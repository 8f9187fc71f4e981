'use client';

import { GeneText } from '@/components/ui/gene-text';
import { useWritten } from '@/components/ui/written/use-written';
import type { Written } from '@/components/ui/written/written';
import { publishedPoints, type ComparisonFigure } from '@/lib/comparison/figure/figure-model';
import type { FigureTexts } from '@/lib/comparison/words/figure-texts';
import { lettersOf } from '@/lib/figure/drawing/letters';
import { ChartLegend } from './chart-legend';
import { CurveKeys } from './curve-keys';
import classes from './figure.module.css';
import { MarkerSign } from './marker-sign';
import { PanelChart } from './panel-chart';
import type { Evidence } from './point-source';
import { useDrawnSize } from './use-drawn-size';

/** Below this width in px, markers are numbered and a key stands under the chart. */
const NARROW = 520;

type Drawn = Readonly<{ figure: ComparisonFigure; texts: FigureTexts; evidence: Evidence }>;

/** The comparison: one plot per time zero, what its signs mean, and the key to the numbers that a narrow chart shows. */
export function SurvivalChart({ drawn }: Readonly<{ drawn: Written<Drawn> }>) {
  const { figure, texts, evidence } = useWritten(drawn);
  const { ref, width } = useDrawnSize<HTMLDivElement>();
  const narrow = width > 0 && width < NARROW;
  const points = publishedPoints(figure);
  const keys = Object.fromEntries(points.map(({ estimateId }, i) => [estimateId, String(i + 1)]));
  return (
    <div className={classes.colours} ref={ref}>
      <div className={classes.panels} data-drawings="">
        {figure.panels.map((panel, i) => {
          const words = texts.panels[i];
          if (words === undefined) return null;
          const weight = (panel.local === null ? 1 : 4) + panel.published.length;
          return (
            <div key={panel.timeZeros.join()} className={classes.panel} style={{ flexGrow: weight }}>
              {words.title !== null && <h3 className={classes.panelTitle}>{words.title}</h3>}
              <PanelChart
                panel={panel}
                texts={words}
                figure={texts}
                keys={narrow ? keys : null}
                citations={figure.citations}
                evidence={evidence}
              />
            </div>
          );
        })}
      </div>
      {narrow && (
        <ol className={classes.keys}>
          {points.map(({ estimateId, style, hollow, drawn }) => {
            const label =
              texts.panels.map((words) => words.points[estimateId]).find((words) => words !== undefined)?.label ?? '';
            return (
              drawn && (
                <li key={estimateId}>
                  <b>{keys[estimateId]}</b>
                  <MarkerSign style={style} open={hollow.length > 0} />
                  <GeneText text={label} />
                </li>
              )
            );
          })}
        </ol>
      )}
      <ChartLegend legend={texts.legend} letters={lettersOf(points, texts.letters)} />
      <CurveKeys figure={figure} texts={texts} />
    </div>
  );
}
