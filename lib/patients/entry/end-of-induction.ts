/**
 * The day of the end of induction: of the first MRD measurement at that time point, or where none is recorded of the
 * remission that the record says was there at the end of induction. A record without either does not say when it was: null.
 */
export function endOfInduction(
  mrd: readonly Readonly<{ date: string; timePoint: string }>[],
  response: Readonly<{ remissionEoi: boolean | null; remissionDate: string | null }> | null,
): string | null {
  const [measured] = mrd.flatMap(({ date, timePoint }) => (timePoint === 'end-of-induction' ? [date] : [])).sort();
  if (measured !== undefined) return measured;
  return response?.remissionEoi === true ? response.remissionDate : null;
}
