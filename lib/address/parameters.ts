/** Parameters as a page gets them, or as an address holds them: a repeated one is a list. */
export type AddressParameters = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The query of an address as `readAddress` takes it. */
export function parametersOf(query: URLSearchParams): AddressParameters {
  return Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name)]));
}

/** The parameters of a page as a query again. */
export function queryOf(parameters: AddressParameters): URLSearchParams {
  return new URLSearchParams(
    Object.entries(parameters).flatMap(([name, value]) => textsOf(value).map((one) => [name, one])),
  );
}

/** Every value that a parameter was given. */
export function textsOf(value: AddressParameters[string]): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}
