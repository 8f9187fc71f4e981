/**
 * The pages beside this one as a Link header (RFC 8288), or null for a list of one page. Addresses are relative to the
 * request's, so they hold behind any proxy.
 */
export function pageLinks(
  address: URL,
  { total, page, pageSize }: { total: number; page: number; pageSize: number },
): string | null {
  const last = Math.max(1, Math.ceil(total / pageSize));
  const link = (rel: string, to: number): string => {
    const query = new URLSearchParams(address.searchParams);
    query.set('page', String(to));
    return `<${address.pathname}?${query.toString()}>; rel="${rel}"`;
  };
  if (last === 1 && page === 1) return null;
  return [
    link('first', 1),
    ...(page > 1 ? [link('prev', Math.min(page - 1, last))] : []),
    ...(page < last ? [link('next', page + 1)] : []),
    link('last', last),
  ].join(', ');
}
