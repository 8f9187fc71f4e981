import { expect, test } from 'vitest';
import { askedFilter } from './asked-filter';

test.each([
  ['no figures', 'noFigures', ''],
  ['Without published results', 'noFigures', ''],
  ['COG no data', 'noFigures', 'COG'],
  ['нет данных', 'noFigures', ''],
  ['без показателей', 'noFigures', ''],
  ['CAR-T, нет результатов', 'noFigures', 'CAR-T'],
  ['no EFS', 'noEfs', ''],
  ['no EFS figure', 'noEfs', ''],
  ['без БСВ', 'noEfs', ''],
  ['нет общей выживаемости', 'noOs', ''],
  ['without overall survival', 'noOs', ''],
  ['no risk group rules', 'noRiskRules', ''],
  ['без правил групп риска', 'noRiskRules', ''],
  ['no years of enrolment', 'noYears', ''],
  ['без годов набора', 'noYears', ''],
] as const)('“%s” asks for a filter', (question, name, rest) => {
  expect(askedFilter(question)).toMatchObject({ name, rest });
});

test.each(['Interfant-06', 'no transplant', 'figures', 'casino figures', 'данные', 'без рецидива', ''])(
  '“%s” asks for none',
  (question) => {
    expect(askedFilter(question)).toBeNull();
  },
);
