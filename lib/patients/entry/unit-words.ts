/** Units in which fields are recorded. */
export type RecordedUnit = 'wbc' | 'percent' | 'blasts';

const PER_MICROLITRE = String.raw`(?:\/|в|per) ?(?:мкл|[uµμ]l|мм ?\^?3|mm ?\^?3)`;

/** The same unit as people and laboratories write it, after a number: 10⁹ a litre are thousands a microlitre. */
const WRITTEN: Readonly<Record<RecordedUnit, RegExp>> = {
  wbc: new RegExp(
    String.raw`^(.*\d)(?:(?: ?[×x*·х] ?| )10 ?[\^*] ?9 ?\/ ?[lл]| ?[gг] ?\/ ?[lл]| ?(?:тыс\.?|[kк]) ?${PER_MICROLITRE})\.?$`,
    'iu',
  ),
  percent: /^(.*[\d⁰¹²³⁴⁵⁶⁷⁸⁹]) ?(?:[%％]|проц(?:\.|ентов|ента)?|per ?cent)$/iu,
  blasts: new RegExp(String.raw`^(.*\d) ?(?:кл(?:\.|еток)? ?|cells ?)?${PER_MICROLITRE}\.?$`, 'iu'),
};

/**
 * A number without the unit that a person or a laboratory wrote after it, where that is the unit of the field (`45 ×10⁹/л`,
 * `45 тыс./мкл`, `0,01 %`). Another unit stays and makes the text unreadable: nothing is converted.
 */
export function withoutUnit(text: string, unit: RecordedUnit | undefined): string {
  if (unit === undefined) return text;
  const plain = text
    .replace(/[\s\u200b\u2060]+/gu, ' ')
    .trim()
    .replace(unit === 'percent' ? /(?!)/ : /[⁹³]/gu, (sign) => `^${sign === '⁹' ? '9' : '3'}`);
  return WRITTEN[unit].exec(plain)?.[1]?.trim() ?? text;
}
