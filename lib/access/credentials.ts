import { z } from 'zod';

/** The address of a request, written by the program's own front door over whatever the request brings. */
export const ADDRESS_HEADER = 'x-registry-address';

/** NUL is no character of a PostgreSQL text. */
const typed = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(/^[^\0]+$/u);

/** What can be an address and a password: the fields of the sign-in form. */
export const Credentials = z.object({ email: typed(254), password: typed(200) });
export type Credentials = z.infer<typeof Credentials>;

/** With the code of the second factor, which the form asks for after the password was right. */
export const SignInFields = Credentials.extend({ code: typed(40).optional() });
export type SignInFields = z.infer<typeof SignInFields>;
