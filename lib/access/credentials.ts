import { z } from 'zod';

/** NUL is no character of a PostgreSQL text. */
const typed = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(/^[^\0]+$/u);

/** What can be an address and a password: the fields of the sign-in form. */
export const Credentials = z.object({ email: typed(254), password: typed(200) });
export type Credentials = z.infer<typeof Credentials>;
