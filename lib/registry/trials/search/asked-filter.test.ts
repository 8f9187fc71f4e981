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
  expect(askedFilter(question)).toMatchObject({ asks: { [name]: true }, rest });
});

const ENDED = ['completed', 'closed', 'active'];
const NOT_RECRUITING = [...ENDED, 'not-yet-recruiting'];

test.each([
  ['not recruiting', NOT_RECRUITING, ''],
  ['Interfant not enrolling', NOT_RECRUITING, 'Interfant'],
  ['не набирает', NOT_RECRUITING, ''],
  ['не набирают пациентов', NOT_RECRUITING, 'пациентов'],
  ['набор не ведётся', NOT_RECRUITING, ''],
  ['нет набора', NOT_RECRUITING, ''],
  ['active, not recruiting', ['active'], ''],
  ['not yet recruiting', ['not-yet-recruiting'], ''],
  ['ещё не набирает', ['not-yet-recruiting'], ''],
  ['набор не начат', ['not-yet-recruiting'], ''],
  ['no longer recruiting', ENDED, ''],
  ['closed to enrollment', ENDED, ''],
  ['enrolment closed', ENDED, ''],
  ['набор закрыт', ENDED, ''],
  ['Набор завершен', ENDED, ''],
  ['COG, набор завершён', ENDED, 'COG'],
  ['not completed', ['closed', 'active', 'recruiting', 'not-yet-recruiting'], ''],
  ['не завершено', ['closed', 'active', 'recruiting', 'not-yet-recruiting'], ''],
])('“%s” asks for statuses', (question, status, rest) => {
  expect(askedFilter(question)).toMatchObject({ asks: { status }, rest });
});

test.each([
  'recruiting',
  'набирает',
  'идёт набор',
  'годы набора',
  'closed',
  'завершено',
  'Interfant-06',
  'no transplant',
  'figures',
  'casino figures',
  'данные',
  'без рецидива',
  '',
])('“%s” asks for none', (question) => {
  expect(askedFilter(question)).toBeNull();
});
