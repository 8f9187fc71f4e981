import { compare, is, type Condition } from '../condition';
import type { Text } from '../sources';

export const REARRANGED: Condition = is('kmt2a', 'rearranged');
export const GERMLINE: Condition = is('kmt2a', 'germline');
export const POOR_RESPONSE: Condition = is('prednisoneResponse', 'poor');

/** Age limits in completed days; the first includes the whole first year, the second stops one day earlier. */
export const UP_TO_365_DAYS: Condition = compare('ageDays', '<=', 365);
export const UP_TO_364_DAYS: Condition = compare('ageDays', '<=', 364);

export const NEWLY_DIAGNOSED: Text = {
  en: 'Newly diagnosed ALL without earlier anti-leukaemic treatment',
  ru: 'Впервые выявленный ОЛЛ без предшествующего противолейкозного лечения',
};

export const MEDIUM_RISK: Text = { en: 'medium risk (MR)', ru: 'средний риск (MR)' };
export const STANDARD_RISK: Text = { en: 'standard risk', ru: 'стандартный риск' };

export const REARRANGED_TEXT: Text = { en: 'KMT2A rearranged', ru: 'Перестройка KMT2A' };
export const GERMLINE_TEXT: Text = { en: 'KMT2A germline', ru: 'Герминальный KMT2A' };
export const UNDER_1_YEAR_TEXT: Text = {
  en: 'Age at diagnosis under 1 year',
  ru: 'Возраст на момент диагноза до 1 года',
};
export const UNDER_365_DAYS_TEXT: Text = {
  en: 'Age at diagnosis under 365 days',
  ru: 'Возраст на момент диагноза менее 365 дней',
};
export const UNDER_366_DAYS_TEXT: Text = {
  en: 'Age at diagnosis under 366 days',
  ru: 'Возраст на момент диагноза менее 366 дней',
};
export const AT_MOST_365_DAYS_TEXT: Text = {
  en: 'Age at diagnosis 365 days or less',
  ru: 'Возраст на момент диагноза не более 365 дней',
};

export const POOR_RESPONSE_TEXT: Text = {
  en: '1000 or more blasts per µL of blood on day 8 (poor prednisone response)',
  ru: '≥ 1000 бластных клеток в 1 мкл крови на 8-й день (плохой ответ на преднизолон)',
};
export const GOOD_RESPONSE_TEXT: Text = {
  en: 'Fewer than 1000 blasts per µL of blood on day 8 (good prednisone response)',
  ru: '< 1000 бластных клеток в 1 мкл крови на 8-й день (хороший ответ на преднизолон)',
};

/** Notes on sources that several protocols share. */
export const DAYS_NOTE: Text = { en: 'the limit in days', ru: 'предел в днях' };
export const LABEL_HR_NOTE: Text = { en: 'the label HR', ru: 'обозначение HR' };
export const LABEL_LR_NOTE: Text = { en: 'the label LR', ru: 'обозначение LR' };
export const CUT_OFF_NOTE: Text = { en: 'the cut-off of 1000 blasts per µL', ru: 'порог 1000 бластов в 1 мкл' };
