import type { FormValues } from '../form-state';

/** The pseudonym stays that of the kept one, and an induction failure stands among the events. */
const NOT_JOINED = ['pseudonym', 'inductionFailure', 'inductionFailureDate'];

/** The fields that two patients made one are joined in: all that their forms have, but for those. */
export function joinedFields(values: FormValues): string[] {
  return Object.keys(values).filter((name) => !NOT_JOINED.includes(name));
}

/** The fields of which both say something, and not the same. */
export function conflictsOf(kept: FormValues, merged: FormValues): string[] {
  return joinedFields(kept).filter((name) => {
    const [own, other] = [kept[name] ?? '', merged[name] ?? ''];
    return own !== '' && other !== '' && own !== other;
  });
}
