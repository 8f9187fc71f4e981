import { CurveReader } from '@/components/analyse/curve-reader';
import type { ComparisonFigure, FigurePanel } from '@/lib/comparison/figure/figure-model';
import type { FigureTexts } from '@/lib/comparison/words/figure-texts';

/** Under the chart, the curves of each panel by the arrow keys: those of local patients, and the reconstructed ones. */
export function CurveKeys({ figure, texts }: Readonly<{ figure: ComparisonFigure; texts: FigureTexts }>) {
  return figure.panels.map((panel, i) => {
    const words = texts.panels[i];
    if (words === undefined) return null;
    return (
      <CurveReader
        key={panel.timeZeros.join()}
        curves={curvesOf(panel, words)}
        unit="years"
        locale={texts.locale}
        label={words.title ?? texts.title}
      />
    );
  });
}

function curvesOf({ local, reconstructed }: FigurePanel, words: FigureTexts['panels'][number]) {
  const own = local === null ? [] : [{ name: words.local ?? '', steps: local.steps }];
  const rebuilt = reconstructed.map(({ curveId, steps }) => ({
    name: words.reconstructed[curveId] ?? '',
    steps: steps.map((step) => ({ ...step, low: null, high: null })),
  }));
  return [...own, ...rebuilt].map(({ name, steps }) => ({
    name,
    steps: steps.map(({ years, ...step }) => ({ ...step, time: years })),
  }));
}
