import { describe, expect, test } from 'vitest';
import { metaAnalysis } from './meta-analysis';
import { predictionInterval } from './prediction-interval';

describe('predictionInterval', () => {
  // R 4.2.2, metafor 3.8-1: predict(rma(c(.1, .4, .9, .2), c(.01, .02, .03, .02), method = "REML"), pi.type = "riley")
  const errors = [0.01, 0.02, 0.03, 0.02].map(Math.sqrt);
  test('agrees with metafor, t with k - 2 degrees of freedom', () => {
    const limits = predictionInterval(metaAnalysis([0.1, 0.4, 0.9, 0.2], errors, { model: 'reml' }));
    expect(limits?.lower).toBeCloseTo(-1.1569, 4);
    expect(limits?.upper).toBeCloseTo(1.9238, 4);
  });
  test('is null for two studies and for a common effect', () => {
    expect(predictionInterval(metaAnalysis([0.1, 0.9], [0.1, 0.2], { model: 'reml' }))).toBeNull();
    expect(predictionInterval(metaAnalysis([0.1, 0.4, 0.9, 0.2], errors, { model: 'common' }))).toBeNull();
  });
});
