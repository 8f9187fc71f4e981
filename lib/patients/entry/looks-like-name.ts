const PATRONYMIC = /(?<!\p{L})\p{Lu}\p{Ll}+(?:ович|евич|ич|овна|евна|ична|инична)(?!\p{L})/u;
const INITIALS =
  /(?<!\p{L})\p{Lu}\p{Ll}+\s+\p{Lu}\.(?:\s?\p{Lu}\.)?|(?<!\p{L})\p{Lu}\.\s?(?:\p{Lu}\.)?\s?\p{Lu}\p{Ll}{2,}/u;
const TWO_NAMES = /(?<!\p{L})[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+/u;
const TITLED = /(?<!\p{L})(?:Mrs?|Ms|Miss|Master)\.? \p{Lu}/u;
/** A date, an address or a long number. */
const IDENTIFYING = /@|\d{7}|\b\d{4}[-./]\d{1,2}[-./]\d{1,2}\b|\b\d{1,2}[-./]\d{1,2}[-./]\d{2,4}\b/;

/** Whether a free text may name somebody: a patronymic, a name with initials, two Russian names, a title, a date of birth. */
export function mayIdentify(text: string): boolean {
  return [PATRONYMIC, INITIALS, TWO_NAMES, TITLED, IDENTIFYING].some((sign) => sign.test(text));
}

/** Whether a pseudonym looks like a name: a capital with small letters after it, or a word of letters without a number. */
export function looksLikeName(pseudonym: string): boolean {
  return /\p{Lu}\p{Ll}{2}/u.test(pseudonym) || /^[\p{L}-]{4,}$/u.test(pseudonym);
}
