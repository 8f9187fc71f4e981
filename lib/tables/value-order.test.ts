import { describe, expect, test } from 'vitest';
import { orderValues } from './value-order';

describe('groups stand in the order that a reader expects', () => {
  test.each([
    [['Low', 'Medium', 'High']],
    [['low risk', 'intermediate risk', 'high risk', 'very high risk']],
    [['Standard', 'Medium', 'High']],
    [['низкий', 'средний', 'высокий']],
    [['Низкая', 'Промежуточная', 'Высокая']],
    [['mild', 'moderate', 'severe']],
    [['I', 'II', 'III', 'IV']],
    [['Stage I', 'Stage II', 'Stage IV']],
    [['Stage 1', 'Stage 2', 'Stage 10']],
    [['<5', '5–10', '10–20']],
    [['< 5', '5-10', '10-20', '>20']],
    [['<5', '≥5']],
    [['≤20', '>20']],
    [['0-3 months', '3-6 months', '6-12 months']],
    [['under 6 months', '6 to 12 months', '12+ months']],
    [['до 6 мес', '6–12 мес', 'старше 12 мес']],
    [['[0,5)', '[5,10)', '[10,20)']],
    [['2', '10', '100']],
    [['0,5', '1,5', '10']],
    [['A', 'B', 'C']],
    [['early', 'late']],
    [['1', '2', 'other']],
  ])('%j', (expected) => {
    expect(orderValues([...expected].reverse())).toEqual(expected);
    expect(orderValues([...expected].sort())).toEqual(expected);
  });
});
